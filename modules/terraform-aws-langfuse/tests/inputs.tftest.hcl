# Wrong values are refused at plan.

mock_provider "aws" {}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

variables {
  vpc_id             = "vpc-0123456789abcdef0"
  private_subnet_ids = ["subnet-0123456789abcdef0"]
}

run "invalid_name" {
  command = plan

  variables {
    name = "Langfuse_Prod"
  }

  expect_failures = [var.name]
}

run "invalid_memory_for_cpu" {
  command = plan

  variables {
    clickhouse_cpu    = 1024
    clickhouse_memory = 16384
  }

  expect_failures = [var.clickhouse_memory]
}

run "invalid_moving_tag" {
  command = plan

  variables {
    clickhouse_version = "latest"
  }

  expect_failures = [var.clickhouse_version]
}

run "invalid_too_old" {
  command = plan

  variables {
    clickhouse_version = "23.8"
  }

  expect_failures = [var.clickhouse_version]
}

run "invalid_throughput_without_mode" {
  command = plan

  variables {
    efs_provisioned_throughput_mibps = 10
  }

  expect_failures = [var.efs_provisioned_throughput_mibps]
}

run "invalid_no_subnets" {
  command = plan

  variables {
    private_subnet_ids = []
  }

  expect_failures = [var.public_subnet_ids]
}
