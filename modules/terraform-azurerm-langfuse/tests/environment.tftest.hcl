# What web and worker are told.

mock_provider "azurerm" {
  mock_data "azurerm_client_config" {
    defaults = {
      object_id       = "00000000-0000-0000-0000-000000000001"
      subscription_id = "00000000-0000-0000-0000-000000000002"
      tenant_id       = "00000000-0000-0000-0000-000000000003"
    }
  }

  mock_resource "azurerm_container_app_environment" {
    defaults = { default_domain = "happy-tree-0123abcd.japaneast.azurecontainerapps.io" }
  }

  mock_resource "azurerm_private_dns_zone" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/privateDnsZones/privatelink.redis.azure.net" }
  }

  mock_resource "azurerm_storage_account" {
    defaults = { primary_blob_endpoint = "https://account.blob.core.windows.net/" }
  }
}

mock_provider "azapi" {}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "langfuse_3_applied" {
  command = apply

  variables {
    initial_setup         = { user_email = "admin@example.com", organization_name = "Acme" }
    additional_env        = { AUTH_DISABLE_SIGNUP = "true" }
    additional_secret_env = { SMTP_CONNECTION_URL = "https://team.vault.azure.net/secrets/smtp" }
    force_delete          = true
  }

  assert {
    condition     = output.langfuse_url == "https://langfuse-web.happy-tree-0123abcd.japaneast.azurecontainerapps.io"
    error_message = "The address is known before web is made: name and domain of the environment."
  }

  assert {
    condition = alltrue([
      for app in [azurerm_container_app.web, azurerm_container_app.worker[0]] :
      [for env in one(app.template[0].container).env : env.value if env.name == "NEXTAUTH_URL"] == [output.langfuse_url]
    ])
    error_message = "Both containers must have the address that users open."
  }

  assert {
    condition = alltrue([
      for app in [azurerm_container_app.web, azurerm_container_app.worker[0]] :
      [for env in one(app.template[0].container).env : env.value if env.name == "AUTH_DISABLE_SIGNUP"] == ["true"] &&
      length([for env in one(app.template[0].container).env : env.secret_name if env.name == "SMTP_CONNECTION_URL" && env.secret_name != ""]) == 1
    ])
    error_message = "Variables of one's own belong into both containers."
  }

  assert {
    condition = alltrue([
      output.initial_user_email == "admin@example.com",
      startswith(output.initial_public_key, "pk-lf-"),
      startswith(output.initial_secret_key, "sk-lf-"),
      length(output.initial_user_password) == 48,
    ])
    error_message = "The first user must be able to log in."
  }

  assert {
    condition = !anytrue([
      for name in keys(local.worker_environment) :
      startswith(name, "LANGFUSE_MIGRATION_V4")
    ])
    error_message = "Langfuse 3 knows no flags of version 4."
  }
}

run "langfuse_4" {
  command = plan

  variables {
    langfuse_version = "4.0.0"
  }

  assert {
    condition = alltrue([
      for name in [
        "LANGFUSE_MIGRATION_V4_WRITE_MODE",
        "LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR",
        "LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN",
      ] :
      local.web_environment[name] == local.worker_environment[name]
    ])
    error_message = "Flags that differ lose data."
  }

  assert {
    condition = alltrue([
      local.worker_environment.LANGFUSE_MIGRATION_V4_WRITE_MODE == "events_only",
      local.worker_environment.LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR == "direct",
      local.langfuse_major == 4,
    ])
    error_message = "A fresh installation writes events only."
  }
}

run "langfuse_4_while_it_copies" {
  command = plan

  variables {
    langfuse_version            = "4.1.0"
    langfuse_v4_write_mode      = "dual"
    worker_cpu                  = 1
    worker_memory               = 2
    ingestion_write_interval_ms = 30000
  }

  assert {
    condition = alltrue([
      local.web_environment.LANGFUSE_MIGRATION_V4_WRITE_MODE == "dual",
      local.worker_environment.LANGFUSE_MIGRATION_V4_WRITE_MODE == "dual",
      local.worker_environment.LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR == "dual_write",
    ])
    error_message = "Both must write both while the history is copied."
  }

  assert {
    condition = alltrue([
      local.worker_environment.NODE_OPTIONS == "--max-old-space-size=1536",
      local.worker_environment.LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS == "30000",
    ])
    error_message = "The heap must leave room, and the interval reach the worker."
  }
}

run "storage_queues_and_database" {
  command = plan

  variables {
    custom_domain_name = "langfuse.example.com"
  }

  assert {
    condition = alltrue([
      for environment in [local.web_environment, local.worker_environment] :
      alltrue([
        environment.LANGFUSE_USE_AZURE_BLOB == "true",
        environment.LANGFUSE_S3_EVENT_UPLOAD_BUCKET == "events",
        environment.LANGFUSE_S3_MEDIA_UPLOAD_BUCKET == "media",
        environment.LANGFUSE_S3_BATCH_EXPORT_BUCKET == "exports",
        environment.REDIS_PORT == "10000",
        environment.REDIS_TLS_ENABLED == "true",
        startswith(environment.DATABASE_ARGS, "sslmode=require"),
        environment.CLICKHOUSE_CLUSTER_ENABLED == "false",
      ])
    ])
    error_message = "Web and worker must find the same storage, queues and database, by TLS."
  }
}
