# Two installations in one subscription have no name in common.

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

run "first" {
  command = plan

  variables {
    secret_store = "key_vault"
  }

  assert {
    condition     = output.resource_group_name == "langfuse"
    error_message = "The default name is langfuse."
  }
}

run "second" {
  command = plan

  variables {
    name         = "langfuse-dev"
    secret_store = "key_vault"
  }

  assert {
    condition = alltrue([
      output.resource_group_name != run.first.resource_group_name,
      length(setintersection(values(output.container_app_names), values(run.first.container_app_names))) == 0,
    ])
    error_message = "Groups and apps must differ."
  }

  assert {
    condition = alltrue([
      for name in [
        azurerm_container_app_environment.langfuse.name,
        azurerm_container_app.clickhouse[0].name,
        azurerm_container_app.web.name,
        azurerm_container_app.worker[0].name,
        azurerm_private_endpoint.cache[0].name,
        azurerm_user_assigned_identity.clickhouse[0].name,
        azurerm_user_assigned_identity.langfuse[0].name,
        azurerm_virtual_network.langfuse[0].name,
      ] :
      startswith(name, "langfuse-dev")
    ])
    error_message = "Every name must start with the installation's."
  }
}

# Names that are unique in the world end with the suffix, which differs with every installation.
run "longest_name_applied" {
  command = apply

  variables {
    name         = "a2345-78901-34567-90"
    force_delete = true
  }

  assert {
    condition = alltrue([
      for name in [
        azurerm_storage_account.langfuse.name,
        azurerm_storage_account.clickhouse[0].name,
        azurerm_storage_account.clickhouse_volume[0].name,
      ] :
      can(regex("^a23457890134567[0-9a-f]{8}[a-z]$", name)) && length(name) <= 24
    ])
    error_message = "An account's name has at most 24 letters and digits and must be unique in the world."
  }

  assert {
    condition = alltrue([
      for name in [
        azurerm_managed_redis.langfuse[0].name,
        azurerm_postgresql_flexible_server.langfuse[0].name,
        azurerm_log_analytics_workspace.langfuse.name,
      ] :
      endswith(name, random_id.suffix.hex) && length(name) <= 63
    ])
    error_message = "What is unique in the world must have the suffix."
  }

  assert {
    condition = alltrue([
      for name in concat(values(output.container_app_names), [azurerm_container_app_environment_storage.clickhouse[0].name]) :
      length(name) <= 32
    ])
    error_message = "An app's name has at most 32 characters."
  }
}
