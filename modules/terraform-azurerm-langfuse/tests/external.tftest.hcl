# Services of one's own in place of those that are made.

mock_provider "azurerm" {
  mock_data "azurerm_client_config" {
    defaults = {
      object_id       = "00000000-0000-0000-0000-000000000001"
      subscription_id = "00000000-0000-0000-0000-000000000002"
      tenant_id       = "00000000-0000-0000-0000-000000000003"
    }
  }

  mock_data "azurerm_user_assigned_identity" {
    defaults = { principal_id = "00000000-0000-0000-0000-000000000004" }
  }
}

mock_provider "azapi" {}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "all_three" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 6432
      name               = "team"
      username           = "langfuse"
      password_secret_id = "https://team.vault.azure.net/secrets/database"
    }
    external_cache = {
      host           = "redis.example.com"
      auth_secret_id = "https://team.vault.azure.net/secrets/redis"
    }
    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8443
      native_port        = 9440
      tls                = true
      username           = "langfuse"
      cluster_enabled    = true
      password_secret_id = "https://team.vault.azure.net/secrets/clickhouse"
    }
  }

  assert {
    condition = alltrue([
      length(azurerm_postgresql_flexible_server.langfuse) == 0,
      length(azurerm_private_dns_zone.postgresql) == 0,
      length(azurerm_managed_redis.langfuse) == 0,
      length(azurerm_private_endpoint.cache) == 0,
      length(azurerm_private_dns_zone.cache) == 0,
      length(azurerm_container_app.clickhouse) == 0,
      length(azurerm_container_group.clickhouse) == 0,
      length(azurerm_storage_account.clickhouse) == 0,
      length(azurerm_storage_account.clickhouse_volume) == 0,
      length(azurerm_user_assigned_identity.clickhouse) == 0,
    ])
    error_message = "What is there already must not be made and paid for again."
  }

  assert {
    condition = alltrue([
      for environment in [local.web_environment, local.worker_environment] :
      alltrue([
        environment.DATABASE_HOST == "db.example.com:6432",
        environment.DATABASE_NAME == "team",
        environment.REDIS_HOST == "redis.example.com",
        environment.REDIS_PORT == "6379",
        environment.REDIS_TLS_ENABLED == "true",
        environment.CLICKHOUSE_URL == "https://ch.example.com:8443",
        environment.CLICKHOUSE_CLUSTER_ENABLED == "true",
      ])
    ])
    error_message = "Web and worker must go to the given ones."
  }

  assert {
    condition = alltrue([
      local.web_environment.CLICKHOUSE_MIGRATION_URL == "clickhouse://ch.example.com:9440",
      local.web_environment.CLICKHOUSE_MIGRATION_SSL == "true",
      output.secret_references == {
        cache-auth-token    = "https://team.vault.azure.net/secrets/redis"
        clickhouse-password = "https://team.vault.azure.net/secrets/clickhouse"
        database-password   = "https://team.vault.azure.net/secrets/database"
      },
    ])
    error_message = "Migrations must use TLS, too, and passwords stay in their vault."
  }

  assert {
    condition = alltrue([
      output.clickhouse_storage_name == null,
      output.clickhouse_app_name == null,
      output.file_share_name == null,
      output.database_host == "db.example.com",
      output.cache_host == "redis.example.com",
      output.clickhouse_host == "ch.example.com",
    ])
    error_message = "Outputs must name what is used."
  }
}

run "cache_without_a_password" {
  command = plan

  variables {
    external_cache = { host = "10.0.0.5", tls = false }
  }

  assert {
    condition = alltrue([
      for environment in [local.web_environment, local.worker_environment] :
      environment.REDIS_CONNECTION_STRING == "redis://10.0.0.5:6379"
    ])
    error_message = "Without a password Langfuse takes a connection string only."
  }

  assert {
    condition = alltrue([
      !contains(keys(local.web_secrets), "REDIS_AUTH"),
      !contains(keys(local.worker_secrets), "REDIS_AUTH"),
    ])
    error_message = "There is no secret to refer to."
  }
}
