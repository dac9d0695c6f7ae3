# Generated from stacks/aws/network.ts. Edit there, then run npm run synth.

locals {
  subnet_ids       = length(var.private_subnet_ids) > 0 ? var.private_subnet_ids : var.public_subnet_ids
  assign_public_ip = length(var.private_subnet_ids) == 0
}

resource "aws_service_discovery_private_dns_namespace" "langfuse" {
  name        = "${var.name}.internal"
  description = "Names that the parts of Langfuse find each other by"
  vpc         = var.vpc_id

  tags = local.tags
}

resource "aws_security_group" "clickhouse" {
  name_prefix = "${var.name}-clickhouse-"
  description = "ClickHouse tasks"
  vpc_id      = var.vpc_id

  tags = merge(local.tags, { Name = "${var.name}-clickhouse" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "clickhouse_volume" {
  name_prefix = "${var.name}-clickhouse-volume-"
  description = "EFS mount targets of ClickHouse"
  vpc_id      = var.vpc_id

  tags = merge(local.tags, { Name = "${var.name}-clickhouse-volume" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_http" {
  count = length(var.clickhouse_allowed_security_group_ids)

  description                  = "HTTP interface of ClickHouse"
  from_port                    = 8123
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.clickhouse_allowed_security_group_ids[count.index]
  security_group_id            = aws_security_group.clickhouse.id
  to_port                      = 8123

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_native" {
  count = length(var.clickhouse_allowed_security_group_ids)

  description                  = "Native protocol of ClickHouse"
  from_port                    = 9000
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.clickhouse_allowed_security_group_ids[count.index]
  security_group_id            = aws_security_group.clickhouse.id
  to_port                      = 9000

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_metrics" {
  count = length(var.clickhouse_allowed_security_group_ids)

  description                  = "Metrics of ClickHouse for Prometheus"
  from_port                    = 9363
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.clickhouse_allowed_security_group_ids[count.index]
  security_group_id            = aws_security_group.clickhouse.id
  to_port                      = 9363

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "clickhouse_https" {
  description = "S3, the secret store, CloudWatch Logs and the image registry"
  # The addresses of S3 and of the image registry are not known in advance.
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.clickhouse.id
  to_port           = 443

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "clickhouse_volume" {
  description                  = "NFS to the volume"
  from_port                    = 2049
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.clickhouse_volume.id
  security_group_id            = aws_security_group.clickhouse.id
  to_port                      = 2049

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_volume" {
  description                  = "NFS from the ClickHouse tasks"
  from_port                    = 2049
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.clickhouse.id
  security_group_id            = aws_security_group.clickhouse_volume.id
  to_port                      = 2049

  tags = local.tags
}
