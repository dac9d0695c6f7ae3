module "langfuse" {
  source = "../../"

  name = "langfuse-small"

  # Graviton on Spot costs about a quarter of Intel on demand. ClickHouse and web are one task each: when AWS takes
  # one back, it is gone for some minutes. Ingestion waits in S3 and Valkey meanwhile; SDKs send again.
  cpu_architecture     = "ARM64"
  is_spot_instance     = true
  is_web_spot_instance = true

  # Enough for a million observations a month.
  web_cpu           = 512
  web_memory        = 2048
  web_max_count     = 1
  worker_cpu        = 256
  worker_memory     = 1024
  worker_max_count  = 2
  clickhouse_cpu    = 512
  clickhouse_memory = 3072

  # No NAT gateway, no load balancer.
  nat_gateway  = "none"
  web_platform = "api_gateway"

  database_instance_class        = "db.t4g.micro"
  database_backup_retention_days = 1
  cache_node_type                = "cache.t4g.micro"

  # Few requests: small parts stay on the volume, and rows are collected for longer.
  clickhouse_storage          = "tiered"
  ingestion_write_interval_ms = 30000

  event_retention_days = 7
  log_retention_days   = 7
}
