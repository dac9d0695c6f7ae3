# Generated from stacks/aws/security-group-rules.ts. Edit there, then run npm run synth.

locals {
  langfuse_egress_ports = distinct(concat(
    var.allowed_egress_ports,
    var.external_database == null ? [] : [var.external_database.port],
    var.external_cache == null ? [] : [var.external_cache.port],
    var.external_clickhouse == null
    ? []
    : [var.external_clickhouse.http_port, var.external_clickhouse.native_port]
  ))
}

resource "aws_vpc_security_group_egress_rule" "langfuse" {
  for_each = {
    for pair in setproduct(keys(local.langfuse_security_group_ids), local.langfuse_egress_ports) :
    join("-", pair) => { group = pair[0], port = tonumber(pair[1]) }
  }

  description = "Internet and AWS, and services that the user brings"
  # The addresses of AWS, of mail servers and of model providers are not known.
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = each.value.port
  ip_protocol       = "tcp"
  region            = var.region
  security_group_id = local.langfuse_security_group_ids[each.value.group]
  to_port           = each.value.port

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "clickhouse_https" {
  count = local.clickhouse_enabled ? 1 : 0

  description = "S3, the secret store, CloudWatch Logs and the image registry"
  # The addresses of S3 and of the image registry are not known in advance.
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  ip_protocol       = "tcp"
  region            = var.region
  security_group_id = aws_security_group.clickhouse[0].id
  to_port           = 443

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_https" {
  for_each = var.web_platform == "alb" ? toset(var.allowed_cidr_blocks) : []

  description       = "HTTPS to web"
  cidr_ipv4         = each.value
  from_port         = 443
  ip_protocol       = "tcp"
  region            = var.region
  security_group_id = aws_security_group.load_balancer[0].id
  to_port           = 443

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_http" {
  #checkov:skip=CKV_AWS_260:port 80 only redirects to HTTPS
  for_each = var.web_platform == "alb" ? toset(var.allowed_cidr_blocks) : []

  description       = "HTTP, which is redirected to HTTPS"
  cidr_ipv4         = each.value
  from_port         = 80
  ip_protocol       = "tcp"
  region            = var.region
  security_group_id = aws_security_group.load_balancer[0].id
  to_port           = 80

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "vpc_link_web" {
  count = var.web_platform == "api_gateway" ? 1 : 0

  description                  = "Requests to web"
  from_port                    = local.is_ec2 ? 32768 : 3000
  ip_protocol                  = "tcp"
  referenced_security_group_id = local.web_security_group_id
  region                       = var.region
  security_group_id            = aws_security_group.vpc_link[0].id
  to_port                      = local.is_ec2 ? 65535 : 3000

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "vpc_link_web" {
  count = var.web_platform == "api_gateway" ? 1 : 0

  description                  = "Requests to web"
  from_port                    = local.is_ec2 ? 32768 : 3000
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.vpc_link[0].id
  region                       = var.region
  security_group_id            = local.web_security_group_id
  to_port                      = local.is_ec2 ? 65535 : 3000

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_web" {
  count = var.web_platform == "alb" ? 1 : 0

  description                  = "Requests to web"
  from_port                    = local.is_ec2 ? 32768 : 3000
  ip_protocol                  = "tcp"
  referenced_security_group_id = local.web_security_group_id
  region                       = var.region
  security_group_id            = aws_security_group.load_balancer[0].id
  to_port                      = local.is_ec2 ? 65535 : 3000

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_web" {
  count = var.web_platform == "alb" ? 1 : 0

  description                  = "Requests to web"
  from_port                    = local.is_ec2 ? 32768 : 3000
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.load_balancer[0].id
  region                       = var.region
  security_group_id            = local.web_security_group_id
  to_port                      = local.is_ec2 ? 65535 : 3000

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "langfuse_postgresql" {
  for_each = {
    for name, id in local.langfuse_security_group_ids :
    name => id if var.database_type != "external" && var.external_database == null
  }

  description                  = "Postgres, for Langfuse"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.postgresql[0].id
  region                       = var.region
  security_group_id            = each.value
  to_port                      = 5432

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "langfuse_postgresql" {
  for_each = {
    for name, id in local.langfuse_security_group_ids :
    name => id if var.database_type != "external" && var.external_database == null
  }

  description                  = "Postgres, for Langfuse"
  from_port                    = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = each.value
  region                       = var.region
  security_group_id            = aws_security_group.postgresql[0].id
  to_port                      = 5432

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "langfuse_cache" {
  for_each = {
    for name, id in local.langfuse_security_group_ids : name => id if var.external_cache == null
  }

  description                  = "Valkey, for Langfuse"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.cache[0].id
  region                       = var.region
  security_group_id            = each.value
  to_port                      = 6379

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "langfuse_cache" {
  for_each = {
    for name, id in local.langfuse_security_group_ids : name => id if var.external_cache == null
  }

  description                  = "Valkey, for Langfuse"
  from_port                    = 6379
  ip_protocol                  = "tcp"
  referenced_security_group_id = each.value
  region                       = var.region
  security_group_id            = aws_security_group.cache[0].id
  to_port                      = 6379

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "langfuse_clickhouse_http" {
  for_each = {
    for name, id in local.langfuse_security_group_ids : name => id if local.clickhouse_enabled
  }

  description                  = "HTTP interface of ClickHouse, for Langfuse"
  from_port                    = 8123
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.clickhouse[0].id
  region                       = var.region
  security_group_id            = each.value
  to_port                      = 8123

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "langfuse_clickhouse_http" {
  for_each = {
    for name, id in local.langfuse_security_group_ids : name => id if local.clickhouse_enabled
  }

  description                  = "HTTP interface of ClickHouse, for Langfuse"
  from_port                    = 8123
  ip_protocol                  = "tcp"
  referenced_security_group_id = each.value
  region                       = var.region
  security_group_id            = aws_security_group.clickhouse[0].id
  to_port                      = 8123

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "langfuse_clickhouse_native" {
  for_each = {
    for name, id in local.langfuse_security_group_ids : name => id if local.clickhouse_enabled
  }

  description                  = "Native protocol of ClickHouse, for Langfuse"
  from_port                    = 9000
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.clickhouse[0].id
  region                       = var.region
  security_group_id            = each.value
  to_port                      = 9000

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "langfuse_clickhouse_native" {
  for_each = {
    for name, id in local.langfuse_security_group_ids : name => id if local.clickhouse_enabled
  }

  description                  = "Native protocol of ClickHouse, for Langfuse"
  from_port                    = 9000
  ip_protocol                  = "tcp"
  referenced_security_group_id = each.value
  region                       = var.region
  security_group_id            = aws_security_group.clickhouse[0].id
  to_port                      = 9000

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_http" {
  count = local.clickhouse_enabled ? length(var.clickhouse_allowed_security_group_ids) : 0

  description                  = "HTTP interface of ClickHouse"
  from_port                    = 8123
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.clickhouse_allowed_security_group_ids[count.index]
  region                       = var.region
  security_group_id            = aws_security_group.clickhouse[0].id
  to_port                      = 8123

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_native" {
  count = local.clickhouse_enabled ? length(var.clickhouse_allowed_security_group_ids) : 0

  description                  = "Native protocol of ClickHouse"
  from_port                    = 9000
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.clickhouse_allowed_security_group_ids[count.index]
  region                       = var.region
  security_group_id            = aws_security_group.clickhouse[0].id
  to_port                      = 9000

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_metrics" {
  count = local.clickhouse_enabled ? length(var.clickhouse_allowed_security_group_ids) : 0

  description                  = "Metrics of ClickHouse for Prometheus"
  from_port                    = 9363
  ip_protocol                  = "tcp"
  referenced_security_group_id = var.clickhouse_allowed_security_group_ids[count.index]
  region                       = var.region
  security_group_id            = aws_security_group.clickhouse[0].id
  to_port                      = 9363

  tags = local.tags
}

resource "aws_vpc_security_group_egress_rule" "clickhouse_volume" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  description                  = "NFS to the volume of ClickHouse"
  from_port                    = 2049
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.clickhouse_volume[0].id
  region                       = var.region
  to_port                      = 2049

  security_group_id = (
    local.is_ec2
    ? aws_security_group.instances[0].id
    : aws_security_group.clickhouse[0].id
  )

  tags = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "clickhouse_volume" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  description       = "NFS to the volume of ClickHouse"
  from_port         = 2049
  ip_protocol       = "tcp"
  region            = var.region
  security_group_id = aws_security_group.clickhouse_volume[0].id
  to_port           = 2049

  referenced_security_group_id = (
    local.is_ec2
    ? aws_security_group.instances[0].id
    : aws_security_group.clickhouse[0].id
  )

  tags = local.tags
}
