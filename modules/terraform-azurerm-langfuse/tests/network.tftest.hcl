# Networks that are made and networks that are given.

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

run "made" {
  command = plan

  assert {
    condition = alltrue([
      azurerm_subnet.container_apps[0].delegation[0].service_delegation[0].name == "Microsoft.App/environments",
      azurerm_subnet.postgresql[0].delegation[0].service_delegation[0].name == "Microsoft.DBforPostgreSQL/flexibleServers",
      length(azurerm_subnet.private_endpoints[0].delegation) == 0,
      contains(azurerm_subnet.container_apps[0].service_endpoints, "Microsoft.Storage"),
      length(azurerm_subnet.container_instances) == 0,
    ])
    error_message = "Each service needs its subnet, and storage is reached without the internet."
  }

  assert {
    condition = alltrue([
      length(azurerm_network_security_group.container_apps) == 1,
      length(azurerm_network_security_group.postgresql) == 1,
      length(azurerm_network_security_group.private_endpoints) == 1,
      length(azurerm_subnet_network_security_group_association.postgresql) == 1,
    ])
    error_message = "Each subnet needs its rules."
  }

  assert {
    condition = alltrue([
      azurerm_private_dns_zone.cache[0].name == "privatelink.redis.azure.net",
      length(azurerm_private_dns_zone_virtual_network_link.cache) == 1,
      length(azurerm_private_dns_zone_virtual_network_link.postgresql) == 1,
      length(azurerm_private_endpoint.cache) == 1,
    ])
    error_message = "Names must lead to the private addresses."
  }
}

run "given" {
  command = plan

  variables {
    virtual_network_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id    = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id        = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
    resource_group_name         = "team"
  }

  assert {
    condition = alltrue([
      length(azurerm_virtual_network.langfuse) == 0,
      length(azurerm_subnet.container_apps) == 0,
      length(azurerm_subnet.postgresql) == 0,
      length(azurerm_subnet.private_endpoints) == 0,
      length(azurerm_network_security_group.postgresql) == 0,
      length(azurerm_resource_group.langfuse) == 0,
    ])
    error_message = "The network and the group are somebody else's."
  }

  assert {
    condition = alltrue([
      azurerm_container_app_environment.langfuse.infrastructure_subnet_id == "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps",
      azurerm_postgresql_flexible_server.langfuse[0].delegated_subnet_id == "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql",
      azurerm_private_endpoint.cache[0].subnet_id == "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints",
      azurerm_private_dns_zone_virtual_network_link.postgresql[0].virtual_network_id == "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub",
      azurerm_container_app.web.resource_group_name == "team",
      output.virtual_network_id == "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub",
      output.resource_group_name == "team",
    ])
    error_message = "Everything belongs into the given subnets and group."
  }
}

run "given_with_its_zone_for_caches" {
  command = plan

  variables {
    virtual_network_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id    = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id        = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
    cache_private_dns_zone_id   = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/privateDnsZones/privatelink.redis.azure.net"
  }

  assert {
    condition = alltrue([
      length(azurerm_private_dns_zone.cache) == 0,
      length(azurerm_private_dns_zone_virtual_network_link.cache) == 0,
      azurerm_private_endpoint.cache[0].private_dns_zone_group[0].private_dns_zone_ids == tolist(["/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/privateDnsZones/privatelink.redis.azure.net"]),
    ])
    error_message = "A network can be linked to one such zone only."
  }
}

run "made_with_somebodys_zone_for_caches" {
  command = plan

  variables {
    cache_private_dns_zone_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/privateDnsZones/privatelink.redis.azure.net"
  }

  assert {
    condition = alltrue([
      length(azurerm_private_dns_zone.cache) == 0,
      azurerm_private_dns_zone_virtual_network_link.cache[0].resource_group_name == "network",
      azurerm_private_dns_zone_virtual_network_link.cache[0].private_dns_zone_name == "privatelink.redis.azure.net",
    ])
    error_message = "A new network must be linked to the zone, in the zone's group."
  }
}
