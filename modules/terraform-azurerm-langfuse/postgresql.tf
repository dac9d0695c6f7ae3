# Generated from stacks/azure/postgresql.ts. Edit there, then run npm run synth.

resource "azurerm_postgresql_flexible_server" "langfuse" {
  #checkov:skip=CKV2_AZURE_57:a server in a subnet of its own can have no private endpoint
  count = var.external_database == null ? 1 : 0

  name                = "${local.name}-postgresql-${random_id.suffix.hex}"
  location            = local.location
  resource_group_name = local.resource_group_name

  administrator_login = var.database_user
  # Neither plan nor state has it from here.
  administrator_password_wo         = local.database_password
  administrator_password_wo_version = local.database_password_version
  # A plan would take the grown storage for too large, and a smaller one is a new, empty server.
  auto_grow_enabled     = false
  backup_retention_days = var.database_backup_retention_days
  delegated_subnet_id   = local.postgresql_subnet_id
  #checkov:skip=CKV_AZURE_136:doubles the price of backups; database_geo_redundant_backup_enabled
  geo_redundant_backup_enabled  = var.database_geo_redundant_backup_enabled
  private_dns_zone_id           = azurerm_private_dns_zone.postgresql[0].id
  public_network_access_enabled = false
  sku_name                      = var.database_sku_name
  storage_mb                    = var.database_storage_mb
  version                       = var.database_version
  # Left to Azure it would be a change in every plan, which Azure then refuses.
  zone = var.database_zone

  dynamic "high_availability" {
    for_each = var.database_zone_redundant ? ["ZoneRedundant"] : []

    content {
      mode = high_availability.value
    }
  }

  tags = local.tags

  lifecycle {
    ignore_changes = [zone, high_availability[0].standby_availability_zone]
  }

  depends_on = [azurerm_private_dns_zone_virtual_network_link.postgresql]
}

resource "azurerm_postgresql_flexible_server_database" "langfuse" {
  count = var.external_database == null ? 1 : 0

  name      = "langfuse"
  charset   = "UTF8"
  collation = "en_US.utf8"
  server_id = azurerm_postgresql_flexible_server.langfuse[0].id
}

resource "azurerm_postgresql_flexible_server_configuration" "langfuse" {
  for_each = {
    for name, value in {
      log_min_duration_statement = "1000"
      log_statement              = "ddl"
      require_secure_transport   = "on"
      ssl_min_protocol_version   = "TLSv1.2"
      timezone                   = "UTC"
    } :
    name => value if var.external_database == null
  }

  name      = each.key
  server_id = azurerm_postgresql_flexible_server.langfuse[0].id
  value     = each.value

  depends_on = [azurerm_postgresql_flexible_server_database.langfuse]
}

locals {
  database_host = (
    var.external_database == null
    ? one(azurerm_postgresql_flexible_server.langfuse[*].fqdn)
    : var.external_database.host
  )

  database_port = var.external_database == null ? 5432 : var.external_database.port
  database_name = var.external_database == null ? "langfuse" : var.external_database.name

  database_username = (
    var.external_database == null
    ? var.database_user
    : var.external_database.username
  )

  database_password_reference = "database-password"
  database_connection_limit   = max(5, 2 * ceil(max(var.web_cpu, var.worker_cpu)) + 1)
  database_arguments          = "sslmode=require&connect_timeout=30&pool_timeout=30&connection_limit=${local.database_connection_limit}"
}
