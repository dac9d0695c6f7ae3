# Generated from stacks/azure/identity.ts. Edit there, then run npm run synth.

resource "azurerm_user_assigned_identity" "langfuse" {
  count = var.user_assigned_identity_id == null ? 1 : 0

  name                = local.name
  location            = local.location
  resource_group_name = local.resource_group_name

  tags = local.tags
}

data "azurerm_user_assigned_identity" "langfuse" {
  count = var.user_assigned_identity_id == null ? 0 : 1

  name                = split("/", var.user_assigned_identity_id)[8]
  resource_group_name = split("/", var.user_assigned_identity_id)[4]
}

locals {
  identity_id = (
    var.user_assigned_identity_id == null
    ? one(azurerm_user_assigned_identity.langfuse[*].id)
    : var.user_assigned_identity_id
  )

  identity_principal_id = (
    var.user_assigned_identity_id == null
    ? one(azurerm_user_assigned_identity.langfuse[*].principal_id)
    : one(data.azurerm_user_assigned_identity.langfuse[*].principal_id)
  )
}
