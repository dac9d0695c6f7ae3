# Generated from stacks/azure/main.ts. Edit there, then run npm run synth.

data "azurerm_client_config" "current" {}

resource "random_id" "suffix" {
  byte_length = 4
}

locals {
  name         = var.name
  tags         = merge(var.tags, { Application = "langfuse", Installation = local.name })
  location     = var.location
  compact_name = substr(replace(local.name, "-", ""), 0, 15)
}

resource "azurerm_resource_group" "langfuse" {
  count = var.resource_group_name == null ? 1 : 0

  name     = local.name
  location = local.location

  tags = local.tags
}

locals {
  resource_group_name = (
    var.resource_group_name == null
    ? one(azurerm_resource_group.langfuse[*].name)
    : var.resource_group_name
  )

  is_container_app = var.clickhouse_platform == "container_app"
  is_worker_app    = var.worker_platform == "container_app"
  langfuse_major   = tonumber(split(".", var.langfuse_version)[0])

  own_environment_names = [
    "CLICKHOUSE_CLUSTER_ENABLED",
    "CLICKHOUSE_DB",
    "CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY",
    "CLICKHOUSE_MIGRATION_SSL",
    "CLICKHOUSE_MIGRATION_URL",
    "CLICKHOUSE_PASSWORD",
    "CLICKHOUSE_URL",
    "CLICKHOUSE_USER",
    "DATABASE_ARGS",
    "DATABASE_HOST",
    "DATABASE_NAME",
    "DATABASE_PASSWORD",
    "DATABASE_URL",
    "DATABASE_USERNAME",
    "DIRECT_URL",
    "ENCRYPTION_KEY",
    "HOSTNAME",
    "LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED",
    "LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED",
    "LANGFUSE_CSP_ENFORCE_HTTPS",
    "LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE",
    "LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS",
    "LANGFUSE_INIT_ORG_ID",
    "LANGFUSE_INIT_ORG_NAME",
    "LANGFUSE_INIT_PROJECT_ID",
    "LANGFUSE_INIT_PROJECT_NAME",
    "LANGFUSE_INIT_PROJECT_PUBLIC_KEY",
    "LANGFUSE_INIT_PROJECT_SECRET_KEY",
    "LANGFUSE_INIT_USER_EMAIL",
    "LANGFUSE_INIT_USER_NAME",
    "LANGFUSE_INIT_USER_PASSWORD",
    "LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN",
    "LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR",
    "LANGFUSE_MIGRATION_V4_WRITE_MODE",
    "LANGFUSE_S3_BATCH_EXPORT_ACCESS_KEY_ID",
    "LANGFUSE_S3_BATCH_EXPORT_BUCKET",
    "LANGFUSE_S3_BATCH_EXPORT_ENABLED",
    "LANGFUSE_S3_BATCH_EXPORT_ENDPOINT",
    "LANGFUSE_S3_BATCH_EXPORT_PREFIX",
    "LANGFUSE_S3_BATCH_EXPORT_REGION",
    "LANGFUSE_S3_BATCH_EXPORT_SECRET_ACCESS_KEY",
    "LANGFUSE_S3_EVENT_UPLOAD_ACCESS_KEY_ID",
    "LANGFUSE_S3_EVENT_UPLOAD_BUCKET",
    "LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT",
    "LANGFUSE_S3_EVENT_UPLOAD_PREFIX",
    "LANGFUSE_S3_EVENT_UPLOAD_REGION",
    "LANGFUSE_S3_EVENT_UPLOAD_SECRET_ACCESS_KEY",
    "LANGFUSE_S3_MEDIA_UPLOAD_ACCESS_KEY_ID",
    "LANGFUSE_S3_MEDIA_UPLOAD_BUCKET",
    "LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT",
    "LANGFUSE_S3_MEDIA_UPLOAD_PREFIX",
    "LANGFUSE_S3_MEDIA_UPLOAD_REGION",
    "LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY",
    "LANGFUSE_USE_AZURE_BLOB",
    "LANGFUSE_USE_GOOGLE_CLOUD_STORAGE",
    "LANGFUSE_USE_OCI_NATIVE_OBJECT_STORAGE",
    "NEXTAUTH_SECRET",
    "NEXTAUTH_URL",
    "NODE_OPTIONS",
    "PORT",
    "REDIS_AUTH",
    "REDIS_CLUSTER_ENABLED",
    "REDIS_CONNECTION_STRING",
    "REDIS_HOST",
    "REDIS_PORT",
    "REDIS_SENTINEL_ENABLED",
    "REDIS_TLS_ENABLED",
    "SALT",
  ]
}
