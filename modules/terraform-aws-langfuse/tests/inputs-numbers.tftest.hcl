# Numbers at and beyond the ends of their ranges.

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

run "least" {
  command = plan

  variables {
    web_desired_count                = 1
    autoscaling_cpu_target           = 10
    worker_desire_count              = 1
    database_backup_retention_days   = 1
    database_password_version        = 1
    database_storage_gib             = 20
    database_max_capacity            = 1
    cache_replica_count              = 0
    event_retention_days             = 1
    export_retention_days            = 2
    clickhouse_password_version      = 1
    clickhouse_hot_part_size_mib     = 2
    clickhouse_cache_size_gib        = 1
    ingestion_write_interval_ms      = 1000
    clickhouse_log_retention_days    = 1
    clickhouse_volume_size_gib       = 8
    web_max_count                    = 1
    worker_max_count                 = 1
    database_max_storage_gib         = 22
    ec2_max_instance_count           = 1
    spot_on_demand_base              = 0
    database_min_capacity            = 0
    log_retention_days               = 1
    efs_throughput_mode              = "provisioned"
    efs_provisioned_throughput_mibps = 1
  }
}

run "most" {
  command = plan

  variables {
    web_desired_count                = 100
    autoscaling_cpu_target           = 90
    worker_desire_count              = 100
    database_backup_retention_days   = 35
    database_password_version        = 1000000
    database_max_capacity            = 256
    cache_replica_count              = 5
    event_retention_days             = 36500
    export_retention_days            = 36500
    clickhouse_password_version      = 1000000
    clickhouse_hot_part_size_mib     = 1048576
    clickhouse_cache_size_gib        = 180
    ingestion_write_interval_ms      = 60000
    clickhouse_log_retention_days    = 365
    clickhouse_volume_size_gib       = 16384
    web_max_count                    = 100
    worker_max_count                 = 100
    database_max_storage_gib         = 65536
    database_min_capacity            = 256
    database_storage_gib             = 59578
    ec2_max_instance_count           = 100
    spot_on_demand_base              = 100
    log_retention_days               = 3653
    efs_throughput_mode              = "provisioned"
    efs_provisioned_throughput_mibps = 3414
  }
}

run "none" {
  command = plan

  variables {
    web_max_count            = null
    worker_max_count         = null
    worker_desire_count      = null
    database_max_storage_gib = null
    event_retention_days     = null
    database_storage_gib     = 65536
  }
}

run "below_the_least" {
  command = plan

  variables {
    web_desired_count              = 0
    autoscaling_cpu_target         = 9
    worker_desire_count            = 0
    database_backup_retention_days = 0
    database_password_version      = 0
    database_storage_gib           = 19
    database_max_capacity          = 0.5
    cache_replica_count            = -1
    event_retention_days           = 0
    export_retention_days          = 1
    clickhouse_password_version    = 0
    clickhouse_hot_part_size_mib   = 1
    clickhouse_cache_size_gib      = 0
    ingestion_write_interval_ms    = 999
    clickhouse_log_retention_days  = 0
    clickhouse_volume_size_gib     = 7
    log_retention_days             = 2
  }

  expect_failures = [
    var.web_desired_count,
    var.autoscaling_cpu_target,
    var.worker_desire_count,
    var.database_backup_retention_days,
    var.database_password_version,
    var.database_storage_gib,
    var.database_max_capacity,
    var.cache_replica_count,
    var.event_retention_days,
    var.export_retention_days,
    var.clickhouse_password_version,
    var.clickhouse_hot_part_size_mib,
    var.clickhouse_cache_size_gib,
    var.ingestion_write_interval_ms,
    var.clickhouse_log_retention_days,
    var.clickhouse_volume_size_gib,
    var.log_retention_days,
  ]
}

