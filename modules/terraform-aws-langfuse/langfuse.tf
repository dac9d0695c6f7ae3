# Generated from stacks/aws/langfuse.ts. Edit there, then run npm run synth.

locals {
  has_cache_auth = var.external_cache == null ? true : local.cache_auth_reference != null

  langfuse_environment = merge(
    {
      NEXTAUTH_URL                     = local.langfuse_url
      HOSTNAME                         = "0.0.0.0"
      DATABASE_HOST                    = "${local.database_host}:${local.database_port}"
      DATABASE_USERNAME                = local.database_username
      DATABASE_NAME                    = local.database_name
      DATABASE_ARGS                    = local.database_arguments
      CLICKHOUSE_URL                   = local.clickhouse_http_url
      CLICKHOUSE_USER                  = local.clickhouse_user
      CLICKHOUSE_DB                    = local.clickhouse_database
      CLICKHOUSE_CLUSTER_ENABLED       = tostring(local.clickhouse_cluster_enabled)
      LANGFUSE_S3_EVENT_UPLOAD_BUCKET  = aws_s3_bucket.langfuse.id
      LANGFUSE_S3_EVENT_UPLOAD_PREFIX  = "events/"
      LANGFUSE_S3_EVENT_UPLOAD_REGION  = local.region
      LANGFUSE_S3_MEDIA_UPLOAD_BUCKET  = aws_s3_bucket.langfuse.id
      LANGFUSE_S3_MEDIA_UPLOAD_PREFIX  = "media/"
      LANGFUSE_S3_MEDIA_UPLOAD_REGION  = local.region
      LANGFUSE_S3_BATCH_EXPORT_ENABLED = "true"
      LANGFUSE_S3_BATCH_EXPORT_BUCKET  = aws_s3_bucket.langfuse.id
      LANGFUSE_S3_BATCH_EXPORT_PREFIX  = "exports/"
      LANGFUSE_S3_BATCH_EXPORT_REGION  = local.region
    },
    local.has_cache_auth
    ? {
      REDIS_HOST        = local.cache_host
      REDIS_PORT        = tostring(local.cache_port)
      REDIS_TLS_ENABLED = tostring(local.cache_tls)
    }
    : null,
    local.has_cache_auth
    ? null
    : {
      REDIS_CONNECTION_STRING = "${local.cache_tls ? "rediss" : "redis"}://${local.cache_host}:${local.cache_port}"
    },
    local.clickhouse_enabled
    ? {
      CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY = tostring(floor(
        local.clickhouse_memory_bytes * 0.4
      ))
    }
    : null,
    local.langfuse_major >= 4
    ? {
      LANGFUSE_MIGRATION_V4_WRITE_MODE = var.langfuse_v4_write_mode
      LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR = (
        var.langfuse_v4_write_mode == "events_only"
        ? "direct"
        : "dual_write"
      )
      LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN = "true"
    }
    : null,
    var.additional_env
  )

  web_environment = merge(
    local.langfuse_environment,
    {
      NODE_OPTIONS                                = format("--max-old-space-size=%d", floor(var.web_memory * 0.75))
      LANGFUSE_CSP_ENFORCE_HTTPS                  = "true"
      CLICKHOUSE_MIGRATION_URL                    = local.clickhouse_native_url
      CLICKHOUSE_MIGRATION_SSL                    = tostring(local.clickhouse_tls)
      LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED = "true"
      LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED   = "true"
    },
    [
      for setup in var.initial_setup[*] :
      {
        LANGFUSE_INIT_ORG_ID             = setup.organization_id
        LANGFUSE_INIT_ORG_NAME           = setup.organization_name
        LANGFUSE_INIT_PROJECT_ID         = setup.project_id
        LANGFUSE_INIT_PROJECT_NAME       = setup.project_name
        LANGFUSE_INIT_PROJECT_PUBLIC_KEY = local.initial_public_key
        LANGFUSE_INIT_USER_EMAIL         = setup.user_email
        LANGFUSE_INIT_USER_NAME          = setup.user_name
      }
    ]...
  )

  worker_environment = merge(local.langfuse_environment, {
    NODE_OPTIONS                                    = format("--max-old-space-size=%d", floor(var.worker_memory * 0.75))
    LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS = tostring(var.ingestion_write_interval_ms)
    LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE  = "10000"
  })

  worker_secrets = merge(
    {
      DATABASE_PASSWORD   = local.database_password_reference
      CLICKHOUSE_PASSWORD = local.clickhouse_password_reference
      SALT                = local.secret_arns["web_salt"]
      ENCRYPTION_KEY      = local.secret_arns["encryption_key"]
    },
    local.has_cache_auth ? { REDIS_AUTH = local.cache_auth_reference } : null,
    var.additional_secret_env
  )

  web_secrets = merge(
    local.worker_secrets,
    { NEXTAUTH_SECRET = local.secret_arns["web_next_secret"] },
    [
      for setup in var.initial_setup[*] :
      {
        LANGFUSE_INIT_USER_PASSWORD      = local.secret_arns["initial_user_password"]
        LANGFUSE_INIT_PROJECT_SECRET_KEY = local.secret_arns["initial_secret_key"]
      }
    ]...
  )

  secret_generation  = sha1(jsonencode(local.secret_versions))
  web_server_command = "./web/entrypoint.sh node ./web/server.js --keepAliveTimeout 110000"
  migration_script   = file("${path.module}/config/langfuse/migrate.js")

  web_command = [
    "/bin/sh",
    "-c",
    "node -e \"$0\" && exec ./web/entrypoint.sh node ./web/server.js --keepAliveTimeout 110000",
    local.migration_script,
  ]
}
