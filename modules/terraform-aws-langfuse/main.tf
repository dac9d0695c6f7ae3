# Generated from stacks/aws/main.ts. Edit there, then run npm run synth.

data "aws_region" "current" {
  region = var.region
}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

resource "random_id" "suffix" {
  byte_length = 4
}

locals {
  name          = join("-", compact([coalesce(var.identity_name, var.name), var.env]))
  region        = data.aws_region.current.region
  tags          = merge(var.tags, { Application = "langfuse", Installation = local.name })
  is_ec2        = var.launch_type == "EC2"
  is_web_on_ecs = contains(["api_gateway", "alb"], var.web_platform)

  fargate_memory = {
    "256"   = [512, 1024, 2048]
    "512"   = range(1024, 4097, 1024)
    "1024"  = range(2048, 8193, 1024)
    "2048"  = range(4096, 16385, 1024)
    "4096"  = range(8192, 30721, 1024)
    "8192"  = range(16384, 61441, 4096)
    "16384" = range(32768, 122881, 8192)
  }

  app_runner_sizes = [
    [256, 512],
    [256, 1024],
    [512, 1024],
    [1024, 2048],
    [1024, 3072],
    [1024, 4096],
    [2048, 4096],
    [2048, 6144],
    [4096, 8192],
    [4096, 10240],
    [4096, 12288],
  ]

  langfuse_major       = tonumber(split(".", var.langfuse_version)[0])
  worker_desired_count = coalesce(var.worker_desire_count, var.worker_desired_count)
  worker_max_count     = coalesce(var.worker_max_count, max(4, local.worker_desired_count))
  web_max_count        = coalesce(var.web_max_count, max(4, var.web_desired_count))

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

resource "aws_ecs_cluster" "langfuse" {
  name   = local.name
  region = var.region

  #checkov:skip=CKV_AWS_65:billed by the metric; container_insights_enabled switches it on
  setting {
    name  = "containerInsights"
    value = var.container_insights_enabled ? "enabled" : "disabled"
  }

  tags = local.tags
}
