# Two installations in one account have no name in common.

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

run "first" {
  command = plan

  variables {
    force_delete = true
  }

  assert {
    condition     = output.ecs_cluster_name == "langfuse"
    error_message = "The default name is langfuse."
  }
}

run "second" {
  command = plan

  variables {
    name = "langfuse-dev"
  }

  assert {
    condition = alltrue([
      output.ecs_cluster_name != run.first.ecs_cluster_name,
      length(setintersection(values(output.log_group_names), values(run.first.log_group_names))) == 0,
    ])
    error_message = "Clusters and log groups must differ."
  }

  assert {
    condition = alltrue([
      for name in concat(
        [
          aws_db_instance.postgresql[0].identifier,
          aws_elasticache_replication_group.cache[0].replication_group_id,
          aws_service_discovery_private_dns_namespace.langfuse.name,
          aws_ecs_task_definition.worker.family,
          aws_s3_bucket.langfuse.bucket_prefix,
          aws_iam_role.worker_task.name_prefix,
        ],
        [for parameter in aws_ssm_parameter.secret : trimprefix(parameter.name, "/")]
      ) :
      startswith(name, "langfuse-dev")
    ])
    error_message = "Every name must start with the installation's."
  }
}
