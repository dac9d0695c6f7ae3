# The variables and outputs of tubone24/langfuse-v3-terraform, and both spellings of the worker's count.

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

run "all_of_tubone24" {
  command = plan

  variables {
    identity_name         = "tubone24"
    env                   = "dev"
    region                = "us-east-1"
    availability_zones    = ["us-east-1a", "us-east-1b", "us-east-1c"]
    vpc_id                = "vpc-0123456789abcdef0"
    private_subnet_ids    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"]
    database_user         = "langfuse"
    web_next_secret       = "a-secret-of-nextauth"
    web_salt              = "a-salt"
    custom_domain_name    = "example.com"
    custom_domain_id      = "Z0123456789ABCDEFGHIJ"
    cache_node_type       = "cache.t2.micro"
    is_spot_instance      = true
    encryption_key        = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    database_max_capacity = 10
    database_min_capacity = 0.5
    force_delete          = true
    worker_desire_count   = 3
  }

  assert {
    condition = alltrue([
      output.ecs_cluster_name == "tubone24-dev",
      aws_elasticache_replication_group.cache[0].node_type == "cache.t2.micro",
      aws_ecs_service.worker.desired_count == 3,
    ])
    error_message = "The values must do what their names say."
  }

  assert {
    condition = alltrue([
      output.langfuse_service_url == "https://langfuse.example.com",
      output.langfuse_url == output.langfuse_service_url,
      output.langfuse_custom_domain == "langfuse.example.com",
    ])
    error_message = "The address is langfuse. before the domain, as it is there."
  }

  assert {
    condition = alltrue([
      one(aws_ecs_service.worker.capacity_provider_strategy).capacity_provider == "FARGATE_SPOT",
      one(aws_ecs_service.clickhouse[0].capacity_provider_strategy).capacity_provider == "FARGATE_SPOT",
    ])
    error_message = "There is_spot_instance bought nothing: here it must."
  }

  assert {
    condition     = aws_s3_bucket.langfuse.force_destroy
    error_message = "force_delete must work."
  }
}

run "all_of_tubone24_as_it_is_there" {
  command = plan

  variables {
    identity_name         = "tubone24"
    env                   = "dev"
    region                = "us-east-1"
    availability_zones    = ["us-east-1a", "us-east-1b", "us-east-1c"]
    vpc_id                = "vpc-0123456789abcdef0"
    private_subnet_ids    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"]
    database_user         = "langfuse"
    web_next_secret       = "a-secret-of-nextauth"
    web_salt              = "a-salt"
    custom_domain_name    = "example.com"
    custom_domain_id      = "Z0123456789ABCDEFGHIJ"
    cache_node_type       = "cache.t2.micro"
    is_spot_instance      = true
    encryption_key        = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    database_max_capacity = 10
    database_min_capacity = 0.5
    force_delete          = true
    worker_desire_count   = 1
    database_type         = "aurora_serverless_v2"
    web_platform          = "app_runner"
    web_cpu               = 1024
    web_memory            = 2048
  }

  assert {
    condition = alltrue([
      length(aws_rds_cluster.postgresql) == 1,
      length(aws_apprunner_service.web) == 1,
      length(aws_apprunner_custom_domain_association.web) == 1,
    ])
    error_message = "Aurora and App Runner, as there."
  }

  assert {
    condition     = one(aws_rds_cluster.postgresql[0].serverlessv2_scaling_configuration).max_capacity == 10
    error_message = "The capacity must reach Aurora."
  }
}

run "both_spellings_differ" {
  command = plan

  variables {
    worker_desire_count  = 2
    worker_desired_count = 3
  }

  expect_failures = [var.worker_desire_count]
}
