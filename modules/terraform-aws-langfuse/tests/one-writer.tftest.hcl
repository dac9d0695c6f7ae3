# Two ClickHouse servers never share a data directory, whatever is chosen.

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

run "all_on_the_volume" {
  command = plan

  variables {
    clickhouse_storage = "volume"
    is_spot_instance   = true
  }

  assert {
    condition = alltrue([
      aws_ecs_service.clickhouse[0].desired_count == 1,
      aws_ecs_service.clickhouse[0].deployment_minimum_healthy_percent == 0,
      aws_ecs_service.clickhouse[0].deployment_maximum_percent == 100,
      aws_ecs_service.clickhouse[0].availability_zone_rebalancing == "DISABLED",
    ])
    error_message = "A deployment could start a second ClickHouse on the same data directory."
  }
}

run "all_on_s3_in_one_zone" {
  command = plan

  variables {
    clickhouse_storage = "object_storage"
    efs_one_zone       = true
  }

  assert {
    condition = alltrue([
      aws_ecs_service.clickhouse[0].desired_count == 1,
      aws_ecs_service.clickhouse[0].deployment_minimum_healthy_percent == 0,
      aws_ecs_service.clickhouse[0].deployment_maximum_percent == 100,
      aws_ecs_service.clickhouse[0].availability_zone_rebalancing == "DISABLED",
    ])
    error_message = "A deployment could start a second ClickHouse on the same data directory."
  }

  assert {
    condition = alltrue([
      length(aws_efs_mount_target.clickhouse) == 1,
      length(one(aws_ecs_service.clickhouse[0].network_configuration).subnets) == 1,
    ])
    error_message = "ClickHouse must stay where its volume is."
  }
}

run "on_instances_with_efs" {
  command = plan

  variables {
    launch_type        = "EC2"
    clickhouse_storage = "object_storage_cached"
  }

  assert {
    condition = alltrue([
      aws_ecs_service.clickhouse[0].desired_count == 1,
      aws_ecs_service.clickhouse[0].deployment_minimum_healthy_percent == 0,
      aws_ecs_service.clickhouse[0].deployment_maximum_percent == 100,
      aws_ecs_service.clickhouse[0].availability_zone_rebalancing == "DISABLED",
    ])
    error_message = "A deployment could start a second ClickHouse on the same data directory."
  }

  assert {
    condition     = aws_autoscaling_group.clickhouse[0].max_size == 1
    error_message = "A second instance would be paid for nothing."
  }
}

run "on_spot_instances_with_ebs" {
  command = plan

  variables {
    launch_type            = "EC2"
    clickhouse_volume_type = "ebs"
    is_spot_instance       = true
  }

  assert {
    condition = alltrue([
      aws_ecs_service.clickhouse[0].desired_count == 1,
      aws_ecs_service.clickhouse[0].deployment_minimum_healthy_percent == 0,
      aws_ecs_service.clickhouse[0].deployment_maximum_percent == 100,
      aws_ecs_service.clickhouse[0].availability_zone_rebalancing == "DISABLED",
    ])
    error_message = "A deployment could start a second ClickHouse on the same data directory."
  }

  assert {
    condition = alltrue([
      length(aws_ebs_volume.clickhouse) == 1,
      length(aws_efs_file_system.clickhouse) == 0,
      aws_ebs_volume.clickhouse[0].encrypted,
      aws_ebs_volume.clickhouse[0].final_snapshot,
      one(aws_ecs_task_definition.clickhouse[0].volume).host_path != null,
    ])
    error_message = "The data must outlive the instance."
  }

  assert {
    condition = alltrue([
      aws_autoscaling_group.clickhouse[0].max_size == 1,
      !aws_autoscaling_group.clickhouse[0].capacity_rebalance,
    ])
    error_message = "A volume can be attached to one instance only."
  }
}
