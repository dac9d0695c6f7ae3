module "langfuse" {
  source = "../../"

  name     = "langfuse-prod"
  location = "eastus"
  tags     = { Environment = "production" }

  custom_domain_name = var.custom_domain_name
  secret_store       = "key_vault"

  blob_allowed_ip_ranges  = var.browser_ip_ranges
  blob_replication_type   = "ZRS"
  blob_versioning_enabled = true

  web_cpu             = 1
  web_memory          = 2
  web_min_replicas    = 2
  worker_cpu          = 1
  worker_memory       = 2
  worker_min_replicas = 2
  worker_max_replicas = 8

  # One replica, as everywhere: a deployment of it is a pause, in which ingestion waits.
  clickhouse_cpu             = 4
  clickhouse_memory          = 8
  clickhouse_cache_size_gib  = 7
  clickhouse_share_quota_gib = 64

  database_sku_name              = "GP_Standard_D2ds_v5"
  database_storage_mb            = 65536
  database_zone_redundant        = true
  database_backup_retention_days = 14

  cache_sku_name                  = "Balanced_B1"
  cache_high_availability_enabled = true

  log_analytics_daily_quota_gb = 5
  log_retention_days           = 90

  initial_setup = {
    user_email        = var.administrator_email
    organization_name = "Acme"
  }
  additional_env = { AUTH_DISABLE_SIGNUP = "true" }
}
