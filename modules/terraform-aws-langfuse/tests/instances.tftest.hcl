# launch_type EC2: who is placed where.

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

run "three_services_on_two_groups" {
  command = plan

  variables {
    launch_type            = "EC2"
    cpu_architecture       = "X86_64"
    ec2_max_instance_count = 2
  }

  assert {
    condition = alltrue([
      length(aws_ecs_capacity_provider.langfuse) == 1,
      length(aws_ecs_capacity_provider.clickhouse) == 1,
      aws_autoscaling_group.langfuse[0].max_size == 2,
    ])
    error_message = "Web and worker share a group, ClickHouse has its own."
  }

  assert {
    condition = alltrue([
      for task in [
        aws_ecs_task_definition.web[0],
        aws_ecs_task_definition.worker,
        aws_ecs_task_definition.clickhouse[0],
      ] :
      task.requires_compatibilities == toset(["EC2"])
    ])
    error_message = "No task may ask for Fargate."
  }

  assert {
    condition = alltrue([
      aws_ecs_task_definition.web[0].network_mode == "bridge",
      aws_ecs_task_definition.worker.network_mode == "bridge",
      aws_ecs_task_definition.clickhouse[0].network_mode == "awsvpc",
      length(aws_ecs_service.worker.network_configuration) == 0,
    ])
    error_message = "Without NAT only an instance's own address reaches the internet."
  }

  assert {
    condition = alltrue([
      for template in [aws_launch_template.langfuse[0], aws_launch_template.clickhouse[0]] :
      one(template.metadata_options).http_tokens == "required" &&
      one(template.metadata_options).http_put_response_hop_limit == 1 &&
      !strcontains(template.image_id, "arm64")
    ])
    error_message = "Instances need IMDSv2 and the image of their architecture."
  }

  assert {
    condition     = one(one(aws_autoscaling_group.langfuse[0].mixed_instances_policy).instances_distribution).on_demand_percentage_above_base_capacity == 100
    error_message = "Spot must be a choice."
  }

  assert {
    condition     = one(one(aws_autoscaling_group.langfuse[0].mixed_instances_policy).launch_template).override[0].instance_type == "t3.large"
    error_message = "Types must fit the architecture."
  }
}

run "spot_with_a_base" {
  command = plan

  variables {
    launch_type                  = "EC2"
    is_spot_instance             = true
    spot_on_demand_base          = 1
    ec2_instance_type            = "m7g.large"
    ec2_clickhouse_instance_type = "r7g.large"
  }

  assert {
    condition = alltrue([
      one(one(aws_autoscaling_group.langfuse[0].mixed_instances_policy).instances_distribution).on_demand_base_capacity == 1,
      one(one(aws_autoscaling_group.langfuse[0].mixed_instances_policy).instances_distribution).on_demand_percentage_above_base_capacity == 0,
      one(one(aws_autoscaling_group.clickhouse[0].mixed_instances_policy).instances_distribution).on_demand_percentage_above_base_capacity == 0,
    ])
    error_message = "One instance stays on demand, all others are Spot."
  }

  assert {
    condition     = one(one(aws_autoscaling_group.clickhouse[0].mixed_instances_policy).launch_template).override[0].instance_type == "r7g.large"
    error_message = "ClickHouse must run on its own type."
  }
}
