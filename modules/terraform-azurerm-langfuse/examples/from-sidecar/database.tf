# The old server stays where it is. The module takes the password of a database of one's own from a Key Vault only.

data "azurerm_client_config" "current" {}

resource "random_id" "vault" {
  byte_length = 4
}

resource "azurerm_user_assigned_identity" "langfuse" {
  name                = "${var.name}-from-sidecar"
  location            = var.location
  resource_group_name = module.langfuse.resource_group_name
}

resource "azurerm_key_vault" "database" {
  #checkov:skip=CKV2_AZURE_32:a private endpoint is billed by the hour, and who applies is outside
  #checkov:skip=CKV_AZURE_109:Container Apps read from addresses of their own
  #checkov:skip=CKV_AZURE_189:the same; nobody gets in without a role
  name                = "${substr(replace(var.name, "-", ""), 0, 15)}${random_id.vault.hex}d"
  location            = var.location
  resource_group_name = module.langfuse.resource_group_name

  purge_protection_enabled   = true
  rbac_authorization_enabled = true
  sku_name                   = "standard"
  soft_delete_retention_days = 7
  tenant_id                  = data.azurerm_client_config.current.tenant_id

  network_acls {
    bypass         = "AzureServices"
    default_action = "Allow"
  }
}

resource "azurerm_role_assignment" "writer" {
  principal_id         = data.azurerm_client_config.current.object_id
  role_definition_name = "Key Vault Secrets Officer"
  scope                = azurerm_key_vault.database.id
}

resource "azurerm_role_assignment" "reader" {
  principal_id         = azurerm_user_assigned_identity.langfuse.principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Key Vault Secrets User"
  scope                = azurerm_key_vault.database.id
}

resource "azurerm_key_vault_secret" "database" {
  #checkov:skip=CKV_AZURE_41:Langfuse would stop on the day that the secret expires
  name         = "database-password"
  content_type = "text/plain"
  key_vault_id = azurerm_key_vault.database.id

  # Langfuse's entrypoint puts it into a URL as it is.
  value_wo         = urlencode(var.database_password)
  value_wo_version = 1

  depends_on = [azurerm_role_assignment.writer, azurerm_role_assignment.reader]
}
