# Spot, architecture, instances and counts that do not fit together.

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

run "base_of_all_tasks" {
  command = plan

  variables {
    is_spot_instance       = true
    is_web_spot_instance   = true
    spot_on_demand_base    = 2
    web_desired_count      = 2
    worker_desired_count   = 2
    worker_max_count       = 2
    ec2_max_instance_count = 1
  }
}

run "instances_of_the_architecture" {
  command = plan

  variables {
    launch_type                  = "EC2"
    cpu_architecture             = "X86_64"
    ec2_instance_type            = "m7i-flex.large"
    ec2_clickhouse_instance_type = "r6a.xlarge"
    ec2_max_instance_count       = 1
    spot_on_demand_base          = 1
    worker_desired_count         = 100
  }
}

run "base_above_the_worker_count" {
  command = plan

  variables {
    spot_on_demand_base = 2
    web_desired_count   = 2
  }

  expect_failures = [var.spot_on_demand_base]
}

run "base_above_the_web_count" {
  command = plan

  variables {
    is_web_spot_instance = true
    spot_on_demand_base  = 3
    web_desired_count    = 2
    worker_desired_count = 3
  }

  expect_failures = [aws_ecs_service.web]
}

run "base_above_the_instances" {
  command = plan

  variables {
    launch_type            = "EC2"
    spot_on_demand_base    = 2
    web_desired_count      = 2
    worker_desired_count   = 2
    ec2_max_instance_count = 1
  }

  expect_failures = [var.ec2_max_instance_count]
}

run "web_on_spot_with_express_mode" {
  command = plan

  variables {
    web_platform         = "ecs_express"
    is_web_spot_instance = true
  }

  expect_failures = [var.is_web_spot_instance]
}

run "unknown_words" {
  command = plan

  variables {
    cpu_architecture    = "arm64"
    launch_type         = "EXTERNAL"
    web_platform        = "cloudfront"
    database_type       = "aurora"
    clickhouse_storage  = "s3"
    efs_throughput_mode = "burst"
    secret_store        = "vault"
  }

  expect_failures = [
    var.cpu_architecture,
    var.launch_type,
    var.web_platform,
    var.database_type,
    var.clickhouse_storage,
    var.efs_throughput_mode,
    var.secret_store,
  ]
}

run "types_that_are_none" {
  command = plan

  variables {
    ec2_instance_type            = "large"
    ec2_clickhouse_instance_type = "T4G.large"
  }

  expect_failures = [var.ec2_instance_type, var.ec2_clickhouse_instance_type]
}

run "intel_types_for_arm64" {
  command = plan

  variables {
    ec2_instance_type            = "t3.large"
    ec2_clickhouse_instance_type = "r7i.large"
  }

  expect_failures = [var.ec2_instance_type, var.ec2_clickhouse_instance_type]
}

run "graviton_types_for_x86_64" {
  command = plan

  variables {
    cpu_architecture             = "X86_64"
    ec2_instance_type            = "t4g.large"
    ec2_clickhouse_instance_type = "r8gd.large"
  }

  expect_failures = [var.ec2_instance_type, var.ec2_clickhouse_instance_type]
}

run "instances_too_small_for_any_task" {
  command = plan

  variables {
    launch_type                  = "EC2"
    ec2_instance_type            = "t4g.nano"
    ec2_clickhouse_instance_type = "t4g.small"
  }

  expect_failures = [var.ec2_instance_type, var.ec2_clickhouse_instance_type]
}
