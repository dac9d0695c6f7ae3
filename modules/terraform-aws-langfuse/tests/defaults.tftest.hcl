# One writer, Graviton on demand, data on S3, nothing open.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

variables {
  vpc_id             = "vpc-0123456789abcdef0"
  private_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

run "one_writer" {
  command = plan

  assert {
    condition = alltrue([
      aws_ecs_service.clickhouse.desired_count == 1,
      aws_ecs_service.clickhouse.deployment_minimum_healthy_percent == 0,
      aws_ecs_service.clickhouse.deployment_maximum_percent == 100,
      aws_ecs_service.clickhouse.availability_zone_rebalancing == "DISABLED",
    ])
    error_message = "A deployment could start a second ClickHouse on the same data directory."
  }
}

run "on_demand_by_default" {
  command = plan

  assert {
    condition     = one(aws_ecs_service.clickhouse.capacity_provider_strategy).capacity_provider == "FARGATE"
    error_message = "Spot must be a choice."
  }
}

run "spot_is_spot" {
  command = plan

  variables {
    is_spot_instance = true
  }

  assert {
    condition     = one(aws_ecs_service.clickhouse.capacity_provider_strategy).capacity_provider == "FARGATE_SPOT"
    error_message = "is_spot_instance must select FARGATE_SPOT."
  }
}

run "private_subnets_need_no_public_address" {
  command = plan

  assert {
    condition     = !one(aws_ecs_service.clickhouse.network_configuration).assign_public_ip
    error_message = "A task in a private subnet must not ask for a public address."
  }
}

run "public_subnets_need_a_public_address" {
  command = plan

  variables {
    private_subnet_ids = []
    public_subnet_ids  = ["subnet-0123456789abcdef0"]
  }

  assert {
    condition     = one(aws_ecs_service.clickhouse.network_configuration).assign_public_ip
    error_message = "Without a public address a task in a public subnet cannot pull its image."
  }
}