run "above_the_most" {
  command = plan

  variables {
    web_desired_count              = 101
    autoscaling_cpu_target         = 91
    worker_desire_count            = 101
    database_backup_retention_days = 36
    database_password_version      = 1000001
    database_storage_gib           = 65537
    database_max_capacity          = 256.5
    cache_replica_count            = 6
    event_retention_days           = 36501
    export_retention_days          = 36501
    clickhouse_password_version    = 1000001
    clickhouse_hot_part_size_mib   = 1048577
    clickhouse_cache_size_gib      = 181
    ingestion_write_interval_ms    = 60001
    clickhouse_log_retention_days  = 366
    clickhouse_volume_size_gib     = 16385
    log_retention_days             = 3654
  }

  expect_failures = [
    var.web_desired_count,
    var.autoscaling_cpu_target,
    var.worker_desire_count,
    var.database_backup_retention_days,
    var.database_password_version,
    var.database_storage_gib,
    var.database_max_capacity,
    var.cache_replica_count,
    var.event_retention_days,
    var.export_retention_days,
    var.clickhouse_password_version,
    var.clickhouse_hot_part_size_mib,
    var.clickhouse_cache_size_gib,
    var.ingestion_write_interval_ms,
    var.clickhouse_log_retention_days,
    var.clickhouse_volume_size_gib,
    var.log_retention_days,
  ]
}

run "no_whole_numbers" {
  command = plan

  variables {
    web_desired_count              = 1.5
    autoscaling_cpu_target         = 10.5
    worker_desire_count            = 1.5
    database_backup_retention_days = 1.5
    database_password_version      = 1.5
    database_storage_gib           = 20.5
    database_max_capacity          = 1.25
    cache_replica_count            = 0.5
    event_retention_days           = 1.5
    export_retention_days          = 2.5
    clickhouse_password_version    = 1.5
    clickhouse_hot_part_size_mib   = 2.5
    clickhouse_cache_size_gib      = 1.5
    ingestion_write_interval_ms    = 1000.5
    clickhouse_log_retention_days  = 1.5
    clickhouse_volume_size_gib     = 8.5
  }

  expect_failures = [
    var.web_desired_count,
    var.autoscaling_cpu_target,
    var.worker_desire_count,
    var.database_backup_retention_days,
    var.database_password_version,
    var.database_storage_gib,
    var.database_max_capacity,
    var.cache_replica_count,
    var.event_retention_days,
    var.export_retention_days,
    var.clickhouse_password_version,
    var.clickhouse_hot_part_size_mib,
    var.clickhouse_cache_size_gib,
    var.ingestion_write_interval_ms,
    var.clickhouse_log_retention_days,
    var.clickhouse_volume_size_gib,
  ]
}

run "dependent_ones_below_the_least" {
  command = plan

  variables {
    web_max_count            = 0
    worker_max_count         = 0
    database_max_storage_gib = 21
    database_min_capacity    = -0.5
    ec2_max_instance_count   = 0
  }

  expect_failures = [
    var.web_max_count,
    var.worker_max_count,
    var.database_max_storage_gib,
    var.database_min_capacity,
    var.ec2_max_instance_count,
  ]
}

run "dependent_ones_above_the_most" {
  command = plan

  variables {
    web_max_count            = 101
    worker_max_count         = 101
    database_max_storage_gib = 65537
    database_min_capacity    = 256.5
    ec2_max_instance_count   = 101
  }

  expect_failures = [
    var.web_max_count,
    var.worker_max_count,
    var.database_max_storage_gib,
    var.database_min_capacity,
    var.ec2_max_instance_count,
  ]
}

run "dependent_ones_no_whole_numbers" {
  command = plan

  variables {
    web_max_count            = 1.5
    worker_max_count         = 1.5
    database_max_storage_gib = 22.5
    database_min_capacity    = 0.25
    ec2_max_instance_count   = 1.5
  }

  expect_failures = [
    var.web_max_count,
    var.worker_max_count,
    var.database_max_storage_gib,
    var.database_min_capacity,
    var.ec2_max_instance_count,
  ]
}

run "base_below_0_and_throughput_of_0" {
  command = plan

  variables {
    spot_on_demand_base              = -1
    efs_throughput_mode              = "provisioned"
    efs_provisioned_throughput_mibps = 0
  }

  expect_failures = [var.spot_on_demand_base, var.efs_provisioned_throughput_mibps]
}

run "base_above_100_and_throughput_above_3414" {
  command = plan

  variables {
    worker_desired_count             = 100
    web_desired_count                = 100
    spot_on_demand_base              = 101
    efs_throughput_mode              = "provisioned"
    efs_provisioned_throughput_mibps = 3415
  }

  expect_failures = [var.spot_on_demand_base, var.efs_provisioned_throughput_mibps]
}

run "no_worker" {
  command = plan

  variables {
    worker_desired_count = 0
  }

  expect_failures = [var.worker_desired_count]
}
