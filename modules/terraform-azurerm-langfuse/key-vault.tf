# Generated from stacks/azure/key-vault.ts. Edit there, then run npm run synth.

resource "azurerm_key_vault" "langfuse" {
  #checkov:skip=CKV2_AZURE_32:a private endpoint is billed by the hour, and who applies is outside
  count = var.secret_store == "key_vault" ? 1 : 0

  name                = "${local.compact_name}${random_id.suffix.hex}k"
  location            = local.location
  resource_group_name = local.resource_group_name

  # Azure lets nobody take it away again, so it is decided once.
  purge_protection_enabled   = var.force_delete ? false : true
  rbac_authorization_enabled = true
  sku_name                   = "standard"
  soft_delete_retention_days = 7
  tenant_id                  = data.azurerm_client_config.current.tenant_id

  #checkov:skip=CKV_AZURE_109:Container Apps read from addresses of their own; key_vault_allowed_ip_ranges
  #checkov:skip=CKV_AZURE_189:the same; nobody gets in without a role
  # They pass no service endpoint of their subnet, microsoft/azure-container-apps#1287 and #888.
  network_acls {
    bypass         = "AzureServices"
    default_action = contains(var.key_vault_allowed_ip_ranges, "0.0.0.0/0") ? "Allow" : "Deny"
    ip_rules       = [for range in var.key_vault_allowed_ip_ranges : range if range != "0.0.0.0/0"]
  }

  tags = local.tags

  lifecycle {
    ignore_changes = [purge_protection_enabled]
  }
}

resource "azurerm_role_assignment" "key_vault_writer" {
  count = var.secret_store == "key_vault" ? 1 : 0

  principal_id         = data.azurerm_client_config.current.object_id
  role_definition_name = "Key Vault Secrets Officer"
  scope                = azurerm_key_vault.langfuse[0].id
}

resource "azurerm_role_assignment" "key_vault_reader" {
  count = var.secret_store == "key_vault" ? 1 : 0

  principal_id         = local.identity_principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Key Vault Secrets User"
  scope                = azurerm_key_vault.langfuse[0].id
}

resource "azurerm_key_vault_secret" "secret" {
  #checkov:skip=CKV_AZURE_41:Langfuse would stop on the day that a secret expires
  for_each = toset(var.secret_store == "key_vault" ? local.secret_names : [])

  name             = replace(each.key, "_", "-")
  content_type     = "text/plain"
  key_vault_id     = azurerm_key_vault.langfuse[0].id
  value_wo         = local.vault_secret_values[each.key]
  value_wo_version = local.secret_generations[each.key]

  tags = local.tags

  # A new role takes minutes to be known everywhere, which is how long an environment takes to be made.
  depends_on = [
    azurerm_role_assignment.key_vault_writer,
    azurerm_container_app_environment.langfuse,
  ]
}
