# Where images come from.

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

run "own_repositories" {
  command = plan

  variables {
    ecr_enabled        = true
    langfuse_version   = "3.225.4"
    clickhouse_version = "26.8.19.9"
    region             = "eu-west-1"
  }

  assert {
    condition = alltrue([
      keys(aws_ecr_repository.langfuse) == ["clickhouse", "web", "worker"],
      alltrue([
        for repository in aws_ecr_repository.langfuse :
        repository.image_tag_mutability == "IMMUTABLE" &&
        one(repository.image_scanning_configuration).scan_on_push
      ]),
      length(aws_ecr_lifecycle_policy.langfuse) == 3,
    ])
    error_message = "Repositories keep what they have and forget what is old."
  }

  assert {
    condition = alltrue([
      length(output.ecr_push_commands) == 10,
      contains(output.ecr_push_commands, "docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/langfuse/worker:3.225.4-arm64"),
      contains(output.ecr_push_commands, "docker pull --platform linux/arm64 docker.io/clickhouse/clickhouse-server:26.8.19.9"),
    ])
    error_message = "The commands must fill each repository for the platform in use."
  }

  assert {
    condition     = local.web_image == "docker.io/langfuse/langfuse:3.225.4"
    error_message = "While a repository is empty the public image runs."
  }
}

run "images_of_ones_own" {
  command = plan

  variables {
    web_image        = "registry.example.com/web:1"
    worker_image     = "registry.example.com/worker:1"
    clickhouse_image = "registry.example.com/clickhouse:1"
  }

  assert {
    condition = alltrue([
      local.web_image == "registry.example.com/web:1",
      local.worker_image == "registry.example.com/worker:1",
      local.clickhouse_image == "registry.example.com/clickhouse:1",
    ])
    error_message = "A given image wins."
  }
}
