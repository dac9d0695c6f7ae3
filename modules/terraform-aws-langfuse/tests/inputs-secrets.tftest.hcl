# Secrets of the wrong form.

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

run "of_the_right_form" {
  command = plan

  variables {
    secret_store    = "secretsmanager"
    encryption_key  = "abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789"
    web_salt        = "x"
    web_next_secret = format("%01024d", 0)
  }
}

run "key_of_63_digits" {
  command = plan

  variables {
    encryption_key  = "abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef012345678"
    web_salt        = ""
    web_next_secret = " "
  }

  expect_failures = [var.encryption_key, var.web_salt, var.web_next_secret]
}

run "key_of_65_digits" {
  command = plan

  variables {
    encryption_key  = "abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef01234567890"
    web_salt        = "   "
    web_next_secret = ""
  }

  expect_failures = [var.encryption_key, var.web_salt, var.web_next_secret]
}

run "key_that_is_not_hexadecimal" {
  command = plan

  variables {
    encryption_key  = "abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef012345678g"
    web_salt        = format("%01025d", 0)
    web_next_secret = format("%01025d", 0)
  }

  expect_failures = [var.encryption_key, var.web_salt, var.web_next_secret]
}
