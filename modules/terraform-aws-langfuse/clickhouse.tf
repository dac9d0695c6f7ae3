# Generated from stacks/aws/clickhouse.ts. Edit there, then run npm run synth.

locals {
  clickhouse_enabled = var.external_clickhouse == null

  clickhouse_host = (
    local.clickhouse_enabled
    ? "clickhouse.${aws_service_discovery_private_dns_namespace.langfuse.name}"
    : var.external_clickhouse.host
  )

  clickhouse_tls = local.clickhouse_enabled ? false : var.external_clickhouse.tls

  clickhouse_http_url = (
    local.clickhouse_enabled
    ? "http://${local.clickhouse_host}:8123"
    : "${local.clickhouse_tls ? "https" : "http"}://${local.clickhouse_host}:${var.external_clickhouse.http_port}"
  )

  clickhouse_native_url = (
    local.clickhouse_enabled
    ? "clickhouse://${local.clickhouse_host}:9000"
    : "clickhouse://${local.clickhouse_host}:${var.external_clickhouse.native_port}"
  )

  clickhouse_user     = local.clickhouse_enabled ? "clickhouse" : var.external_clickhouse.username
  clickhouse_database = local.clickhouse_enabled ? "default" : var.external_clickhouse.database

  clickhouse_cluster_enabled = (
    local.clickhouse_enabled
    ? false
    : var.external_clickhouse.cluster_enabled
  )

  clickhouse_password_reference = (
    local.clickhouse_enabled
    ? local.secret_arns["clickhouse_password"]
    : var.external_clickhouse.password_secret_arn
  )
}

resource "aws_service_discovery_service" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  name          = "clickhouse"
  force_destroy = true
  region        = var.region

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.langfuse.id
    routing_policy = "MULTIVALUE"

    dns_records {
      ttl  = 10
      type = "A"
    }
  }

  health_check_custom_config {}

  tags = local.tags
}

resource "aws_ecs_service" "clickhouse" {
  # One writer: the old task must be gone before a new one opens the same data directory.
  count = local.clickhouse_enabled ? 1 : 0

  name    = "clickhouse"
  cluster = aws_ecs_cluster.langfuse.id

  availability_zone_rebalancing      = "DISABLED"
  deployment_maximum_percent         = 100
  deployment_minimum_healthy_percent = 0
  desired_count                      = 1
  enable_ecs_managed_tags            = true
  enable_execute_command             = var.execute_command_enabled
  # Without it a change of is_spot_instance would replace the service.
  force_new_deployment = true
  propagate_tags       = "SERVICE"
  region               = var.region
  task_definition      = aws_ecs_task_definition.clickhouse[0].arn
  # Web's first start runs migrations, which need a server.
  wait_for_steady_state = true

  capacity_provider_strategy {
    weight = 1

    capacity_provider = (
      local.is_ec2
      ? aws_ecs_capacity_provider.clickhouse[0].name
      : var.is_spot_instance
      ? "FARGATE_SPOT"
      : "FARGATE"
    )
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  #checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway
  network_configuration {
    assign_public_ip = local.assign_public_ip
    security_groups  = [aws_security_group.clickhouse[0].id]
    subnets          = local.clickhouse_subnet_ids
  }

  service_registries {
    registry_arn = aws_service_discovery_service.clickhouse[0].arn
  }

  timeouts {
    create = "30m"
    update = "30m"
  }

  tags = local.tags

  depends_on = [
    aws_ecs_cluster_capacity_providers.langfuse,
    aws_efs_mount_target.clickhouse,
    aws_iam_role_policy.clickhouse_execution,
    aws_iam_role_policy.clickhouse_task,
    aws_vpc_security_group_egress_rule.clickhouse_https,
    aws_vpc_security_group_egress_rule.clickhouse_volume,
    aws_vpc_security_group_ingress_rule.clickhouse_volume,
  ]
}
