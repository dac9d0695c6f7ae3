# ClickHouse's storage, volume and configuration.

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

run "configuration_of_most_characters" {
  command = plan

  variables {
    clickhouse_extra_config = {
      "${join("", [for index in range(40) : "a"])}" = "<?xml version=\"1.0\"?><clickhouse>${format("%32722s", "x")}</clickhouse>"
    }
    clickhouse_allowed_security_group_ids = ["sg-0123456789abcdef0"]
    clickhouse_storage                    = "volume"
    efs_throughput_mode                   = "elastic"
    efs_one_zone                          = true
  }
}

run "volume_of_an_unknown_type" {
  command = plan

  variables {
    clickhouse_volume_type = "nfs"
  }

  expect_failures = [var.clickhouse_volume_type]
}

run "ebs_on_fargate" {
  command = plan

  variables {
    clickhouse_volume_type                = "ebs"
    clickhouse_allowed_security_group_ids = ["10.0.0.0/16"]
  }

  expect_failures = [var.clickhouse_volume_type, var.clickhouse_allowed_security_group_ids]
}

run "one_zone_of_efs_with_ebs" {
  command = plan

  variables {
    launch_type            = "EC2"
    clickhouse_volume_type = "ebs"
    efs_one_zone           = true
  }

  expect_failures = [var.efs_one_zone]
}

run "throughput_without_its_mode" {
  command = plan

  variables {
    efs_provisioned_throughput_mibps = 10
    clickhouse_extra_config          = { "Zone.xml" = "<clickhouse/>" }
  }

  expect_failures = [var.efs_provisioned_throughput_mibps, var.clickhouse_extra_config]
}

run "mode_without_its_throughput" {
  command = plan

  variables {
    efs_throughput_mode     = "provisioned"
    clickhouse_extra_config = { zone = "<yandex><timezone>UTC</timezone></yandex>" }
  }

  expect_failures = [var.efs_provisioned_throughput_mibps, var.clickhouse_extra_config]
}

run "configuration_that_fits_no_task_definition" {
  command = plan

  variables {
    clickhouse_extra_config = { zone = "<clickhouse>${format("%32745s", "x")}</clickhouse>" }
  }

  expect_failures = [var.clickhouse_extra_config]
}
