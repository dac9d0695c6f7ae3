# Generated from stacks/azure/clickhouse-config.ts. Edit there, then run npm run synth.

locals {
  clickhouse_memory_bytes = var.clickhouse_memory * 1073741824

  clickhouse_sizing = {
    server_bytes = floor(local.clickhouse_memory_bytes * (
      local.clickhouse_memory_bytes < 4294967296 ? 0.75 : 0.8
    ))
    merges_bytes      = floor(local.clickhouse_memory_bytes * 0.4)
    query_bytes       = floor(local.clickhouse_memory_bytes * 0.5)
    spill_bytes       = floor(local.clickhouse_memory_bytes * 0.25)
    mark_cache_bytes  = floor(local.clickhouse_memory_bytes / 16)
    index_cache_bytes = floor(local.clickhouse_memory_bytes / 64)
    pool_size = (
      local.clickhouse_memory_bytes < 8589934592
      ? 4
      : local.clickhouse_memory_bytes < 34359738368
      ? 8
      : 16
    )
    merge_block_rows = local.clickhouse_memory_bytes < 8589934592 ? 1024 : 8192
    max_merge_bytes  = local.clickhouse_memory_bytes * 5
  }

  clickhouse_release = try(
    tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(
      split("-", split(".", var.clickhouse_version)[1])[0]
    ),
    0
  )

  clickhouse_storage_url = trimsuffix(
    join("", azurerm_storage_account.clickhouse[*].primary_blob_endpoint),
    "/"
  )

  clickhouse_config = merge(
    {
      "config.d/langfuse-backups.xml" = templatefile(
        "${path.module}/config/clickhouse/backups.xml.tftpl",
        {
          storage_account_url    = local.clickhouse_storage_url
          backups_container_name = join("", azurerm_storage_container.backups[*].name)
        }
      )
      "config.d/langfuse-guard.xml" = templatefile(
        "${path.module}/config/clickhouse/guard.xml.tftpl",
        {
          storage_account_url  = local.clickhouse_storage_url
          guard_container_name = join("", azurerm_storage_container.guard[*].name)
          is_enabled           = local.clickhouse_release >= 2512
          accepts_data_loss    = var.clickhouse_accept_data_loss || !local.is_container_app
        }
      )
      "config.d/langfuse-logger.xml" = file("${path.module}/config/clickhouse/logger.xml")
      "config.d/langfuse-memory.xml" = templatefile(
        "${path.module}/config/clickhouse/memory.xml.tftpl",
        local.clickhouse_sizing
      )
      "config.d/langfuse-merge-tree.xml" = templatefile(
        "${path.module}/config/clickhouse/merge-tree.xml.tftpl",
        { has_packed_skip_indexes = local.clickhouse_release >= 2606 }
      )
      "config.d/langfuse-network.xml" = file("${path.module}/config/clickhouse/network.xml")
      "config.d/langfuse-system-logs.xml" = templatefile(
        "${path.module}/config/clickhouse/system-logs.xml.tftpl",
        { retention_days = var.clickhouse_log_retention_days }
      )
      "users.d/langfuse-profile.xml" = templatefile(
        "${path.module}/config/clickhouse/profile.xml.tftpl",
        local.clickhouse_sizing
      )
      "config.d/langfuse-storage.xml" = templatefile(
        "${path.module}/config/clickhouse/storage-${replace(var.clickhouse_storage, "_", "-")}.xml.tftpl",
        {
          storage_account_url = local.clickhouse_storage_url
          container_name      = join("", azurerm_storage_container.clickhouse[*].name)
          cache_size_bytes    = var.clickhouse_cache_size_gib * 1073741824
          hot_part_size_bytes = var.clickhouse_hot_part_size_mib * 1048576
        }
      )
    },
    { for name, xml in var.clickhouse_extra_config : "config.d/zz-${name}.xml" => xml }
  )

  clickhouse_config_variables = {
    for file in keys(local.clickhouse_config) : file => upper(replace(file, "/[^A-Za-z0-9]/", "_"))
  }

  clickhouse_start = templatefile("${path.module}/config/clickhouse/start.sh.tftpl", {
    variables      = local.clickhouse_config_variables
    backup_minutes = local.is_container_app ? 0 : var.clickhouse_backup_interval_minutes
  })
}
