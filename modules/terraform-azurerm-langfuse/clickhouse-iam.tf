# Generated from stacks/azure/clickhouse-iam.ts. Edit there, then run npm run synth.

resource "azurerm_user_assigned_identity" "clickhouse" {
  # Of its own, because it must have its role before the server starts.
  count = local.clickhouse_enabled ? 1 : 0

  name                = "${local.name}-clickhouse"
  location            = local.location
  resource_group_name = local.resource_group_name

  tags = local.tags
}

resource "azurerm_role_assignment" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  principal_id         = azurerm_user_assigned_identity.clickhouse[0].principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Storage Blob Data Contributor"
  scope                = one(azurerm_storage_account.clickhouse[*].id)
}
