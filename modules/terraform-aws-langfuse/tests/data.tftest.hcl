# Databases, caches, buckets and secrets by choice.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }

  mock_data "aws_subnet" {
    defaults = { availability_zone = "eu-west-1a" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "aurora_in_two_zones" {
  command = plan

  variables {
    database_type           = "aurora_serverless_v2"
    database_multi_az       = true
    database_min_capacity   = 0
    database_max_capacity   = 4
    cache_replica_count     = 1
    force_delete            = true
    secret_store            = "secretsmanager"
    blob_versioning_enabled = true
    event_retention_days    = null
  }

  assert {
    condition = alltrue([
      length(aws_rds_cluster.postgresql) == 1,
      length(aws_rds_cluster_instance.postgresql) == 2,
      length(aws_db_instance.postgresql) == 0,
    ])
    error_message = "Aurora with a second instance."
  }

  assert {
    condition = alltrue([
      one(aws_rds_cluster.postgresql[0].serverlessv2_scaling_configuration).min_capacity == 0,
      one(aws_rds_cluster.postgresql[0].serverlessv2_scaling_configuration).seconds_until_auto_pause == 300,
    ])
    error_message = "0 ACU lets the cluster pause."
  }

  assert {
    condition = alltrue([
      aws_elasticache_replication_group.cache[0].num_cache_clusters == 2,
      aws_elasticache_replication_group.cache[0].automatic_failover_enabled,
    ])
    error_message = "A replica takes over."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket.langfuse.force_destroy,
      aws_rds_cluster.postgresql[0].skip_final_snapshot,
      !aws_rds_cluster.postgresql[0].deletion_protection,
    ])
    error_message = "force_delete must let a destroy end."
  }

  assert {
    condition = alltrue([
      length(aws_ssm_parameter.secret) == 0,
      length(aws_secretsmanager_secret.secret) == 6,
      alltrue([for secret in aws_secretsmanager_secret.secret : secret.recovery_window_in_days == 0]),
    ])
    error_message = "Secrets belong into one store."
  }

  assert {
    condition = alltrue([
      one(aws_s3_bucket_versioning.langfuse.versioning_configuration).status == "Enabled",
      [for rule in aws_s3_bucket_lifecycle_configuration.langfuse.rule : rule.id] == ["remove-what-nobody-can-read", "expire-exports"],
    ])
    error_message = "Media never expire, and events do not without event_retention_days."
  }
}

run "everything_elsewhere" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "db.example.com"
      username            = "app"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/db"
    }
    external_cache = {
      host            = "cache.example.com"
      auth_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:cache-AbCdEf"
    }
    external_clickhouse = {
      host                = "clickhouse.example.com"
      http_port           = 8443
      native_port         = 9440
      tls                 = true
      username            = "app"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/clickhouse"
    }
  }

  assert {
    condition = alltrue([
      length(aws_db_instance.postgresql) == 0,
      length(aws_rds_cluster.postgresql) == 0,
      length(aws_elasticache_replication_group.cache) == 0,
      length(aws_ecs_service.clickhouse) == 0,
      length(aws_efs_file_system.clickhouse) == 0,
      length(aws_s3_bucket.clickhouse) == 0,
    ])
    error_message = "What is elsewhere is not made here."
  }

  assert {
    condition = alltrue([
      local.worker_environment.DATABASE_HOST == "db.example.com:5432",
      local.worker_environment.REDIS_HOST == "cache.example.com",
      local.worker_environment.CLICKHOUSE_URL == "https://clickhouse.example.com:8443",
      local.web_environment.CLICKHOUSE_MIGRATION_URL == "clickhouse://clickhouse.example.com:9440",
      local.web_environment.CLICKHOUSE_MIGRATION_SSL == "true",
    ])
    error_message = "Both containers must use what is elsewhere."
  }

  assert {
    condition = alltrue([
      local.worker_secrets.DATABASE_PASSWORD == var.external_database.password_secret_arn,
      local.worker_secrets.REDIS_AUTH == var.external_cache.auth_secret_arn,
      toset(keys(aws_ssm_parameter.secret)) == toset(["encryption_key", "web_next_secret", "web_salt"]),
    ])
    error_message = "Their passwords stay where they are."
  }

  assert {
    condition = alltrue([
      output.clickhouse_storage_name == null,
      keys(output.ecs_service_names) == ["web", "worker"],
    ])
    error_message = "Outputs of what is elsewhere are null or absent."
  }
}

run "cache_without_a_password" {
  command = plan

  variables {
    external_cache = { host = "cache.example.com", tls = false }
  }

  assert {
    condition = alltrue([
      local.worker_environment.REDIS_CONNECTION_STRING == "redis://cache.example.com:6379",
      !contains(keys(local.worker_secrets), "REDIS_AUTH"),
    ])
    error_message = "Without a password there is no secret to read."
  }
}
