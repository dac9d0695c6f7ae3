# The old installation's share, environment and database come under this configuration as they are: nothing of them is
# changed, and none of them can be destroyed, so that the way back stays open. They cannot become resources of the
# module: a share cannot change from SMB to NFS, nor an environment its subnet, nor a server its name.
# To have share and environment deleted in the end, delete their blocks.

locals {
  sidecar_share = split("/", var.sidecar_share_id)

  sidecar_account_id = join("/", slice(local.sidecar_share, 0, 9))
}

import {
  to = azurerm_storage_share.sidecar
  id = var.sidecar_share_id
}

resource "azurerm_storage_share" "sidecar" {
  name               = local.sidecar_share[12]
  quota              = 50
  storage_account_id = local.sidecar_account_id

  lifecycle {
    prevent_destroy = true
    ignore_changes  = all
  }
}

import {
  for_each = toset(var.sidecar_environment_id[*])

  to = azurerm_container_app_environment.sidecar[each.key]
  id = each.key
}

resource "azurerm_container_app_environment" "sidecar" {
  for_each = toset(var.sidecar_environment_id[*])

  name                = split("/", each.key)[8]
  location            = var.location
  resource_group_name = split("/", each.key)[4]

  lifecycle {
    prevent_destroy = true
    ignore_changes  = all
  }
}

import {
  to = azurerm_postgresql_flexible_server.sidecar
  id = var.database_server_id
}

resource "azurerm_postgresql_flexible_server" "sidecar" {
  #checkov:skip=CKV_AZURE_136:it stays as it is
  #checkov:skip=CKV2_AZURE_57:it stays as it is
  name                = split("/", var.database_server_id)[8]
  location            = var.location
  resource_group_name = split("/", var.database_server_id)[4]

  lifecycle {
    prevent_destroy = true
    ignore_changes  = all
  }
}
