# What a module block with no arguments makes.

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

run "nothing_given" {
  command = plan

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
      one(aws_ecs_service.web[0].capacity_provider_strategy).capacity_provider == "FARGATE",
      one(aws_ecs_service.worker.capacity_provider_strategy).capacity_provider == "FARGATE",
      one(aws_ecs_service.clickhouse[0].capacity_provider_strategy).capacity_provider == "FARGATE",
    ])
    error_message = "Spot must be a choice."
  }

  assert {
    condition = alltrue([
      length(aws_nat_gateway.langfuse) == 0,
      length(aws_eip.nat) == 0,
      length(aws_lb.web) == 0,
      length(aws_launch_template.langfuse) == 0,
      length(aws_cloudwatch_log_group.api) == 0,
      length(aws_flow_log.langfuse) == 0,
      length(aws_ecr_repository.langfuse) == 0,
    ])
    error_message = "Something that costs by the hour or the gigabyte is made without being asked for."
  }

  assert {
    condition = alltrue([
      length(aws_vpc.langfuse) == 1,
      length(aws_subnet.public) == 2,
      length(aws_subnet.private) == 2,
      one(aws_vpc_endpoint.s3).vpc_endpoint_type == "Gateway",
      one(aws_ecs_service.worker.network_configuration).assign_public_ip,
    ])
    error_message = "Tasks in public subnets need a public address, and S3 its free endpoint."
  }

  assert {
    condition = alltrue([
      aws_db_instance.postgresql[0].deletion_protection,
      !aws_db_instance.postgresql[0].skip_final_snapshot,
      !aws_db_instance.postgresql[0].publicly_accessible,
      aws_db_instance.postgresql[0].storage_encrypted,
      !aws_s3_bucket.langfuse.force_destroy,
      !aws_s3_bucket.clickhouse[0].force_destroy,
    ])
    error_message = "Data must be private, encrypted and safe from a destroy."
  }

  assert {
    condition = alltrue([
      aws_elasticache_replication_group.cache[0].transit_encryption_enabled,
      one(aws_elasticache_parameter_group.cache[0].parameter).value == "noeviction",
    ])
    error_message = "Queues need TLS and must never be evicted."
  }

  assert {
    condition = alltrue([
      toset(keys(aws_ssm_parameter.secret)) == toset([
        "cache_auth_token",
        "clickhouse_password",
        "database_password",
        "encryption_key",
        "web_next_secret",
        "web_salt",
      ]),
      alltrue([for parameter in aws_ssm_parameter.secret : parameter.type == "SecureString"]),
    ])
    error_message = "Each secret belongs into a SecureString."
  }

  assert {
    condition = alltrue([
      for task in [
        aws_ecs_task_definition.web[0],
        aws_ecs_task_definition.worker,
        aws_ecs_task_definition.clickhouse[0],
      ] :
      one(task.runtime_platform).cpu_architecture == "ARM64"
    ])
    error_message = "Graviton is the cheaper default."
  }

  assert {
    condition = alltrue([
      output.initial_user_email == null,
      output.initial_public_key == null,
      output.langfuse_custom_domain == null,
      length(output.ecr_push_commands) == 0,
    ])
    error_message = "Outputs of what was not asked for must be null or empty."
  }
}
