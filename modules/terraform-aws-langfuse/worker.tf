# Generated from stacks/aws/worker.ts. Edit there, then run npm run synth.

resource "aws_ecs_task_definition" "worker" {
  family             = "${local.name}-worker"
  cpu                = var.worker_cpu
  execution_role_arn = aws_iam_role.worker_execution.arn
  memory             = var.worker_memory
  # On an instance only bridge networking has its public address, and so a way out without a NAT gateway.
  network_mode             = local.is_ec2 ? "bridge" : "awsvpc"
  region                   = var.region
  requires_compatibilities = [var.launch_type]
  task_role_arn            = aws_iam_role.worker_task.arn

  #checkov:skip=CKV_AWS_336:Next.js and the migrations write below /app and /tmp
  container_definitions = jsonencode([
    {
      name        = "worker"
      image       = local.worker_image
      essential   = true
      environment = [for name, value in local.worker_environment : { name = name, value = value }]
      secrets     = [for name, arn in local.worker_secrets : { name = name, valueFrom = arn }]
      dockerLabels = {
        "langfuse.secret-generation" = local.secret_generation
      }
      portMappings = [
        {
          containerPort = 3030
          hostPort      = local.is_ec2 ? 0 : 3030
          protocol      = "tcp"
        },
      ]
      healthCheck = {
        command     = ["CMD-SHELL", "wget -q --spider http://127.0.0.1:3030/api/health || exit 1"]
        interval    = 30
        timeout     = 10
        retries     = 5
        startPeriod = 300
      }
      linuxParameters = {
        initProcessEnabled = true
      }
      stopTimeout = 120
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.worker.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "worker"
          mode                  = "non-blocking"
          max-buffer-size       = "10m"
        }
      }
    },
  ])

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  tags = local.tags
}

resource "aws_ecs_service" "worker" {
  name    = "worker"
  cluster = aws_ecs_cluster.langfuse.id

  deployment_maximum_percent         = 200
  deployment_minimum_healthy_percent = 100
  desired_count                      = local.worker_desired_count
  enable_ecs_managed_tags            = true
  enable_execute_command             = var.execute_command_enabled
  # Without it a change of the Spot switch would replace the service.
  force_new_deployment  = true
  propagate_tags        = "SERVICE"
  region                = var.region
  task_definition       = aws_ecs_task_definition.worker.arn
  wait_for_steady_state = true

  dynamic "capacity_provider_strategy" {
    for_each = (
      local.is_ec2
      ? [{ name = aws_ecs_capacity_provider.langfuse[0].name, base = 0, weight = 1 }]
      : concat(
        [{ name = var.is_spot_instance ? "FARGATE_SPOT" : "FARGATE", base = 0, weight = 1 }],
        var.is_spot_instance && var.spot_on_demand_base > 0
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

  #checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway
  dynamic "network_configuration" {
    for_each = local.is_ec2 ? [] : [true]

    content {
      assign_public_ip = local.assign_public_ip
      security_groups  = [local.worker_security_group_id]
      subnets          = local.subnet_ids
    }
  }

  timeouts {
    create = "40m"
    update = "40m"
  }

  tags = local.tags

  lifecycle {
    ignore_changes = [desired_count]
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
    aws_ecs_service.web,
    aws_apprunner_service.web,
    aws_ecs_express_gateway_service.web,
    aws_iam_role_policy.worker_execution,
    aws_iam_role_policy.worker_task,
  ]
}

resource "aws_appautoscaling_target" "worker" {
  max_capacity       = local.worker_max_count
  min_capacity       = local.worker_desired_count
  region             = var.region
  resource_id        = "service/${aws_ecs_cluster.langfuse.name}/${aws_ecs_service.worker.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  tags = local.tags
}

resource "aws_appautoscaling_policy" "worker" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  region             = var.region
  resource_id        = aws_appautoscaling_target.worker.resource_id
  scalable_dimension = aws_appautoscaling_target.worker.scalable_dimension
  service_namespace  = aws_appautoscaling_target.worker.service_namespace

  target_tracking_scaling_policy_configuration {
    scale_in_cooldown  = 300
    scale_out_cooldown = 60
    target_value       = var.autoscaling_cpu_target

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
