# Generated from stacks/aws/web.ts. Edit there, then run npm run synth.

resource "aws_ecs_task_definition" "web" {
  count = local.is_web_on_ecs ? 1 : 0

  family             = "${local.name}-web"
  cpu                = var.web_cpu
  execution_role_arn = aws_iam_role.web_execution.arn
  memory             = var.web_memory
  # On an instance only bridge networking has its public address, and so a way out without a NAT gateway.
  network_mode             = local.is_ec2 ? "bridge" : "awsvpc"
  region                   = var.region
  requires_compatibilities = [var.launch_type]
  task_role_arn            = aws_iam_role.web_task.arn

  #checkov:skip=CKV_AWS_336:Next.js and the migrations write below /app and /tmp
  container_definitions = jsonencode([
    {
      name        = "web"
      image       = local.web_image
      essential   = true
      environment = [for name, value in local.web_environment : { name = name, value = value }]
      secrets     = [for name, arn in local.web_secrets : { name = name, valueFrom = arn }]
      dockerLabels = {
        "langfuse.secret-generation" = local.secret_generation
      }
      portMappings = [
        {
          containerPort = 3000
          hostPort      = local.is_ec2 ? 0 : 3000
          protocol      = "tcp"
        },
      ]
      healthCheck = {
        command = [
          "CMD-SHELL",
          "wget -q --spider http://127.0.0.1:3000/api/public/health || exit 1",
        ]
        interval    = 60
        timeout     = 10
        retries     = 10
        startPeriod = 300
      }
      linuxParameters = {
        initProcessEnabled = true
      }
      stopTimeout = 120
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.web.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "web"
          mode                  = "non-blocking"
          max-buffer-size       = "10m"
        }
      }
      command = local.web_command
    },
  ])

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  tags = local.tags
}

resource "aws_service_discovery_service" "web" {
  count = var.web_platform == "api_gateway" ? 1 : 0

  name          = "web"
  force_destroy = true
  region        = var.region

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.langfuse.id
    routing_policy = "MULTIVALUE"

    dns_records {
      ttl  = 10
      type = "SRV"
    }
  }

  health_check_custom_config {}

  tags = local.tags
}

resource "aws_ecs_service" "web" {
  count = local.is_web_on_ecs ? 1 : 0

  name    = "web"
  cluster = aws_ecs_cluster.langfuse.id

  deployment_maximum_percent         = 200
  deployment_minimum_healthy_percent = 100
  desired_count                      = var.web_desired_count
  enable_ecs_managed_tags            = true
  enable_execute_command             = var.execute_command_enabled
  # Without it a change of the Spot switch would replace the service.
  force_new_deployment              = true
  health_check_grace_period_seconds = var.web_platform == "alb" ? 900 : null
  propagate_tags                    = "SERVICE"
  region                            = var.region
  task_definition                   = aws_ecs_task_definition.web[0].arn
  wait_for_steady_state             = true

  dynamic "capacity_provider_strategy" {
    for_each = (
      local.is_ec2
      ? [{ name = aws_ecs_capacity_provider.langfuse[0].name, base = 0, weight = 1 }]
      : concat(
        [{ name = var.is_web_spot_instance ? "FARGATE_SPOT" : "FARGATE", base = 0, weight = 1 }],
        var.is_web_spot_instance && var.spot_on_demand_base > 0
        ? [{ name = "FARGATE", base = var.spot_on_demand_base, weight = 0 }]
        : []
      )
    )

    content {
      base              = capacity_provider_strategy.value.base
      capacity_provider = capacity_provider_strategy.value.name
      weight            = capacity_provider_strategy.value.weight
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  dynamic "load_balancer" {
    for_each = aws_lb_target_group.web[*].arn

    content {
      container_name   = "web"
      container_port   = 3000
      target_group_arn = load_balancer.value
    }
  }

  #checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway
  dynamic "network_configuration" {
    for_each = local.is_ec2 ? [] : [true]

    content {
      assign_public_ip = local.assign_public_ip
      security_groups  = [local.web_security_group_id]
      subnets          = local.subnet_ids
    }
  }

  dynamic "service_registries" {
    for_each = aws_service_discovery_service.web[*].arn

    content {
      container_name = "web"
      container_port = 3000
      registry_arn   = service_registries.value
    }
  }

  timeouts {
    create = "40m"
    update = "40m"
  }

  tags = local.tags

  lifecycle {
    ignore_changes = [desired_count]

    precondition {
      condition = (
        !var.is_web_spot_instance ||
        local.is_ec2 ||
        var.spot_on_demand_base <= var.web_desired_count
      )
      error_message = "spot_on_demand_base must not exceed web_desired_count (${var.web_desired_count}) with is_web_spot_instance, got ${var.spot_on_demand_base}: with a base above the count nothing would run on Spot; raise the count or lower the base."
    }
  }

  depends_on = [
    aws_ecs_cluster_capacity_providers.langfuse,
    aws_vpc_security_group_egress_rule.langfuse,
    aws_vpc_security_group_egress_rule.langfuse_postgresql,
    aws_vpc_security_group_ingress_rule.langfuse_postgresql,
    aws_vpc_security_group_egress_rule.langfuse_cache,
    aws_vpc_security_group_ingress_rule.langfuse_cache,
    aws_vpc_security_group_egress_rule.langfuse_clickhouse_http,
    aws_vpc_security_group_ingress_rule.langfuse_clickhouse_http,
    aws_vpc_security_group_egress_rule.langfuse_clickhouse_native,
    aws_vpc_security_group_ingress_rule.langfuse_clickhouse_native,
    aws_db_instance.postgresql,
    aws_rds_cluster.postgresql,
    aws_elasticache_replication_group.cache,
    aws_ecs_service.clickhouse,
    aws_lb_listener.https,
    aws_iam_role_policy.web_execution,
    aws_iam_role_policy.web_task,
  ]
}

resource "aws_appautoscaling_target" "web" {
  count = local.is_web_on_ecs ? 1 : 0

  max_capacity       = local.web_max_count
  min_capacity       = var.web_desired_count
  region             = var.region
  resource_id        = "service/${aws_ecs_cluster.langfuse.name}/${aws_ecs_service.web[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  tags = local.tags
}

resource "aws_appautoscaling_policy" "web" {
  count = local.is_web_on_ecs ? 1 : 0

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  region             = var.region
  resource_id        = aws_appautoscaling_target.web[0].resource_id
  scalable_dimension = aws_appautoscaling_target.web[0].scalable_dimension
  service_namespace  = aws_appautoscaling_target.web[0].service_namespace

  target_tracking_scaling_policy_configuration {
    scale_in_cooldown  = 300
    scale_out_cooldown = 60
    target_value       = var.autoscaling_cpu_target

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
