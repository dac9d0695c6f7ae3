# What the platforms of web do not offer.

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

run "most_that_a_load_balancer_takes" {
  command = plan

  variables {
    web_platform           = "alb"
    custom_domain_name     = "langfuse.example.com"
    custom_domain_id       = "Z0123456789ABCDEFGHIJ"
    is_web_internal        = true
    allowed_cidr_blocks    = ["10.0.0.0/8", "203.0.113.7/32"]
    web_acl_arn            = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/langfuse/1234abcd"
    alb_access_logs_bucket = "my.logs-1"
    web_desired_count      = 100
    web_max_count          = 100
    autoscaling_cpu_target = 90
  }
}

run "most_that_app_runner_takes" {
  command = plan

  variables {
    web_platform           = "app_runner"
    web_cpu                = 4096
    web_memory             = 12288
    web_desired_count      = 25
    web_max_count          = 25
    autoscaling_cpu_target = 10
    web_image              = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/langfuse/web:3.225.4"
  }
}

run "most_that_express_mode_takes" {
  command = plan

  variables {
    web_platform            = "ecs_express"
    web_cpu                 = 4096
    web_memory              = 8192
    api_access_logs_enabled = true
  }
}

run "more_cpu_than_app_runner_has" {
  command = plan

  variables {
    web_platform = "app_runner"
    web_cpu      = 8192
    web_memory   = 16384
  }

  expect_failures = [var.web_cpu]
}

run "more_memory_than_app_runner_has" {
  command = plan

  variables {
    web_platform = "app_runner"
    web_cpu      = 4096
    web_memory   = 13312
  }

  expect_failures = [var.web_memory]
}

run "more_cpu_than_express_mode_has" {
  command = plan

  variables {
    web_platform = "ecs_express"
    web_cpu      = 8192
    web_memory   = 16384
  }

  expect_failures = [var.web_cpu]
}

run "more_memory_than_express_mode_has" {
  command = plan

  variables {
    web_platform = "ecs_express"
    web_cpu      = 4096
    web_memory   = 9216
  }

  expect_failures = [var.web_memory]
}

run "more_instances_than_app_runner_starts" {
  command = plan

  variables {
    web_platform      = "app_runner"
    web_desired_count = 26
  }

  expect_failures = [var.web_desired_count]
}

run "scaling_above_what_app_runner_starts" {
  command = plan

  variables {
    web_platform  = "app_runner"
    web_max_count = 26
  }

  expect_failures = [var.web_max_count]
}

run "scaling_below_the_desired_count" {
  command = plan

  variables {
    web_desired_count    = 3
    web_max_count        = 2
    worker_desired_count = 5
    worker_max_count     = 4
  }

  expect_failures = [var.web_max_count, var.worker_max_count]
}

run "range_of_callers_with_host_bits" {
  command = plan

  variables {
    web_platform           = "alb"
    custom_domain_name     = "langfuse.example.com"
    custom_domain_id       = "Z0123456789ABCDEFGHIJ"
    allowed_cidr_blocks    = ["203.0.113.7/24", "10.0.0.0/8"]
    web_acl_arn            = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/langfuse/1234abcd"
    alb_access_logs_bucket = "arn:aws:s3:::logs"
  }

  expect_failures = [var.allowed_cidr_blocks, var.web_acl_arn, var.alb_access_logs_bucket]
}

run "nobody_may_call" {
  command = plan

  variables {
    web_platform            = "alb"
    custom_domain_name      = "langfuse.example.com"
    custom_domain_id        = "Z0123456789ABCDEFGHIJ"
    allowed_cidr_blocks     = []
    api_access_logs_enabled = true
  }

  expect_failures = [var.allowed_cidr_blocks, var.api_access_logs_enabled]
}

run "only_a_load_balancer_can" {
  command = plan

  variables {
    is_web_internal        = true
    allowed_cidr_blocks    = ["10.0.0.0/8"]
    web_acl_arn            = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/langfuse/1234abcd"
    alb_access_logs_bucket = "logs"
  }

  expect_failures = [
    var.is_web_internal,
    var.allowed_cidr_blocks,
    var.web_acl_arn,
    var.alb_access_logs_bucket,
  ]
}

run "app_runner_cannot_be_internal" {
  command = plan

  variables {
    web_platform         = "app_runner"
    is_web_internal      = true
    is_web_spot_instance = true
  }

  expect_failures = [var.is_web_internal, var.is_web_spot_instance]
}
