module "langfuse" {
  source = "../../"

  name                = var.name
  location            = var.location
  resource_group_name = var.resource_group_name
  langfuse_version    = var.langfuse_version

  # What the old installation's data are worth nothing without.
  web_salt        = var.web_salt
  web_next_secret = var.web_next_secret
  encryption_key  = var.encryption_key

  virtual_network_id          = var.virtual_network_id
  container_apps_subnet_id    = var.container_apps_subnet_id
  postgresql_subnet_id        = var.postgresql_subnet_id
  private_endpoints_subnet_id = var.private_endpoints_subnet_id

  clickhouse_version         = var.clickhouse_version
  clickhouse_share_quota_gib = var.clickhouse_share_quota_gib

  external_database = {
    host               = "${split("/", var.database_server_id)[8]}.postgres.database.azure.com"
    name               = var.database_name
    username           = var.database_username
    password_secret_id = "https://${azurerm_key_vault.database.name}.vault.azure.net/secrets/${azurerm_key_vault_secret.database.name}"
  }

  user_assigned_identity_id = format("%s", azurerm_user_assigned_identity.langfuse.id)

  allowed_cidr_blocks = var.allowed_cidr_blocks
  custom_domain_name  = var.custom_domain_name
}
