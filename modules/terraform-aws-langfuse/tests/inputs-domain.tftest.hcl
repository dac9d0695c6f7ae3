# Domains without what a certificate needs.

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

run "longest_with_a_certificate" {
  command = plan

  variables {
    custom_domain_name = "${join("", [for index in range(52) : "a"])}.example.com"
    certificate_arn    = "arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
    region             = "eu-west-1"
  }
}

run "app_runner_without_a_zone" {
  command = plan

  variables {
    web_platform       = "app_runner"
    identity_name      = "langfuse"
    custom_domain_name = "${join("", [for index in range(43) : "a"])}.example.com"
  }
}

run "address_in_place_of_a_name" {
  command = plan

  variables {
    custom_domain_name = "https://langfuse.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.custom_domain_name]
}

run "wildcard" {
  command = plan

  variables {
    custom_domain_name = "*.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.custom_domain_name]
}

run "name_of_65_characters" {
  command = plan

  variables {
    custom_domain_name = "${join("", [for index in range(53) : "a"])}.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.custom_domain_name]
}

run "name_of_56_characters_with_identity_name" {
  command = plan

  variables {
    identity_name      = "langfuse"
    custom_domain_name = "${join("", [for index in range(44) : "a"])}.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.custom_domain_name]
}

run "domain_without_zone_or_certificate" {
  command = plan

  variables {
    custom_domain_name = "langfuse.example.com"
  }

  expect_failures = [var.custom_domain_name]
}

run "zone_without_a_domain" {
  command = plan

  variables {
    custom_domain_id = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.custom_domain_name]
}

run "load_balancer_without_a_domain" {
  command = plan

  variables {
    web_platform = "alb"
  }

  expect_failures = [var.custom_domain_name]
}

run "zone_by_name_and_certificate_of_iam" {
  command = plan

  variables {
    custom_domain_name = "langfuse.example.com"
    custom_domain_id   = "example.com"
    certificate_arn    = "arn:aws:iam::123456789012:server-certificate/langfuse"
  }

  expect_failures = [var.custom_domain_id, var.certificate_arn]
}

run "zone_by_path_and_certificate_for_app_runner" {
  command = plan

  variables {
    web_platform       = "app_runner"
    custom_domain_name = "langfuse.example.com"
    custom_domain_id   = "/hostedzone/Z0123456789ABCDEFGHIJ"
    certificate_arn    = "arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  expect_failures = [var.custom_domain_id, var.certificate_arn]
}

run "certificate_of_another_region" {
  command = plan

  variables {
    region             = "us-east-1"
    custom_domain_name = "langfuse.example.com"
    certificate_arn    = "arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  expect_failures = [var.certificate_arn]
}
