# Generated from stacks/aws/ec2.ts. Edit there, then run npm run synth.

resource "aws_ecs_capacity_provider" "langfuse" {
  count = local.is_ec2 ? 1 : 0

  name   = "langfuse-${local.name}-${random_id.suffix.hex}"
  region = var.region

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.langfuse[0].arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "DISABLED"

    managed_scaling {
      maximum_scaling_step_size = 1
      minimum_scaling_step_size = 1
      status                    = "ENABLED"
      target_capacity           = 100
    }
  }

  tags = local.tags
}

resource "aws_ecs_capacity_provider" "clickhouse" {
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  name   = "clickhouse-${local.name}-${random_id.suffix.hex}"
  region = var.region

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.clickhouse[0].arn
    managed_draining               = "ENABLED"
    managed_termination_protection = "DISABLED"

    managed_scaling {
      maximum_scaling_step_size = 1
      minimum_scaling_step_size = 1
      status                    = "ENABLED"
      target_capacity           = 100
    }
  }

  tags = local.tags
}

resource "aws_ecs_cluster_capacity_providers" "langfuse" {
  cluster_name = aws_ecs_cluster.langfuse.name
  region       = var.region

  capacity_providers = concat(
    ["FARGATE", "FARGATE_SPOT"],
    aws_ecs_capacity_provider.langfuse[*].name,
    aws_ecs_capacity_provider.clickhouse[*].name
  )
}
