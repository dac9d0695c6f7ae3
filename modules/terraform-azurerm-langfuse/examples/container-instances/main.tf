module "langfuse" {
  source = "../../"

  name = "langfuse-aci"

  # No share can be mounted that ClickHouse could work on, so its disk is the instance's own and lost with it.
  clickhouse_platform                = "container_instance"
  clickhouse_storage                 = "volume"
  clickhouse_backup_interval_minutes = 15

  # Cores and memory are chosen freely there; an app of two cores always has 4 GiB.
  clickhouse_cpu    = 2
  clickhouse_memory = 8
}
