# What the containers are told.

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

run "langfuse_3_applied" {
  command = apply

  variables {
    initial_setup         = { user_email = "admin@example.com", organization_name = "Acme" }
    additional_env        = { AUTH_DISABLE_SIGNUP = "true" }
    additional_secret_env = { SMTP_CONNECTION_URL = "arn:aws:ssm:eu-west-1:123456789012:parameter/smtp" }
    force_delete          = true
  }

  assert {
    condition = alltrue([
      for task in [
        aws_ecs_task_definition.web[0],
        aws_ecs_task_definition.worker,
      ] :
      contains(jsondecode(task.container_definitions)[0].environment, { name = "NEXTAUTH_URL", value = output.langfuse_url })
    ])
    error_message = "Both containers must have the address that users open."
  }

  assert {
    condition = alltrue([
      for task in [
        aws_ecs_task_definition.web[0],
        aws_ecs_task_definition.worker,
      ] :
      contains(jsondecode(task.container_definitions)[0].environment, { name = "AUTH_DISABLE_SIGNUP", value = "true" }) &&
      contains(jsondecode(task.container_definitions)[0].secrets[*].name, "SMTP_CONNECTION_URL")
    ])
    error_message = "Variables of one's own belong into both containers."
  }

  assert {
    condition = alltrue([
      for task in [
        aws_ecs_task_definition.web[0],
        aws_ecs_task_definition.worker,
      ] :
      length(setintersection(jsondecode(task.container_definitions)[0].environment[*].name, [
        "DATABASE_PASSWORD",
        "CLICKHOUSE_PASSWORD",
        "REDIS_AUTH",
        "SALT",
        "ENCRYPTION_KEY",
        "NEXTAUTH_SECRET",
        "LANGFUSE_INIT_USER_PASSWORD",
        "LANGFUSE_INIT_PROJECT_SECRET_KEY",
      ])) == 0
    ])
    error_message = "Secrets must be references."
  }

  assert {
    condition = alltrue([
      for name in [
        "LANGFUSE_INIT_USER_PASSWORD",
        "LANGFUSE_INIT_PROJECT_SECRET_KEY",
        "NEXTAUTH_SECRET",
        "SALT",
        "ENCRYPTION_KEY",
      ] :
      contains(jsondecode(aws_ecs_task_definition.web[0].container_definitions)[0].secrets[*].name, name)
    ])
    error_message = "Web must get its secrets."
  }

  assert {
    condition = alltrue([
      output.initial_user_email == "admin@example.com",
      startswith(output.initial_public_key, "pk-lf-"),
      startswith(output.initial_secret_key, "sk-lf-"),
      length(output.initial_user_password) == 48,
    ])
    error_message = "The first user must be able to log in."
  }

  assert {
    condition = !anytrue([
      for name in keys(local.worker_environment) :
      startswith(name, "LANGFUSE_MIGRATION_V4")
    ])
    error_message = "Langfuse 3 knows no flags of version 4."
  }
}

run "langfuse_4" {
  command = plan

  variables {
    langfuse_version = "4.0.0"
  }

  assert {
    condition = alltrue([
      for name in [
        "LANGFUSE_MIGRATION_V4_WRITE_MODE",
        "LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR",
        "LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN",
      ] :
      local.web_environment[name] == local.worker_environment[name]
    ])
    error_message = "Flags that differ lose data."
  }

  assert {
    condition = alltrue([
      local.worker_environment.LANGFUSE_MIGRATION_V4_WRITE_MODE == "events_only",
      local.worker_environment.LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR == "direct",
      local.langfuse_major == 4,
    ])
    error_message = "A fresh installation writes events only."
  }
}

run "langfuse_4_while_it_copies" {
  command = plan

  variables {
    langfuse_version            = "4.1.0"
    langfuse_v4_write_mode      = "dual"
    worker_memory               = 2048
    ingestion_write_interval_ms = 30000
  }

  assert {
    condition = alltrue([
      local.web_environment.LANGFUSE_MIGRATION_V4_WRITE_MODE == "dual",
      local.worker_environment.LANGFUSE_MIGRATION_V4_WRITE_MODE == "dual",
      local.worker_environment.LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR == "dual_write",
    ])
    error_message = "Both must write both while the history is copied."
  }

  assert {
    condition = alltrue([
      local.worker_environment.NODE_OPTIONS == "--max-old-space-size=1536",
      local.worker_environment.LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS == "30000",
    ])
    error_message = "The heap must leave room, and the interval reach the worker."
  }
}
