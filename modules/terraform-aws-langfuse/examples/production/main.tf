locals {
  name = "langfuse-prod"
}

module "langfuse" {
  source = "../../"

  name = local.name
  tags = { Environment = "production" }

  kms_key_arn = aws_kms_key.langfuse.arn

  # Named, because another order of AWS's list would move the subnets.
  availability_zones    = ["us-east-1a", "us-east-1b", "us-east-1c"]
  nat_gateway           = "one_per_az"
  vpc_flow_logs_enabled = true

  web_platform       = "alb"
  custom_domain_name = var.custom_domain_name
  custom_domain_id   = var.custom_domain_id

  # All on demand, which is the default.
  web_cpu              = 1024
  web_memory           = 4096
  web_desired_count    = 2
  worker_cpu           = 2048
  worker_memory        = 4096
  worker_desired_count = 2
  worker_max_count     = 8
  clickhouse_cpu       = 2048
  clickhouse_memory    = 8192

  database_instance_class        = "db.m7g.large"
  database_multi_az              = true
  database_storage_gib           = 50
  database_backup_retention_days = 14
  cache_node_type                = "cache.m7g.large"
  cache_replica_count            = 1

  # Bursting saves credits up and spends them; a busy server needs a floor.
  efs_throughput_mode              = "provisioned"
  efs_provisioned_throughput_mibps = 10

  blob_versioning_enabled    = true
  log_retention_days         = 90
  container_insights_enabled = true

  initial_setup = {
    user_email        = var.administrator_email
    organization_name = "Acme"
  }
  additional_env = { AUTH_DISABLE_SIGNUP = "true" }
}
