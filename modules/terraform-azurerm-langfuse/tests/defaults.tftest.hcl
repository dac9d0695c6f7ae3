# What a module block with no arguments makes.

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

run "nothing_given" {
  command = plan

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
    ])
    error_message = "There must be one ClickHouse, never more, never none."
  }

  assert {
    condition = alltrue([
      azurerm_container_app.web.ingress[0].external_enabled,
      !azurerm_container_app.web.ingress[0].allow_insecure_connections,
      length(azurerm_container_app.web.ingress[0].ip_security_restriction) == 0,
      !azurerm_container_app.clickhouse[0].ingress[0].external_enabled,
      length(azurerm_container_app.worker[0].ingress) == 0,
    ])
    error_message = "Web is what the internet reaches, by HTTPS, and nothing else."
  }

  assert {
    condition = alltrue([
      azurerm_container_app.web.template[0].min_replicas == 1,
      azurerm_container_app.web.template[0].max_replicas == 10,
      azurerm_container_app.worker[0].template[0].min_replicas == 1,
      azurerm_container_app.worker[0].template[0].max_replicas == 4,
      one(azurerm_container_app.web.template[0].container).cpu == 1,
      one(azurerm_container_app.web.template[0].container).memory == "2Gi",
      one(azurerm_container_app.worker[0].template[0].container).cpu == 0.5,
      one(azurerm_container_app.worker[0].template[0].container).memory == "1Gi",
    ])
    error_message = "Web and worker scale, and a worker is never away."
  }

  assert {
    condition = alltrue([
      azurerm_postgresql_flexible_server.langfuse[0].sku_name == "B_Standard_B1ms",
      azurerm_postgresql_flexible_server.langfuse[0].storage_mb == 32768,
      azurerm_postgresql_flexible_server.langfuse[0].zone == "1",
      !azurerm_postgresql_flexible_server.langfuse[0].public_network_access_enabled,
      !azurerm_postgresql_flexible_server.langfuse[0].auto_grow_enabled,
      length(azurerm_postgresql_flexible_server.langfuse[0].high_availability) == 0,
      azurerm_postgresql_flexible_server_configuration.langfuse["require_secure_transport"].value == "on",
      azurerm_postgresql_flexible_server_configuration.langfuse["timezone"].value == "UTC",
    ])
    error_message = "The database must be small, private and speak TLS only."
  }

  assert {
    condition = alltrue([
      azurerm_managed_redis.langfuse[0].sku_name == "Balanced_B0",
      azurerm_managed_redis.langfuse[0].public_network_access == "Disabled",
      !azurerm_managed_redis.langfuse[0].high_availability_enabled,
      azurerm_managed_redis.langfuse[0].default_database[0].eviction_policy == "NoEviction",
      azurerm_managed_redis.langfuse[0].default_database[0].clustering_policy == "NoCluster",
      azurerm_managed_redis.langfuse[0].default_database[0].client_protocol == "Encrypted",
      azurerm_managed_redis.langfuse[0].default_database[0].access_keys_authentication_enabled,
    ])
    error_message = "Queues need TLS and one node, and must never be evicted."
  }

  assert {
    condition = alltrue([
      for account in [
        azurerm_storage_account.langfuse,
        azurerm_storage_account.clickhouse[0],
        azurerm_storage_account.clickhouse_volume[0],
      ] :
      account.network_rules[0].default_action == "Deny" && !account.allow_nested_items_to_be_public
    ])
    error_message = "Storage must be closed to the internet."
  }

  assert {
    condition = alltrue([
      !azurerm_storage_account.clickhouse[0].shared_access_key_enabled,
      toset([
        azurerm_storage_container.events.name,
        azurerm_storage_container.media.name,
        azurerm_storage_container.exports.name,
      ]) == toset(["events", "exports", "media"]),
      toset([for rule in azurerm_storage_management_policy.langfuse.rule : rule.name]) == toset(["expire-events", "expire-exports"]),
    ])
    error_message = "Langfuse makes no containers itself, and media never expire."
  }

  assert {
    condition = alltrue([
      azurerm_storage_share.clickhouse[0].enabled_protocol == "NFS",
      azurerm_storage_share.clickhouse[0].quota == 32,
      azurerm_storage_account.clickhouse_volume[0].account_kind == "FileStorage",
      azurerm_storage_account.clickhouse_volume[0].account_tier == "Premium",
    ])
    error_message = "ClickHouse needs hard links, which only NFS has, and the share is the smallest."
  }

  assert {
    condition = alltrue([
      azurerm_log_analytics_workspace.langfuse.daily_quota_gb == 1,
      azurerm_log_analytics_workspace.langfuse.retention_in_days == 30,
      length(azurerm_key_vault.langfuse) == 0,
      length(azurerm_container_group.clickhouse) == 0,
      length(azurerm_container_app_custom_domain.web) == 0,
      length(azapi_resource.web_certificate) == 0,
      length(azurerm_container_app_environment.langfuse.workload_profile) == 1,
    ])
    error_message = "Something that was not asked for is made, or logs have no cap."
  }

  assert {
    condition = alltrue([
      output.initial_user_email == null,
      output.initial_public_key == null,
      length(output.secret_references) == 0,
      output.resource_group_name == "langfuse",
      output.clickhouse_app_name == "langfuse-clickhouse",
      output.file_share_name == "clickhouse",
    ])
    error_message = "Outputs of what was not asked for must be null or empty."
  }
}

run "all_that_costs_more" {
  command = plan

  variables {
    workload_profile                      = "D4"
    database_sku_name                     = "GP_Standard_D2ds_v5"
    database_zone_redundant               = true
    database_geo_redundant_backup_enabled = true
    cache_high_availability_enabled       = true
    blob_versioning_enabled               = true
    blob_replication_type                 = "GZRS"
    force_delete                          = true
  }

  assert {
    condition = alltrue([
      azurerm_postgresql_flexible_server.langfuse[0].high_availability[0].mode == "ZoneRedundant",
      azurerm_postgresql_flexible_server.langfuse[0].geo_redundant_backup_enabled,
      azurerm_managed_redis.langfuse[0].high_availability_enabled,
      azurerm_storage_account.langfuse.account_replication_type == "GZRS",
      azurerm_storage_account.langfuse.blob_properties[0].versioning_enabled,
      azurerm_storage_account.clickhouse[0].account_replication_type == "LRS",
    ])
    error_message = "Each choice must reach what it is about, and nothing else."
  }

  assert {
    condition = alltrue([
      toset(azurerm_container_app_environment.langfuse.workload_profile[*].name) == toset(["Consumption", "D4"]),
      azurerm_container_app.web.workload_profile_name == "D4",
      azurerm_container_app.worker[0].workload_profile_name == "D4",
      azurerm_container_app.clickhouse[0].workload_profile_name == "D4",
    ])
    error_message = "The apps must run on the chosen profile, beside the one that can never be removed."
  }
}
