# Generated from stacks/azure/clickhouse-volume.ts. Edit there, then run npm run synth.

locals {
  is_clickhouse_on_app = local.clickhouse_enabled && local.is_container_app

  clickhouse_share_quota_gib = coalesce(
    var.clickhouse_share_quota_gib,
    { v1 = 100, v2 = 32 }[var.clickhouse_share_provisioning]
  )
}

resource "azurerm_storage_account" "clickhouse_volume" {
  #checkov:skip=CKV_AZURE_206:premium files have no copies in another region
  #checkov:skip=CKV2_AZURE_1:Azure's own key encrypts it already, at no charge
  #checkov:skip=CKV2_AZURE_38:it has no blobs
  count = local.is_clickhouse_on_app ? 1 : 0

  name                = "${local.compact_name}${random_id.suffix.hex}${var.clickhouse_share_provisioning == "v2" ? "w" : "v"}"
  location            = local.location
  resource_group_name = local.resource_group_name

  account_kind                     = "FileStorage"
  account_replication_type         = "LRS"
  account_tier                     = "Premium"
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  #checkov:skip=CKV_AZURE_3:NFS does not speak HTTPS; only the subnet gets through
  https_traffic_only_enabled        = false
  local_user_enabled                = false
  min_tls_version                   = "TLS1_2"
  provisioned_billing_model_version = var.clickhouse_share_provisioning == "v2" ? "V2" : null
  #checkov:skip=CKV2_AZURE_40:the provider asks with a key whether the account is up; NFS knows none
  shared_access_key_enabled = true

  #checkov:skip=CKV_AZURE_59:a service endpoint is free and needs the public address, closed to others
  #checkov:skip=CKV2_AZURE_33:a private endpoint is billed by the hour, the service endpoint is free
  network_rules {
    bypass                     = ["AzureServices"]
    default_action             = "Deny"
    virtual_network_subnet_ids = [local.container_apps_subnet_id]
  }

  sas_policy {
    expiration_period = "07.00:00:00"
  }

  tags = local.tags
}

resource "azurerm_storage_share" "clickhouse" {
  count = local.is_clickhouse_on_app ? 1 : 0

  name               = "clickhouse"
  enabled_protocol   = "NFS"
  quota              = local.clickhouse_share_quota_gib
  storage_account_id = azurerm_storage_account.clickhouse_volume[0].id
}

resource "azurerm_container_app_environment_storage" "clickhouse" {
  count = local.is_clickhouse_on_app ? 1 : 0

  name                         = "clickhouse"
  access_mode                  = "ReadWrite"
  container_app_environment_id = azurerm_container_app_environment.langfuse.id
  # A host name, in spite of its name.
  nfs_server_url = azurerm_storage_account.clickhouse_volume[0].primary_file_host
  share_name     = "/${azurerm_storage_account.clickhouse_volume[0].name}/${azurerm_storage_share.clickhouse[0].name}"
}
