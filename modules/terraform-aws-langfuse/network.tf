# Generated from stacks/aws/network.ts. Edit there, then run npm run synth.

locals {
  vpc_id = local.is_vpc_made ? one(aws_vpc.langfuse[*].id) : var.vpc_id

  public_subnet_ids = (
    local.is_vpc_made
    ? aws_route_table_association.public[*].subnet_id
    : var.public_subnet_ids
  )

  private_subnet_ids = (
    local.is_vpc_made
    ? aws_route_table_association.private[*].subnet_id
    : var.private_subnet_ids
  )

  is_public  = local.is_vpc_made ? var.nat_gateway == "none" : length(var.private_subnet_ids) == 0
  subnet_ids = local.is_public ? local.public_subnet_ids : local.private_subnet_ids

  data_subnet_ids = (
    length(local.private_subnet_ids) > 0
    ? local.private_subnet_ids
    : local.public_subnet_ids
  )

  assign_public_ip = local.is_public && !local.is_ec2
}

resource "aws_service_discovery_private_dns_namespace" "langfuse" {
  name        = "${local.name}.internal"
  description = "Names that the parts of Langfuse find each other by"

  region = var.region
  vpc    = local.vpc_id

  tags = local.tags
}
