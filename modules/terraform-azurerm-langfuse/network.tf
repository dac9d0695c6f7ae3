# Generated from stacks/azure/network.ts. Edit there, then run npm run synth.

locals {
  virtual_network_id = (
    local.is_network_made
    ? one(azurerm_virtual_network.langfuse[*].id)
    : var.virtual_network_id
  )

  container_apps_subnet_id = (
    local.is_network_made
    ? one(azurerm_subnet_network_security_group_association.container_apps[*].subnet_id)
    : var.container_apps_subnet_id
  )

  postgresql_subnet_id = (
    local.is_network_made
    ? one(azurerm_subnet_network_security_group_association.postgresql[*].subnet_id)
    : var.postgresql_subnet_id
  )

  private_endpoints_subnet_id = (
    local.is_network_made
    ? one(azurerm_subnet_network_security_group_association.private_endpoints[*].subnet_id)
    : var.private_endpoints_subnet_id
  )

  container_instances_subnet_id = (
    local.is_network_made
    ? one(azurerm_subnet_network_security_group_association.container_instances[*].subnet_id)
    : var.container_instances_subnet_id
  )
}

resource "azurerm_private_dns_zone" "postgresql" {
  count = var.external_database == null ? 1 : 0

  # PostgreSQL refuses a zone that is called like the server.
  name                = "${local.name}-${random_id.suffix.hex}.private.postgres.database.azure.com"
  resource_group_name = local.resource_group_name

  tags = local.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "postgresql" {
  count = var.external_database == null ? 1 : 0

  name                = "${local.name}-${random_id.suffix.hex}"
  resource_group_name = local.resource_group_name

  private_dns_zone_name = azurerm_private_dns_zone.postgresql[0].name
  virtual_network_id    = local.virtual_network_id

  tags = local.tags
}

resource "azurerm_private_dns_zone" "cache" {
  count = var.external_cache == null && var.cache_private_dns_zone_id == null ? 1 : 0

  name                = "privatelink.redis.azure.net"
  resource_group_name = local.resource_group_name

  tags = local.tags
}

locals {
  cache_private_dns_zone_id = (
    var.cache_private_dns_zone_id == null
    ? one(azurerm_private_dns_zone.cache[*].id)
    : var.cache_private_dns_zone_id
  )
}

resource "azurerm_private_dns_zone_virtual_network_link" "cache" {
  count = (
    var.external_cache == null && (var.cache_private_dns_zone_id == null || local.is_network_made)
    ? 1
    : 0
  )

  name                = "${local.name}-${random_id.suffix.hex}"
  resource_group_name = split("/", local.cache_private_dns_zone_id)[4]

  private_dns_zone_name = split("/", local.cache_private_dns_zone_id)[8]
  virtual_network_id    = local.virtual_network_id

  tags = local.tags
}
