# ClickHouse on a container instance, whose disk is lost with it.

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

run "in_a_network_that_is_made" {
  command = plan

  variables {
    clickhouse_platform                = "container_instance"
    clickhouse_storage                 = "volume"
    clickhouse_backup_interval_minutes = 15
    clickhouse_cpu                     = 2
    clickhouse_memory                  = 8
  }

  assert {
    condition = alltrue([
      length(azurerm_container_group.clickhouse) == 1,
      length(azurerm_container_app.clickhouse) == 0,
      length(azurerm_storage_share.clickhouse) == 0,
      length(azurerm_container_app_environment_storage.clickhouse) == 0,
      length(azapi_resource_action.clickhouse_ports) == 0,
      length(terraform_data.clickhouse_revision) == 0,
    ])
    error_message = "There must be one ClickHouse, on the instance, and no share that is paid for nothing."
  }

  assert {
    condition = alltrue([
      azurerm_container_group.clickhouse[0].ip_address_type == "Private",
      azurerm_container_group.clickhouse[0].restart_policy == "Always",
      one(azurerm_container_group.clickhouse[0].container).cpu == 2,
      one(azurerm_container_group.clickhouse[0].container).memory == 8,
      toset([for port in one(azurerm_container_group.clickhouse[0].container).ports : port.port]) == toset([8123, 9000]),
      azurerm_subnet.container_instances[0].delegation[0].service_delegation[0].name == "Microsoft.ContainerInstance/containerGroups",
    ])
    error_message = "Both ports must be reached, from inside the network only."
  }

  assert {
    condition = alltrue([
      length(azurerm_private_dns_a_record.clickhouse) == 1,
      azurerm_private_dns_a_record.clickhouse[0].ttl == 10,
      length(azurerm_private_dns_zone_virtual_network_link.clickhouse) == 1,
    ])
    error_message = "The address is another one after every replacement: only a name lasts."
  }

  assert {
    condition = alltrue([
      azurerm_role_assignment.clickhouse[0].role_definition_name == "Storage Blob Data Contributor",
      !azurerm_storage_account.clickhouse[0].shared_access_key_enabled,
      length(azurerm_storage_container.backups) == 1,
      azurerm_storage_management_policy.clickhouse[0].rule[0].actions[0].base_blob[0].delete_after_days_since_modification_greater_than == 30,
      output.clickhouse_app_name == null,
      output.storage_account_name == null,
      output.file_share_name == null,
    ])
    error_message = "Backups go to blobs, by identity."
  }

  assert {
    condition = alltrue([
      !contains(keys(one(azurerm_container_group.clickhouse[0].container).environment_variables), "CLICKHOUSE_PASSWORD"),
      nonsensitive(keys(one(azurerm_container_group.clickhouse[0].container).secure_environment_variables)) == tolist(["CLICKHOUSE_PASSWORD"]),
    ])
    error_message = "The password must be a secure variable."
  }
}

run "in_a_network_that_is_given" {
  command = plan

  variables {
    clickhouse_platform           = "container_instance"
    clickhouse_storage            = "volume"
    secret_store                  = "key_vault"
    virtual_network_id            = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id      = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id   = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
    container_instances_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/instances"
  }

  assert {
    condition = alltrue([
      azurerm_container_group.clickhouse[0].subnet_ids == toset(["/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/instances"]),
      length(azurerm_subnet.container_instances) == 0,
      contains(keys(random_password.secret), "clickhouse_password"),
    ])
    error_message = "The instance belongs into its own subnet, and it reads no vault."
  }
}

run "backups_for_ever" {
  command = plan

  variables {
    clickhouse_platform              = "container_instance"
    clickhouse_storage               = "volume"
    clickhouse_backup_retention_days = null
  }

  assert {
    condition     = length(azurerm_storage_management_policy.clickhouse) == 0
    error_message = "Null must keep them."
  }
}
