# Databases, caches, retention and intervals that are out of range.

mock_provider "azurerm" {
  mock_data "azurerm_client_config" {
    defaults = {
      object_id       = "00000000-0000-0000-0000-000000000001"
      subscription_id = "00000000-0000-0000-0000-000000000002"
      tenant_id       = "00000000-0000-0000-0000-000000000003"
    }
  }

  mock_data "azurerm_user_assigned_identity" {
    defaults = { principal_id = "00000000-0000-0000-0000-000000000004" }
  }
}

mock_provider "azapi" {}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "least" {
  command = plan

  variables {
    log_retention_days                 = 30
    log_analytics_daily_quota_gb       = 0.1
    database_user                      = "a"
    event_retention_days               = 1
    export_retention_days              = 2
    clickhouse_hot_part_size_mib       = 2
    clickhouse_cache_size_gib          = 1
    clickhouse_log_retention_days      = 1
    clickhouse_backup_interval_minutes = 5
    clickhouse_share_quota_gib         = 32
    ingestion_write_interval_ms        = 1000
  }
}

run "most" {
  command = plan

  variables {
    log_analytics_daily_quota_gb       = 1000
    database_sku_name                  = "MO_Standard_E4ds_v5"
    database_storage_mb                = 33553408
    database_user                      = "a23456789012345678901234567890123456789012345678901234567890123"
    database_backup_retention_days     = 35
    database_zone_redundant            = true
    database_zone                      = "3"
    database_password_version          = 1000000
    cache_sku_name                     = "MemoryOptimized_M20"
    event_retention_days               = 36500
    export_retention_days              = 36500
    clickhouse_hot_part_size_mib       = 1048576
    clickhouse_log_retention_days      = 365
    clickhouse_backup_interval_minutes = 1440
    clickhouse_password_version        = 1000000
    clickhouse_share_quota_gib         = 102400
    ingestion_write_interval_ms        = 60000
  }
}

run "smallest_share_of_the_older_kind" {
  command = plan

  variables {
    clickhouse_share_provisioning = "v1"
    clickhouse_share_quota_gib    = 100
    event_retention_days          = null
    database_sku_name             = "GP_Standard_D2ds_v5"
    database_storage_mb           = 4193280
    cache_sku_name                = "ComputeOptimized_X3"
  }

  assert {
    condition = alltrue([
      azurerm_storage_share.clickhouse[0].quota == 100,
      azurerm_storage_account.clickhouse_volume[0].provisioned_billing_model_version == null,
      [for rule in azurerm_storage_management_policy.langfuse.rule : rule.name] == ["expire-exports"],
    ])
    error_message = "A share of the older kind has 100 GiB, and null keeps events for ever."
  }
}

run "too_short" {
  command = plan

  variables {
    log_retention_days             = 29
    log_analytics_daily_quota_gb   = 0
    database_backup_retention_days = 6
    event_retention_days           = 0
    export_retention_days          = 1
    clickhouse_log_retention_days  = 0
  }

  expect_failures = [
    var.log_retention_days,
    var.log_analytics_daily_quota_gb,
    var.database_backup_retention_days,
    var.event_retention_days,
    var.export_retention_days,
    var.clickhouse_log_retention_days,
  ]
}

run "too_long" {
  command = plan

  variables {
    log_retention_days             = 731
    log_analytics_daily_quota_gb   = 1001
    database_backup_retention_days = 36
    event_retention_days           = 36501
    export_retention_days          = 36501
    clickhouse_log_retention_days  = 366
  }

  expect_failures = [
    var.log_retention_days,
    var.log_analytics_daily_quota_gb,
    var.database_backup_retention_days,
    var.event_retention_days,
    var.export_retention_days,
    var.clickhouse_log_retention_days,
  ]
}

run "half_days" {
  command = plan

  variables {
    log_retention_days             = 30.5
    database_backup_retention_days = 7.5
    event_retention_days           = 1.5
    export_retention_days          = 2.5
    clickhouse_log_retention_days  = 3.5
  }

  expect_failures = [
    var.log_retention_days,
    var.database_backup_retention_days,
    var.event_retention_days,
    var.export_retention_days,
    var.clickhouse_log_retention_days,
  ]
}

run "database_without_a_tier" {
  command = plan

  variables {
    database_sku_name   = "Standard_B1ms"
    database_storage_mb = 20480
    database_user       = "Langfuse"
  }

  expect_failures = [var.database_sku_name, var.database_storage_mb, var.database_user]
}

run "user_whose_name_azure_keeps" {
  command = plan

  variables {
    database_user = "azure_superuser"
  }

  expect_failures = [var.database_user]
}

run "user_whose_name_postgresql_keeps" {
  command = plan

  variables {
    database_user = "pg_langfuse"
  }

  expect_failures = [var.database_user]
}

run "standby_of_a_burstable_size" {
  command = plan

  variables {
    database_zone_redundant = true
  }

  expect_failures = [var.database_zone_redundant]
}

run "generations_below_the_first" {
  command = plan

  variables {
    database_password_version   = 0
    clickhouse_password_version = 0
  }

  expect_failures = [var.database_password_version, var.clickhouse_password_version]
}

run "cache_too_slow_for_queues" {
  command = plan

  variables {
    cache_sku_name = "FlashOptimized_A250"
  }

  expect_failures = [var.cache_sku_name]
}

run "cache_of_no_size" {
  command = plan

  variables {
    cache_sku_name = "Balanced_B2"
  }

  expect_failures = [var.cache_sku_name]
}

run "cache_that_is_a_cluster" {
  command = plan

  variables {
    cache_sku_name = "Balanced_B50"
  }

  expect_failures = [var.cache_sku_name]
}

run "intervals_and_sizes_below" {
  command = plan

  variables {
    clickhouse_hot_part_size_mib       = 1
    clickhouse_cache_size_gib          = 0
    clickhouse_backup_interval_minutes = 4
    ingestion_write_interval_ms        = 999
  }

  expect_failures = [
    var.clickhouse_hot_part_size_mib,
    var.clickhouse_cache_size_gib,
    var.clickhouse_backup_interval_minutes,
    var.ingestion_write_interval_ms,
  ]
}

run "intervals_and_sizes_above" {
  command = plan

  variables {
    clickhouse_hot_part_size_mib       = 1048577
    clickhouse_backup_interval_minutes = 1441
    ingestion_write_interval_ms        = 60001
    clickhouse_share_quota_gib         = 102401
  }

  expect_failures = [
    var.clickhouse_hot_part_size_mib,
    var.clickhouse_backup_interval_minutes,
    var.ingestion_write_interval_ms,
    var.clickhouse_share_quota_gib,
  ]
}

run "cache_larger_than_the_disk_of_one_core" {
  command = plan

  variables {
    clickhouse_cache_size_gib = 4
  }

  expect_failures = [var.clickhouse_cache_size_gib]
}

run "cache_larger_than_any_disk" {
  command = plan

  variables {
    clickhouse_cpu            = 2
    clickhouse_memory         = 4
    clickhouse_cache_size_gib = 8
  }

  expect_failures = [var.clickhouse_cache_size_gib]
}

run "share_smaller_than_is_sold" {
  command = plan

  variables {
    clickhouse_share_quota_gib = 31
  }

  expect_failures = [var.clickhouse_share_quota_gib]
}

run "share_of_the_older_kind_smaller_than_is_sold" {
  command = plan

  variables {
    clickhouse_share_provisioning = "v1"
    clickhouse_share_quota_gib    = 99
  }

  expect_failures = [var.clickhouse_share_quota_gib]
}
