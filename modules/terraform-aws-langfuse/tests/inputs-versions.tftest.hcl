# Versions that are too old or move, and images that cannot be pulled.

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

run "oldest" {
  command = plan

  variables {
    langfuse_version   = "3.0.0"
    clickhouse_version = "24.3"
    database_version   = "15"
    cache_version      = "7.2"
  }
}

run "oldest_for_langfuse_4" {
  command = plan

  variables {
    langfuse_version       = "4.0.0"
    langfuse_v4_write_mode = "legacy"
    clickhouse_version     = "25.12.1.1-alpine"
    database_version       = "18.1"
    cache_version          = "9.0"
    clickhouse_image       = "mirror.example.com:5000/team/clickhouse@sha256:0123456789abcdef"
  }
}

run "langfuse_2" {
  command = plan

  variables {
    langfuse_version = "2.95.11"
  }

  expect_failures = [var.langfuse_version]
}

run "langfuse_by_a_moving_tag" {
  command = plan

  variables {
    langfuse_version = "3"
  }

  expect_failures = [var.langfuse_version]
}

run "write_mode_of_4_with_3" {
  command = plan

  variables {
    langfuse_v4_write_mode = "dual"
  }

  expect_failures = [var.langfuse_v4_write_mode]
}

run "unknown_write_mode_and_images_that_are_no_references" {
  command = plan

  variables {
    langfuse_version       = "4.0.0"
    langfuse_v4_write_mode = "events"
    web_image              = "langfuse langfuse"
    worker_image           = ""
    clickhouse_image       = "/clickhouse"
  }

  expect_failures = [var.langfuse_v4_write_mode, var.web_image, var.worker_image, var.clickhouse_image]
}

run "app_runner_with_an_image_of_docker_hub" {
  command = plan

  variables {
    web_platform = "app_runner"
    web_image    = "langfuse/langfuse:3.225.4"
  }

  expect_failures = [var.web_image]
}

run "clickhouse_by_a_moving_tag_and_others_not_out_yet" {
  command = plan

  variables {
    clickhouse_version = "latest"
    database_version   = "19"
    cache_version      = "8"
  }

  expect_failures = [var.clickhouse_version, var.database_version, var.cache_version]
}

run "too_old" {
  command = plan

  variables {
    clickhouse_version = "24.2.3.70"
    database_version   = "14.9"
    cache_version      = "7.0"
  }

  expect_failures = [var.clickhouse_version, var.database_version, var.cache_version]
}

run "clickhouse_below_25_12_for_langfuse_4" {
  command = plan

  variables {
    langfuse_version   = "4.0.0"
    clickhouse_version = "25.11"
  }

  expect_failures = [var.clickhouse_version]
}
