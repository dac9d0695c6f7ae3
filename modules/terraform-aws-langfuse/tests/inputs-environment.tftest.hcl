# The first user, and environment variables of one's own.

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

run "shortest_and_longest_names" {
  command = plan

  variables {
    initial_setup = {
      user_email        = "a@b.c"
      user_name         = "x"
      organization_id   = "o"
      organization_name = join("", [for index in range(60) : "x"])
      project_id        = join("", [for index in range(64) : "p"])
    }
    additional_env = { _ = "", EMAIL_FROM_ADDRESS = "a@b.c" }
    additional_secret_env = {
      SMTP_CONNECTION_URL       = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
      AUTH_GOOGLE_CLIENT_SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/secret-AbCdEf:key::"
    }
  }
}

run "user_without_a_mail_address" {
  command = plan

  variables {
    initial_setup = {
      user_email = "admin"
    }
    additional_env = { "EMAIL-FROM" = "x" }
  }

  expect_failures = [var.initial_setup, var.additional_env]
}

run "id_that_breaks_an_address" {
  command = plan

  variables {
    initial_setup = {
      user_email = "a@b.c"
      project_id = "my project"
    }
    additional_env = { "1ST" = "x" }
  }

  expect_failures = [var.initial_setup, var.additional_env]
}

run "id_of_65_characters" {
  command = plan

  variables {
    initial_setup = {
      user_email      = "a@b.c"
      organization_id = join("", [for index in range(65) : "o"])
    }
    additional_env = { NEXTAUTH_URL = "https://example.com" }
  }

  expect_failures = [var.initial_setup, var.additional_env]
}

run "names_of_0_and_61_characters" {
  command = plan

  variables {
    initial_setup = {
      user_email   = "a@b.c"
      user_name    = ""
      project_name = join("", [for index in range(61) : "x"])
    }
    additional_env = { DATABASE_URL = "postgresql://elsewhere" }
  }

  expect_failures = [var.initial_setup, var.additional_env]
}

run "secrets_by_names_that_are_none" {
  command = plan

  variables {
    additional_secret_env = { "SMTP URL" = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret" }
  }

  expect_failures = [var.additional_secret_env]
}

run "secrets_that_the_module_owns" {
  command = plan

  variables {
    additional_secret_env = { CLICKHOUSE_PASSWORD = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret" }
  }

  expect_failures = [var.additional_secret_env]
}

run "secrets_as_plain_text" {
  command = plan

  variables {
    additional_secret_env = { SMTP_CONNECTION_URL = "smtp://user:password@example.com" }
  }

  expect_failures = [var.additional_secret_env]
}

run "one_name_in_both" {
  command = plan

  variables {
    additional_env        = { SMTP_CONNECTION_URL = "smtp://example.com" }
    additional_secret_env = { SMTP_CONNECTION_URL = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret" }
  }

  expect_failures = [var.additional_secret_env]
}
