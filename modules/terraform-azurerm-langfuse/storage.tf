# Generated from stacks/azure/storage.ts. Edit there, then run npm run synth.

resource "azurerm_storage_account" "langfuse" {
  #checkov:skip=CKV2_AZURE_1:Azure's own key encrypts it already, at no charge
  #checkov:skip=CKV_AZURE_33:there is no queue in it
  name                = "${local.compact_name}${random_id.suffix.hex}b"
  location            = local.location
  resource_group_name = local.resource_group_name

  account_kind = "StorageV2"
  #checkov:skip=CKV_AZURE_206:copies in another region double the price; blob_replication_type
  account_replication_type         = var.blob_replication_type
  account_tier                     = "Standard"
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  https_traffic_only_enabled       = true
  local_user_enabled               = false
  min_tls_version                  = "TLS1_2"
  #checkov:skip=CKV2_AZURE_40:Langfuse can sign in to Blob Storage with an account key only
  shared_access_key_enabled = true

  blob_properties {
    versioning_enabled = var.blob_versioning_enabled

    dynamic "container_delete_retention_policy" {
      for_each = var.force_delete ? [] : [7]

      content {
        days = container_delete_retention_policy.value
      }
    }

    cors_rule {
      allowed_headers    = ["content-type", "x-amz-*", "x-ms-*"]
      allowed_methods    = ["GET", "HEAD", "OPTIONS", "PUT"]
      allowed_origins    = [local.langfuse_url]
      exposed_headers    = ["ETag"]
      max_age_in_seconds = 3600
    }

    dynamic "delete_retention_policy" {
      for_each = var.force_delete ? [] : [7]

      content {
        days = delete_retention_policy.value
      }
    }
  }

  #checkov:skip=CKV_AZURE_59:a service endpoint is free and needs the public address, closed to others
  #checkov:skip=CKV2_AZURE_33:a private endpoint is billed by the hour, the service endpoint is free
  #checkov:skip=CKV_AZURE_35:everybody only when the list says so, and then with a signed address
  network_rules {
    bypass         = ["AzureServices"]
    default_action = contains(var.blob_allowed_ip_ranges, "0.0.0.0/0") ? "Allow" : "Deny"
    ip_rules       = [for range in var.blob_allowed_ip_ranges : range if range != "0.0.0.0/0"]

    virtual_network_subnet_ids = concat(
      [local.container_apps_subnet_id],
      local.is_worker_app ? [] : [local.container_instances_subnet_id]
    )
  }

  sas_policy {
    expiration_period = "07.00:00:00"
  }

  tags = local.tags
}

resource "azurerm_storage_container" "events" {
  #checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request
  name                  = "events"
  container_access_type = "private"
  storage_account_id    = azurerm_storage_account.langfuse.id
}

resource "azurerm_storage_container" "media" {
  #checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request
  name                  = "media"
  container_access_type = "private"
  storage_account_id    = azurerm_storage_account.langfuse.id
}

resource "azurerm_storage_container" "exports" {
  #checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request
  name                  = "exports"
  container_access_type = "private"
  storage_account_id    = azurerm_storage_account.langfuse.id
}

resource "azurerm_storage_management_policy" "langfuse" {
  # No rule expires media: Langfuse's traces refer to them for ever.
  storage_account_id = azurerm_storage_account.langfuse.id

  dynamic "rule" {
    for_each = {
      for container, days in {
        events  = var.event_retention_days
        exports = var.export_retention_days
      } :
      container => days if days != null
    }

    content {
      name    = "expire-${rule.key}"
      enabled = true

      actions {
        base_blob {
          delete_after_days_since_modification_greater_than = rule.value
        }
      }

      filters {
        blob_types   = ["blockBlob"]
        prefix_match = ["${rule.key}/"]
      }
    }
  }

  dynamic "rule" {
    for_each = var.blob_versioning_enabled ? [30] : []

    content {
      name    = "expire-versions"
      enabled = true

      actions {
        version {
          delete_after_days_since_creation = rule.value
        }
      }

      filters {
        blob_types = ["blockBlob"]
      }
    }
  }
}

resource "azurerm_storage_account" "clickhouse" {
  #checkov:skip=CKV2_AZURE_1:Azure's own key encrypts it already, at no charge
  #checkov:skip=CKV_AZURE_33:there is no queue in it
  #checkov:skip=CKV2_AZURE_38:merges delete all the time, and every part would be kept and billed
  count = local.clickhouse_enabled ? 1 : 0

  name                = "${local.compact_name}${random_id.suffix.hex}c"
  location            = local.location
  resource_group_name = local.resource_group_name

  account_kind = "StorageV2"
  #checkov:skip=CKV_AZURE_206:copies in another region are worthless without ClickHouse's metadata
  account_replication_type         = "LRS"
  account_tier                     = "Standard"
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  https_traffic_only_enabled       = true
  local_user_enabled               = false
  min_tls_version                  = "TLS1_2"
  shared_access_key_enabled        = false

  #checkov:skip=CKV_AZURE_59:a service endpoint is free and needs the public address, closed to others
  #checkov:skip=CKV2_AZURE_33:a private endpoint is billed by the hour, the service endpoint is free
  network_rules {
    bypass         = ["AzureServices"]
    default_action = "Deny"

    virtual_network_subnet_ids = [
      local.is_container_app ? local.container_apps_subnet_id : local.container_instances_subnet_id,
    ]
  }

  sas_policy {
    expiration_period = "07.00:00:00"
  }

  tags = local.tags
}

resource "azurerm_storage_container" "clickhouse" {
  #checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request
  count = local.clickhouse_enabled ? 1 : 0

  name                  = "clickhouse"
  container_access_type = "private"
  storage_account_id    = azurerm_storage_account.clickhouse[0].id
}

resource "azurerm_storage_container" "backups" {
  #checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request
  count = local.clickhouse_enabled ? 1 : 0

  name                  = "backups"
  container_access_type = "private"
  storage_account_id    = azurerm_storage_account.clickhouse[0].id
}

resource "azurerm_storage_container" "guard" {
  #checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request
  count = local.clickhouse_enabled ? 1 : 0

  name                  = "guard"
  container_access_type = "private"
  storage_account_id    = azurerm_storage_account.clickhouse[0].id
}

resource "azurerm_storage_management_policy" "clickhouse" {
  # A day's backups stand on that day's full one and are as old: they go together.
  count = (
    local.clickhouse_enabled && !local.is_container_app && var.clickhouse_backup_retention_days != null
    ? 1
    : 0
  )

  storage_account_id = azurerm_storage_account.clickhouse[0].id

  rule {
    name    = "expire-backups"
    enabled = true

    actions {
      base_blob {
        delete_after_days_since_modification_greater_than = var.clickhouse_backup_retention_days
      }
    }

    filters {
      blob_types   = ["blockBlob"]
      prefix_match = ["backups/"]
    }
  }
}
