# Generated from stacks/aws/security-groups.ts. Edit there, then run npm run synth.

resource "aws_security_group" "web" {
  #checkov:skip=CKV2_AWS_5:the service has it, by a local that checkov does not follow
  count = !local.is_web_on_instances ? 1 : 0

  name_prefix = "${local.name}-web-"
  description = "Web of Langfuse"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-web" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "worker" {
  #checkov:skip=CKV2_AWS_5:the service has it, by a local that checkov does not follow
  count = !local.is_ec2 ? 1 : 0

  name_prefix = "${local.name}-worker-"
  description = "Worker of Langfuse"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-worker" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "instances" {
  count = local.is_ec2 ? 1 : 0

  name_prefix = "${local.name}-instances-"
  description = "EC2 instances of Langfuse and the tasks that share their address"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-instances" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "vpc_link" {
  count = var.web_platform == "api_gateway" ? 1 : 0

  name_prefix = "${local.name}-vpc-link-"
  description = "VPC link of API Gateway to web"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-vpc-link" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "load_balancer" {
  count = var.web_platform == "alb" ? 1 : 0

  name_prefix = "${local.name}-load-balancer-"
  description = "Load balancer of web"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-load-balancer" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "postgresql" {
  count = var.database_type != "external" && var.external_database == null ? 1 : 0

  name_prefix = "${local.name}-postgresql-"
  description = "Postgres of Langfuse"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-postgresql" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "cache" {
  count = var.external_cache == null ? 1 : 0

  name_prefix = "${local.name}-cache-"
  description = "Valkey of Langfuse"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-cache" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  name_prefix = "${local.name}-clickhouse-"
  description = "ClickHouse tasks"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-clickhouse" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "clickhouse_volume" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  name_prefix = "${local.name}-clickhouse-volume-"
  description = "EFS mount targets of ClickHouse"

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(local.tags, { Name = "${local.name}-clickhouse-volume" })

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  is_web_on_instances = local.is_ec2 && local.is_web_on_ecs

  web_security_group_id = (
    local.is_web_on_instances
    ? aws_security_group.instances[0].id
    : aws_security_group.web[0].id
  )

  worker_security_group_id = (
    local.is_ec2
    ? aws_security_group.instances[0].id
    : aws_security_group.worker[0].id
  )

  langfuse_security_group_ids = merge(
    local.is_web_on_instances ? {} : { web = aws_security_group.web[0].id },
    local.is_ec2
    ? { instances = aws_security_group.instances[0].id }
    : { worker = aws_security_group.worker[0].id }
  )
}
