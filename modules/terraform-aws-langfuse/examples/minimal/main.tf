provider "aws" {
  region = "us-east-1"
}

# The account's default VPC: its subnets are public, one in each availability zone.
data "aws_vpc" "default" {
  default = true
}

data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}

module "langfuse" {
  source = "../../"

  vpc_id            = data.aws_vpc.default.id
  public_subnet_ids = slice(sort(data.aws_subnets.default.ids), 0, 2)
}
