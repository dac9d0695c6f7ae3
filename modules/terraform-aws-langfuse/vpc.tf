# Generated from stacks/aws/vpc.ts. Edit there, then run npm run synth.

locals {
  is_vpc_made = length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0

  zone_count = (
    local.is_vpc_made
    ? length(coalescelist(var.availability_zones, ["first", "second"]))
    : 0
  )

  nat_gateway_count = {
    none       = 0
    single     = min(1, local.zone_count)
    one_per_az = local.zone_count
  }[var.nat_gateway]
}

data "aws_availability_zones" "available" {
  #checkov:skip=CKV_AWS_394:a module for every region cannot name zones; availability_zones does
  count = local.is_vpc_made && length(var.availability_zones) == 0 ? 1 : 0

  region = var.region
  state  = "available"

  # Zones without VPC links for API Gateway.
  exclude_zone_ids = [
    "apne1-az3",
    "apne2-az4",
    "ape1-az1",
    "cac1-az3",
    "cac1-az4",
    "euw3-az2",
    "use1-az3",
    "usw1-az2",
  ]

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  availability_zones = (
    length(var.availability_zones) > 0
    ? var.availability_zones
    : [
      for index, zone in flatten(data.aws_availability_zones.available[*].names) :
      zone if index < local.zone_count
    ]
  )
}

resource "aws_vpc" "langfuse" {
  #checkov:skip=CKV2_AWS_11:flow logs are billed by the gigabyte; vpc_flow_logs_enabled switches them on
  count = local.is_vpc_made ? 1 : 0

  cidr_block           = var.vpc_cidr
  enable_dns_hostnames = true
  enable_dns_support   = true
  region               = var.region

  tags = merge(local.tags, { Name = local.name })
}

resource "aws_default_security_group" "langfuse" {
  count = local.is_vpc_made ? 1 : 0

  region = var.region
  vpc_id = aws_vpc.langfuse[0].id

  tags = merge(local.tags, { Name = "${local.name}-default" })
}

resource "aws_internet_gateway" "langfuse" {
  count = local.is_vpc_made ? 1 : 0

  region = var.region
  vpc_id = aws_vpc.langfuse[0].id

  tags = merge(local.tags, { Name = local.name })
}

resource "aws_subnet" "public" {
  count = local.zone_count

  availability_zone = local.availability_zones[count.index]
  cidr_block        = cidrsubnet(var.vpc_cidr, 3, 0 + count.index)
  region            = var.region
  vpc_id            = aws_vpc.langfuse[0].id

  tags = merge(local.tags, {
    Name = "${local.name}-public-${local.availability_zones[count.index]}"
  })
}

resource "aws_subnet" "private" {
  count = local.zone_count

  availability_zone = local.availability_zones[count.index]
  cidr_block        = cidrsubnet(var.vpc_cidr, 3, 4 + count.index)
  region            = var.region
  vpc_id            = aws_vpc.langfuse[0].id

  tags = merge(local.tags, {
    Name = "${local.name}-private-${local.availability_zones[count.index]}"
  })
}

resource "aws_eip" "nat" {
  count = local.nat_gateway_count

  domain = "vpc"
  region = var.region

  tags = merge(local.tags, { Name = "${local.name}-nat" })
}

resource "aws_nat_gateway" "langfuse" {
  count = local.nat_gateway_count

  allocation_id = aws_eip.nat[count.index].id
  region        = var.region
  subnet_id     = aws_subnet.public[count.index].id

  tags = merge(local.tags, { Name = "${local.name}-nat" })

  depends_on = [aws_internet_gateway.langfuse]
}

resource "aws_route_table" "public" {
  count = local.is_vpc_made ? 1 : 0

  region = var.region
  vpc_id = aws_vpc.langfuse[0].id

  tags = merge(local.tags, { Name = "${local.name}-public" })
}

resource "aws_route_table" "private" {
  count = local.zone_count

  region = var.region
  vpc_id = aws_vpc.langfuse[0].id

  tags = merge(local.tags, { Name = "${local.name}-private" })
}

resource "aws_route" "public" {
  count = local.is_vpc_made ? 1 : 0

  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.langfuse[0].id
  region                 = var.region
  route_table_id         = aws_route_table.public[0].id
}

resource "aws_route" "private" {
  count = local.nat_gateway_count > 0 ? local.zone_count : 0

  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.langfuse[min(count.index, local.nat_gateway_count - 1)].id
  region                 = var.region
  route_table_id         = aws_route_table.private[count.index].id
}

resource "aws_vpc_endpoint" "s3" {
  count = local.is_vpc_made ? 1 : 0

  region            = var.region
  route_table_ids   = concat(aws_route_table.public[*].id, aws_route_table.private[*].id)
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  vpc_id            = aws_vpc.langfuse[0].id

  tags = merge(local.tags, { Name = "${local.name}-s3" })
}

resource "aws_route_table_association" "public" {
  count = local.zone_count

  region         = var.region
  route_table_id = aws_route_table.public[0].id
  subnet_id      = aws_subnet.public[count.index].id

  depends_on = [aws_route.public, aws_vpc_endpoint.s3]
}

resource "aws_route_table_association" "private" {
  count = local.zone_count

  region         = var.region
  route_table_id = aws_route_table.private[count.index].id
  subnet_id      = aws_subnet.private[count.index].id

  depends_on = [aws_route.private, aws_vpc_endpoint.s3]
}
