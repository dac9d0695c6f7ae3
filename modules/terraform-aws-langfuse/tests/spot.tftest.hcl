# Spot is Spot: the capacity provider says so, no launch type takes its place.

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

run "worker_and_clickhouse" {
  command = plan

  variables {
    is_spot_instance = true
  }

  assert {
    condition = alltrue([
      one(aws_ecs_service.worker.capacity_provider_strategy).capacity_provider == "FARGATE_SPOT",
      one(aws_ecs_service.clickhouse[0].capacity_provider_strategy).capacity_provider == "FARGATE_SPOT",
      one(aws_ecs_service.web[0].capacity_provider_strategy).capacity_provider == "FARGATE",
    ])
    error_message = "is_spot_instance must move the worker and ClickHouse, and nothing else."
  }

  assert {
    condition = alltrue([
      aws_ecs_service.worker.force_new_deployment,
      aws_ecs_service.clickhouse[0].force_new_deployment,
    ])
    error_message = "Without a forced deployment the switch would replace the services."
  }
}

run "all_with_an_on_demand_base" {
  command = plan

  variables {
    is_spot_instance     = true
    is_web_spot_instance = true
    spot_on_demand_base  = 1
    web_desired_count    = 2
    worker_desired_count = 3
  }

  assert {
    condition = alltrue([
      toset([for s in aws_ecs_service.web[0].capacity_provider_strategy : "${s.capacity_provider} ${s.base} ${s.weight}"]) == toset(["FARGATE 1 0", "FARGATE_SPOT 0 1"]),
      toset([for s in aws_ecs_service.worker.capacity_provider_strategy : "${s.capacity_provider} ${s.base} ${s.weight}"]) == toset(["FARGATE 1 0", "FARGATE_SPOT 0 1"]),
    ])
    error_message = "One task stays on demand, all others are Spot."
  }

  assert {
    condition     = one(aws_ecs_service.clickhouse[0].capacity_provider_strategy).capacity_provider == "FARGATE_SPOT"
    error_message = "ClickHouse is one task and takes no base."
  }

  assert {
    condition = alltrue([
      aws_ecs_service.web[0].desired_count == 2,
      aws_ecs_service.worker.desired_count == 3,
      aws_appautoscaling_target.worker.min_capacity == 3,
      aws_appautoscaling_target.worker.max_capacity == 4,
    ])
    error_message = "The counts must be those that were asked for."
  }
}
