# Generated from stacks/aws/clickhouse-task.ts. Edit there, then run npm run synth.

locals {
  clickhouse_image = coalesce(
    var.clickhouse_image,
    local.ecr_images["clickhouse"],
    "clickhouse/clickhouse-server:${var.clickhouse_version}"
  )
}

resource "aws_ecs_task_definition" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  family                   = "${local.name}-clickhouse"
  cpu                      = var.clickhouse_cpu
  execution_role_arn       = aws_iam_role.clickhouse_execution[0].arn
  memory                   = var.clickhouse_memory
  network_mode             = "awsvpc"
  region                   = var.region
  requires_compatibilities = [var.launch_type]
  task_role_arn            = aws_iam_role.clickhouse_task[0].arn

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
            value = tostring(local.secret_versions["clickhouse_password"])
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
          valueFrom = local.secret_arns["clickhouse_password"]
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
        command = [
          "CMD-SHELL",
          "end=$(($(date +%s) + 50)); until wget -q -t 1 -T 5 --spider http://127.0.0.1:8123/ping; do [ $(date +%s) -lt $end ] || exit 1; sleep 2; done",
        ]
        interval    = 10
        timeout     = 60
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
          awslogs-group         = aws_cloudwatch_log_group.clickhouse[0].name
          awslogs-region        = local.region
          awslogs-stream-prefix = "clickhouse"
          mode                  = "non-blocking"
          max-buffer-size       = "10m"
        }
      }
    },
  ])

  dynamic "ephemeral_storage" {
    for_each = (
      !local.is_ec2 && var.clickhouse_cache_size_gib > 10
      ? [var.clickhouse_cache_size_gib + 11]
      : []
    )

    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  volume {
    name      = "data"
    host_path = local.is_clickhouse_on_ebs ? "/mnt/langfuse-clickhouse" : null

    dynamic "efs_volume_configuration" {
      for_each = aws_efs_file_system.clickhouse[*].id

      content {
        file_system_id     = efs_volume_configuration.value
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = aws_efs_access_point.clickhouse[0].id
          iam             = "ENABLED"
        }
      }
    }
  }

  tags = local.tags
}
