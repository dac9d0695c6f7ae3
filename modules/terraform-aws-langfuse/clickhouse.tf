# Generated from stacks/aws/clickhouse.ts. Edit there, then run npm run synth.

locals {
  clickhouse_image = coalesce(
    var.clickhouse_image,
    "clickhouse/clickhouse-server:${var.clickhouse_version}"
  )

  clickhouse_ecr_repository_arns = [
    for match in regexall(
      "^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)",
      local.clickhouse_image
    ) :
    format(
      "arn:%s:ecr:%s:%s:repository/%s",
      data.aws_partition.current.partition,
      match[1],
      match[0],
      match[2]
    )
  ]
}

resource "aws_ecs_task_definition" "clickhouse" {
  family                   = "${var.name}-clickhouse"
  cpu                      = var.clickhouse_cpu
  execution_role_arn       = aws_iam_role.clickhouse_execution.arn
  memory                   = var.clickhouse_memory
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  task_role_arn            = aws_iam_role.clickhouse_task.arn

  #checkov:skip=CKV_AWS_336:the configuration is written to /etc/clickhouse-server at start
  container_definitions = jsonencode([
    {
      name       = "clickhouse"
      image      = local.clickhouse_image
      essential  = true
      entryPoint = ["/bin/sh", "-c"]
      command    = [local.clickhouse_start]
      environment = concat(
        [
          { name = "CLICKHOUSE_USER", value = "clickhouse" },
          {
            name  = "CLICKHOUSE_PASSWORD_VERSION"
            value = tostring(var.clickhouse_password_version)
          },
          { name = "CLICKHOUSE_DO_NOT_CHOWN", value = "1" },
        ],
        [
          for file, variable in local.clickhouse_config_variables :
          { name = variable, value = local.clickhouse_config[file] }
        ]
      )
      secrets = [
        {
          name      = "CLICKHOUSE_PASSWORD"
          valueFrom = aws_ssm_parameter.clickhouse_password.arn
        },
      ]
      portMappings = [
        {
          containerPort = 8123
          hostPort      = 8123
          protocol      = "tcp"
        },
        {
          containerPort = 9000
          hostPort      = 9000
          protocol      = "tcp"
        },
        {
          containerPort = 9363
          hostPort      = 9363
          protocol      = "tcp"
        },
      ]
      mountPoints = [
        {
          sourceVolume  = "data"
          containerPath = "/var/lib/clickhouse"
          readOnly      = false
        },
      ]
      healthCheck = {
        command     = ["CMD-SHELL", "wget -q --spider http://127.0.0.1:8123/ping || exit 1"]
        interval    = 30
        timeout     = 5
        retries     = 10
        startPeriod = 300
      }
      linuxParameters = {
        initProcessEnabled = true
      }
      stopTimeout = 120
      ulimits = [
        {
          name      = "nofile"
          softLimit = 262144
          hardLimit = 262144
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.clickhouse.name
          awslogs-region        = data.aws_region.current.region
          awslogs-stream-prefix = "clickhouse"
          mode                  = "non-blocking"
          max-buffer-size       = "10m"
        }
      }
    },
  ])

  dynamic "ephemeral_storage" {
    for_each = var.clickhouse_cache_size_gib > 10 ? [var.clickhouse_cache_size_gib + 11] : []

    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.clickhouse.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.clickhouse.id
        iam             = "ENABLED"
      }
    }
  }

  tags = local.tags
}

resource "aws_service_discovery_service" "clickhouse" {
  name          = "clickhouse"
  force_destroy = true

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

locals {
  clickhouse_host = "${aws_service_discovery_service.clickhouse.name}.${aws_service_discovery_private_dns_namespace.langfuse.name}"
}

resource "aws_ecs_service" "clickhouse" {
  # One writer: the old task must be gone before a new one opens the same data directory.
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
  task_definition      = aws_ecs_task_definition.clickhouse.arn

  capacity_provider_strategy {
    capacity_provider = var.is_spot_instance ? "FARGATE_SPOT" : "FARGATE"
    weight            = 1
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  #checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway
  network_configuration {
    assign_public_ip = local.assign_public_ip
    security_groups  = [aws_security_group.clickhouse.id]
    subnets          = local.subnet_ids
  }

  service_registries {
    registry_arn = aws_service_discovery_service.clickhouse.arn
  }

  tags = local.tags

  depends_on = [
    aws_ecs_cluster_capacity_providers.langfuse,
    aws_efs_mount_target.clickhouse,
    aws_iam_role_policy.clickhouse_execution,
    aws_iam_role_policy.clickhouse_task,
  ]
}
