# Where tasks and data live.

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

run "one_nat_gateway" {
  command = plan

  variables {
    nat_gateway = "single"
  }

  assert {
    condition = alltrue([
      length(aws_nat_gateway.langfuse) == 1,
      length(aws_eip.nat) == 1,
      length(aws_route.private) == 2,
    ])
    error_message = "One gateway serves both private subnets."
  }

  assert {
    condition = alltrue([
      !one(aws_ecs_service.web[0].network_configuration).assign_public_ip,
      !one(aws_ecs_service.worker.network_configuration).assign_public_ip,
      !one(aws_ecs_service.clickhouse[0].network_configuration).assign_public_ip,
    ])
    error_message = "Behind a NAT gateway tasks need no public address."
  }
}

run "one_nat_gateway_in_each_zone" {
  command = plan

  variables {
    nat_gateway           = "one_per_az"
    availability_zones    = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    vpc_cidr              = "172.20.0.0/20"
    vpc_flow_logs_enabled = true
  }

  assert {
    condition = alltrue([
      length(aws_nat_gateway.langfuse) == 3,
      length(aws_subnet.public) == 3,
      length(aws_subnet.private) == 3,
      length(aws_route.private) == 3,
      length(aws_flow_log.langfuse) == 1,
    ])
    error_message = "Three zones have three gateways."
  }

  assert {
    condition = alltrue([
      length(distinct(concat(aws_subnet.public[*].cidr_block, aws_subnet.private[*].cidr_block))) == 6,
      aws_subnet.public[0].cidr_block == "172.20.0.0/23",
    ])
    error_message = "Subnets must not overlap."
  }
}

run "private_subnets_of_somebodys_vpc" {
  command = plan

  variables {
    vpc_id             = "vpc-0123456789abcdef0"
    private_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }

  assert {
    condition = alltrue([
      length(aws_vpc.langfuse) == 0,
      length(aws_subnet.public) == 0,
      length(aws_subnet.private) == 0,
      length(aws_vpc_endpoint.s3) == 0,
      length(aws_internet_gateway.langfuse) == 0,
    ])
    error_message = "The network is somebody else's."
  }

  assert {
    condition = alltrue([
      output.vpc_id == "vpc-0123456789abcdef0",
      output.subnet_ids == tolist(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]),
      !one(aws_ecs_service.clickhouse[0].network_configuration).assign_public_ip,
    ])
    error_message = "Tasks belong into the given subnets, without public addresses."
  }
}

run "public_subnets_of_somebodys_vpc" {
  command = plan

  variables {
    vpc_id            = "vpc-0123456789abcdef0"
    public_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }

  assert {
    condition     = one(aws_ecs_service.clickhouse[0].network_configuration).assign_public_ip
    error_message = "Without a public address a task in a public subnet cannot pull its image."
  }
}
