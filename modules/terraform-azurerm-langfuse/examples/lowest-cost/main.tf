module "langfuse" {
  source = "../../"

  name     = "langfuse-small"
  location = "eastus"

  # ClickHouse never idles, and an instance costs less than half of an app for what never idles. Its disk is lost
  # with it: when it starts it restores the last backup, and what was written since is gone.
  clickhouse_platform                = "container_instance"
  clickhouse_storage                 = "volume"
  clickhouse_cpu                     = 1
  clickhouse_memory                  = 2
  clickhouse_backup_interval_minutes = 60
  clickhouse_backup_retention_days   = 14

  # A whole core on an instance costs less than half a core of an app that never idles. Microsoft supports no way out
  # of its network without a NAT gateway: leave these three lines out for model evaluations, webhooks and mail.
  worker_platform = "container_instance"
  worker_cpu      = 1
  worker_memory   = 1

  # Less memory is legal, but web has been seen to crash with 1 GiB, and the worker's heap would be too small.
  web_cpu          = 0.75
  web_memory       = 1.5
  web_max_replicas = 1

  database_sku_name = "B_Standard_B1ms"
  cache_sku_name    = "Balanced_B0"

  # Few parts: rows are collected for longer.
  ingestion_write_interval_ms = 30000

  # 30 days of it stay below the 5 GB a month that Log Analytics takes free of charge.
  log_analytics_daily_quota_gb = 0.15
  event_retention_days         = 7
}
