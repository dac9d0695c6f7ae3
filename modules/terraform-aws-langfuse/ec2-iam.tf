# Generated from stacks/aws/ec2-iam.ts. Edit there, then run npm run synth.

data "aws_iam_policy_document" "ec2_trust" {
  count = local.is_ec2 ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["ec2.${data.aws_partition.current.dns_suffix}"]
      type        = "Service"
    }
  }
}

data "aws_iam_policy_document" "langfuse_instances" {
  count = local.is_ec2 ? 1 : 0

  statement {
    sid       = "Register"
    resources = [aws_ecs_cluster.langfuse.arn]

    actions = [
      "ecs:DeregisterContainerInstance",
      "ecs:RegisterContainerInstance",
      "ecs:SubmitAttachmentStateChanges",
      "ecs:SubmitContainerStateChange",
      "ecs:SubmitTaskStateChange",
    ]
  }

  statement {
    sid     = "Serve"
    actions = ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"]

    resources = [
      "arn:${data.aws_partition.current.partition}:ecs:${local.region}:${data.aws_caller_identity.current.account_id}:container-instance/${aws_ecs_cluster.langfuse.name}/*",
    ]
  }

  statement {
    sid       = "FindEndpoint"
    actions   = ["ecs:DiscoverPollEndpoint"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "langfuse_instances" {
  count = local.is_ec2 ? 1 : 0

  name_prefix        = "${local.name}-langfuse-ec2-"
  description        = "EC2 instances for web and worker of Langfuse"
  assume_role_policy = data.aws_iam_policy_document.ec2_trust[0].json

  tags = local.tags
}

resource "aws_iam_role_policy" "langfuse_instances" {
  count = local.is_ec2 ? 1 : 0

  name   = "instance"
  policy = data.aws_iam_policy_document.langfuse_instances[0].json
  role   = aws_iam_role.langfuse_instances[0].id
}

resource "aws_iam_instance_profile" "langfuse_instances" {
  count = local.is_ec2 ? 1 : 0

  name_prefix = "${local.name}-langfuse-ec2-"
  role        = aws_iam_role.langfuse_instances[0].name

  tags = local.tags

  depends_on = [aws_iam_role_policy.langfuse_instances]
}

data "aws_iam_policy_document" "clickhouse_instances" {
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  statement {
    sid       = "Register"
    resources = [aws_ecs_cluster.langfuse.arn]

    actions = [
      "ecs:DeregisterContainerInstance",
      "ecs:RegisterContainerInstance",
      "ecs:SubmitAttachmentStateChanges",
      "ecs:SubmitContainerStateChange",
      "ecs:SubmitTaskStateChange",
    ]
  }

  statement {
    sid     = "Serve"
    actions = ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"]

    resources = [
      "arn:${data.aws_partition.current.partition}:ecs:${local.region}:${data.aws_caller_identity.current.account_id}:container-instance/${aws_ecs_cluster.langfuse.name}/*",
    ]
  }

  statement {
    sid       = "FindEndpoint"
    actions   = ["ecs:DiscoverPollEndpoint"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = aws_ebs_volume.clickhouse[*].id

    content {
      sid     = "AttachVolume"
      actions = ["ec2:AttachVolume"]

      resources = [
        "arn:${data.aws_partition.current.partition}:ec2:${local.region}:${data.aws_caller_identity.current.account_id}:volume/${statement.value}",
        "arn:${data.aws_partition.current.partition}:ec2:${local.region}:${data.aws_caller_identity.current.account_id}:instance/*",
      ]

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/Installation"
        values   = [local.name]
      }
    }
  }

  dynamic "statement" {
    for_each = local.is_clickhouse_on_ebs && var.kms_key_arn != null ? [var.kms_key_arn] : []

    content {
      sid       = "UseKeyForVolume"
      actions   = ["kms:CreateGrant"]
      resources = [statement.value]

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }
    }
  }
}

resource "aws_iam_role" "clickhouse_instances" {
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  name_prefix        = "${local.name}-clickhouse-ec2-"
  description        = "EC2 instances for ClickHouse of Langfuse"
  assume_role_policy = data.aws_iam_policy_document.ec2_trust[0].json

  tags = local.tags
}

resource "aws_iam_role_policy" "clickhouse_instances" {
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  name   = "instance"
  policy = data.aws_iam_policy_document.clickhouse_instances[0].json
  role   = aws_iam_role.clickhouse_instances[0].id
}

resource "aws_iam_instance_profile" "clickhouse_instances" {
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  name_prefix = "${local.name}-clickhouse-ec2-"
  role        = aws_iam_role.clickhouse_instances[0].name

  tags = local.tags

  depends_on = [aws_iam_role_policy.clickhouse_instances]
}
