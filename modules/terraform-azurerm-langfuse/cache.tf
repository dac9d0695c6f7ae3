# Generated from stacks/azure/cache.ts. Edit there, then run npm run synth.

resource "azurerm_managed_redis" "langfuse" {
  # Waiting jobs are lost by whatever makes a new cache: cache_sku_name, cache_high_availability_enabled,
  # and, although a plan calls it an update in place, another clustering_policy.
  count = var.external_cache == null ? 1 : 0

  name                = "${local.name}-cache-${random_id.suffix.hex}"
  location            = local.location
  resource_group_name = local.resource_group_name

  high_availability_enabled = var.cache_high_availability_enabled
  # There are no firewall rules: it is either the internet or a private endpoint.
  public_network_access = "Disabled"
  sku_name              = var.cache_sku_name

  # All but the protocol are unlike the provider's defaults, with which queues break.
  default_database {
    access_keys_authentication_enabled = true
    client_protocol                    = "Encrypted"
    clustering_policy                  = "NoCluster"
    eviction_policy                    = "NoEviction"
  }

  tags = local.tags
}

resource "azurerm_private_endpoint" "cache" {
  count = var.external_cache == null ? 1 : 0

  name                = "${local.name}-cache"
  location            = local.location
  resource_group_name = local.resource_group_name
  subnet_id           = local.private_endpoints_subnet_id

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [local.cache_private_dns_zone_id]
  }

  private_service_connection {
    name                           = "${local.name}-cache"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_managed_redis.langfuse[0].id
    subresource_names              = ["redisEnterprise"]
  }

  tags = local.tags

  depends_on = [azurerm_private_dns_zone_virtual_network_link.cache]
}

locals {
  cache_host = (
    var.external_cache == null
    ? one(azurerm_managed_redis.langfuse[*].hostname)
    : var.external_cache.host
  )

  cache_port = var.external_cache == null ? 10000 : var.external_cache.port
  cache_tls  = var.external_cache == null ? true : var.external_cache.tls

  cache_auth_reference = (
    var.external_cache == null || try(var.external_cache.auth_secret_id, null) != null
    ? "cache-auth-token"
    : null
  )
}
