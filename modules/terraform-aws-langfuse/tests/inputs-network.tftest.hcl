# Networks, subnets, zones and ranges that AWS would refuse or that do not fit together.

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

run "smallest_network_in_most_zones" {
  command = plan

  variables {
    vpc_cidr              = "192.168.4.0/24"
    region                = "eu-west-1"
    availability_zones    = ["eu-west-1a", "eu-west-1b", "eu-west-1c", "eu-west-1d"]
    nat_gateway           = "one_per_az"
    vpc_flow_logs_enabled = true
    allowed_egress_ports  = [1, 443, 65535]
  }
}

run "one_public_subnet_without_a_database_here" {
  command = plan

  variables {
    vpc_id            = "vpc-0123456789abcdef0"
    public_subnet_ids = ["subnet-0123456789abcdef0"]
    database_type     = "external"
    external_database = {
      host                = "db.example.com"
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }
}

run "vpc_by_its_arn" {
  command = plan

  variables {
    vpc_id             = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0123456789abcdef0"
    private_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }

  expect_failures = [var.vpc_id]
}

run "vpc_without_subnets" {
  command = plan

  variables {
    vpc_id = "vpc-0123456789abcdef0"
  }

  expect_failures = [var.vpc_id]
}

run "subnets_without_a_vpc" {
  command = plan

  variables {
    private_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }

  expect_failures = [var.vpc_id]
}

run "private_subnets_by_arn" {
  command = plan

  variables {
    vpc_id               = "vpc-0123456789abcdef0"
    private_subnet_ids   = ["arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-0", "subnet-1"]
    allowed_egress_ports = [0, 443]
  }

  expect_failures = [var.private_subnet_ids, var.allowed_egress_ports]
}

run "one_private_subnet" {
  command = plan

  variables {
    vpc_id               = "vpc-0123456789abcdef0"
    private_subnet_ids   = ["subnet-0123456789abcdef0"]
    allowed_egress_ports = [443, 65536]
  }

  expect_failures = [var.private_subnet_ids, var.allowed_egress_ports]
}

run "public_subnets_by_name" {
  command = plan

  variables {
    vpc_id               = "vpc-0123456789abcdef0"
    public_subnet_ids    = ["public-a", "public-b"]
    allowed_egress_ports = [587]
  }

  expect_failures = [var.public_subnet_ids, var.allowed_egress_ports]
}

run "one_public_subnet" {
  command = plan

  variables {
    vpc_id            = "vpc-0123456789abcdef0"
    public_subnet_ids = ["subnet-0123456789abcdef0"]
  }

  expect_failures = [var.public_subnet_ids]
}

run "load_balancer_with_one_public_subnet" {
  command = plan

  variables {
    vpc_id             = "vpc-0123456789abcdef0"
    private_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    public_subnet_ids  = ["subnet-0123456789abcdef2"]
    web_platform       = "alb"
    custom_domain_name = "langfuse.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.public_subnet_ids]
}

run "range_with_host_bits_and_zones_by_id" {
  command = plan

  variables {
    vpc_cidr           = "10.0.0.1/16"
    availability_zones = ["euw1-az1", "euw1-az2"]
  }

  expect_failures = [var.vpc_cidr, var.availability_zones]
}

run "range_of_ipv6_and_one_zone" {
  command = plan

  variables {
    vpc_cidr           = "fd00::/16"
    availability_zones = ["eu-west-1a"]
  }

  expect_failures = [var.vpc_cidr, var.availability_zones]
}

run "range_above_16_and_five_zones" {
  command = plan

  variables {
    vpc_cidr           = "10.0.0.0/15"
    availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1f"]
  }

  expect_failures = [var.vpc_cidr, var.availability_zones]
}

run "range_below_24_and_zones_of_another_region" {
  command = plan

  variables {
    vpc_cidr           = "10.0.0.0/25"
    region             = "eu-west-1"
    availability_zones = ["us-east-1a", "us-east-1b"]
  }

  expect_failures = [var.vpc_cidr, var.availability_zones]
}

run "same_zone_twice" {
  command = plan

  variables {
    availability_zones = ["eu-west-1a", "eu-west-1a"]
    nat_gateway        = "two"
  }

  expect_failures = [var.availability_zones, var.nat_gateway]
}

run "nat_gateway_and_flow_logs_in_somebodys_vpc" {
  command = plan

  variables {
    vpc_id                = "vpc-0123456789abcdef0"
    private_subnet_ids    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    nat_gateway           = "single"
    vpc_flow_logs_enabled = true
  }

  expect_failures = [var.nat_gateway, var.vpc_flow_logs_enabled]
}
