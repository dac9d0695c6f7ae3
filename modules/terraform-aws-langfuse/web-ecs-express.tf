# Generated from stacks/aws/web-ecs-express.ts. Edit there, then run npm run synth.

data "aws_iam_policy_document" "web_infrastructure_trust" {
  count = var.web_platform == "ecs_express" ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["ecs.amazonaws.com"]
      type        = "Service"
    }
  }
}

resource "aws_iam_role" "web_infrastructure" {
  count = var.web_platform == "ecs_express" ? 1 : 0

  name_prefix        = "${local.name}-web-infra-"
  description        = "Web of Langfuse on ECS Express Mode, infrastructure role"
  assume_role_policy = data.aws_iam_policy_document.web_infrastructure_trust[0].json

  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "web_infrastructure" {
  count = var.web_platform == "ecs_express" ? 1 : 0

  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonECSInfrastructureRoleforExpressGatewayServices"
  role       = aws_iam_role.web_infrastructure[0].name
}

resource "aws_ecs_express_gateway_service" "web" {
  count = var.web_platform == "ecs_express" ? 1 : 0

  cluster                 = aws_ecs_cluster.langfuse.name
  cpu                     = tostring(var.web_cpu)
  execution_role_arn      = aws_iam_role.web_execution.arn
  health_check_path       = "/api/public/health"
  infrastructure_role_arn = aws_iam_role.web_infrastructure[0].arn
  memory                  = tostring(var.web_memory)
  region                  = var.region
  service_name            = "${local.name}-web-${random_id.suffix.hex}"
  task_role_arn           = aws_iam_role.web_task.arn

  network_configuration = [
    {
      security_groups = [local.web_security_group_id]
      subnets         = local.public_subnet_ids
    },
  ]

  scaling_target = [
    {
      auto_scaling_metric       = "AVERAGE_CPU"
      auto_scaling_target_value = var.autoscaling_cpu_target
      max_task_count            = local.web_max_count
      min_task_count            = var.web_desired_count
    },
  ]

  # Maps are in alphabetical order, the one in which ECS returns them (terraform-provider-aws #45792).
  primary_container {
    command        = local.web_command
    container_port = 3000
    image          = local.web_image

    aws_logs_configuration = [
      {
        log_group         = aws_cloudwatch_log_group.web.name
        log_stream_prefix = "web"
      },
    ]

    dynamic "environment" {
      for_each = local.web_environment

      content {
        name  = environment.key
        value = environment.value
      }
    }

    dynamic "secret" {
      for_each = local.web_secrets

      content {
        name       = secret.key
        value_from = secret.value
      }
    }
  }

  tags = local.tags

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
    aws_iam_role_policy.web_execution,
    aws_iam_role_policy.web_task,
    aws_iam_role_policy_attachment.web_infrastructure,
  ]
}

locals {
  ecs_express_url = one([
    for service in aws_ecs_express_gateway_service.web :
    "https://${trimprefix(service.ingress_paths[0].endpoint, "https://")}"
  ])
}
