# Names, tags, region and key that AWS would refuse.

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

run "shortest" {
  command = plan

  variables {
    name   = "lf"
    env    = "1"
    tags   = { "a:b/c" = "" }
    region = "us-gov-east-1"
  }
}

run "longest" {
  command = plan

  variables {
    identity_name = "langfuse-of-the-team"
    tags = merge(
      { for index in range(44) : "tag-${index}" => "" },
      { (join("", [for index in range(128) : "k"])) = join("", [for index in range(256) : "v"]) }
    )
    region      = "eu-west-1"
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

run "name_of_one_character" {
  command = plan

  variables {
    name = "l"
  }

  expect_failures = [var.name]
}

run "name_of_21_characters" {
  command = plan

  variables {
    name = "langfuse-of-the-teams"
  }

  expect_failures = [var.name]
}

run "name_with_an_underscore" {
  command = plan

  variables {
    name = "lang_fuse"
  }

  expect_failures = [var.name]
}

run "identity_name_with_capitals" {
  command = plan

  variables {
    identity_name = "Langfuse"
  }

  expect_failures = [var.identity_name]
}

run "identity_name_beside_name" {
  command = plan

  variables {
    name          = "one"
    identity_name = "two"
  }

  expect_failures = [var.identity_name]
}

run "env_with_a_dot" {
  command = plan

  variables {
    env = "v1.2"
  }

  expect_failures = [var.env]
}

run "env_and_name_of_21_characters" {
  command = plan

  variables {
    name = "langfuse-of-my-team"
    env  = "x"
  }

  expect_failures = [var.env]
}

run "tags_of_aws" {
  command = plan

  variables {
    tags = { "AWS:owner" = "me" }
  }

  expect_failures = [var.tags]
}

run "tags_without_a_key_or_too_long" {
  command = plan

  variables {
    tags        = { "" = "x" }
    kms_key_arn = "alias/langfuse"
  }

  expect_failures = [var.tags, var.kms_key_arn]
}

run "tags_above_45" {
  command = plan

  variables {
    tags        = { for index in range(46) : "tag-${index}" => "" }
    kms_key_arn = "1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  expect_failures = [var.tags, var.kms_key_arn]
}

run "zone_as_region" {
  command = plan

  variables {
    region = "eu-west-1a"
  }

  expect_failures = [var.region]
}

run "place_as_region" {
  command = plan

  variables {
    region = "Ireland"
  }

  expect_failures = [var.region]
}

run "key_of_another_region" {
  command = plan

  variables {
    region      = "eu-west-1"
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  expect_failures = [var.kms_key_arn]
}
