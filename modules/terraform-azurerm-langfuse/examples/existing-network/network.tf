# Stands for the network that you have. Replace it by ids, or by data sources.

locals {
  name     = "langfuse-network"
  location = "eastus"

  subnets = {
    container-apps    = { range = 0, bits = 1, delegation = "Microsoft.App/environments" }
    postgresql        = { range = 8, bits = 4, delegation = "Microsoft.DBforPostgreSQL/flexibleServers" }
    private-endpoints = { range = 9, bits = 4, delegation = null }
  }
}

resource "azurerm_resource_group" "this" {
  name     = local.name
  location = local.location
}

resource "azurerm_virtual_network" "this" {
  name                = local.name
  location            = azurerm_resource_group.this.location
  resource_group_name = azurerm_resource_group.this.name
  address_space       = ["10.42.0.0/23"]
}

resource "azurerm_subnet" "this" {
  for_each = local.subnets

  name                 = each.key
  resource_group_name  = azurerm_resource_group.this.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [cidrsubnet("10.42.0.0/23", each.value.bits, each.value.range)]

  # Storage lets the apps in by it, and PostgreSQL archives its log by it. It is free.
  service_endpoints                 = each.value.delegation == null ? null : ["Microsoft.Storage"]
  private_endpoint_network_policies = each.value.delegation == null ? "NetworkSecurityGroupEnabled" : "Disabled"

  dynamic "delegation" {
    for_each = each.value.delegation == null ? [] : [each.value.delegation]

    content {
      name = "service"

      service_delegation {
        name    = delegation.value
        actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
      }
    }
  }
}

# Azure's own rules let the network in and the internet not. Web's visitors come by the environment's public address,
# which the rules of its subnet are not about.
resource "azurerm_network_security_group" "this" {
  for_each = local.subnets

  name                = "${local.name}-${each.key}"
  location            = azurerm_resource_group.this.location
  resource_group_name = azurerm_resource_group.this.name
}

resource "azurerm_subnet_network_security_group_association" "this" {
  for_each = local.subnets

  subnet_id                 = azurerm_subnet.this[each.key].id
  network_security_group_id = azurerm_network_security_group.this[each.key].id
}

# A network can be linked to one zone of this name only, so it is shared by all caches in it.
resource "azurerm_private_dns_zone" "cache" {
  name                = "privatelink.redis.azure.net"
  resource_group_name = azurerm_resource_group.this.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "cache" {
  name                  = local.name
  resource_group_name   = azurerm_resource_group.this.name
  private_dns_zone_name = azurerm_private_dns_zone.cache.name
  virtual_network_id    = azurerm_virtual_network.this.id
}
