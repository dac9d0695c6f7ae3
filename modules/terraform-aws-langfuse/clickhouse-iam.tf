# Generated from stacks/aws/clickhouse-iam.ts. Edit there, then run npm run synth.

data "aws_iam_policy_document" "clickhouse_execution" {
  count = local.clickhouse_enabled ? 1 : 0

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.clickhouse[0].arn}:*"]
  }

  dynamic "statement" {
    for_each = (
      length([
        for arn in [local.secret_arns["clickhouse_password"]] : arn if strcontains(arn, ":ssm:")
      ]) > 0
      ? [true]
      : []
    )

    content {
      sid     = "ReadParameters"
      actions = ["ssm:GetParameters"]

      resources = distinct([
        for arn in [local.secret_arns["clickhouse_password"]] : arn if strcontains(arn, ":ssm:")
      ])
    }
  }

  dynamic "statement" {
    for_each = (
      length([
        for arn in [local.secret_arns["clickhouse_password"]] :
        arn if strcontains(arn, ":secretsmanager:")
      ]) > 0
      ? [true]
      : []
    )

    content {
      sid     = "ReadSecrets"
      actions = ["secretsmanager:GetSecretValue"]

      resources = distinct([
        for arn in [local.secret_arns["clickhouse_password"]] :
        join(
          ":",
          slice(split(":", arn), 0, min(7, length(split(":", arn))))
        ) if strcontains(arn, ":secretsmanager:")
      ])
    }
  }

  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]

    content {
      sid       = "UseKey"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = regexall(
      "^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)",
      local.clickhouse_image
    )

    content {
      sid = "PullImage"

      actions = [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ]

      resources = [
        format(
          "arn:%s:ecr:%s:%s:repository/%s",
          data.aws_partition.current.partition,
          statement.value[1],
          statement.value[0],
          statement.value[2]
        ),
      ]
    }
  }

  dynamic "statement" {
    for_each = regexall(
      "^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)",
      local.clickhouse_image
    )

    content {
      sid       = "LogInToEcr"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role" "clickhouse_execution" {
  count = local.clickhouse_enabled ? 1 : 0

  name_prefix        = "${local.name}-ch-execution-"
  description        = "ClickHouse of Langfuse, execution role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "clickhouse_execution" {
  count = local.clickhouse_enabled ? 1 : 0

  name   = "langfuse"
  policy = data.aws_iam_policy_document.clickhouse_execution[0].json
  role   = aws_iam_role.clickhouse_execution[0].id
}

data "aws_iam_policy_document" "clickhouse_task" {
  count = local.clickhouse_enabled ? 1 : 0

  statement {
    sid       = "ListBucket"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [aws_s3_bucket.clickhouse[0].arn]
  }

  statement {
    sid       = "UseObjects"
    resources = ["${aws_s3_bucket.clickhouse[0].arn}/*"]

    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]
  }

  dynamic "statement" {
    for_each = aws_efs_file_system.clickhouse[*].arn

    content {
      sid       = "MountVolume"
      actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "elasticfilesystem:AccessPointArn"
        values   = [aws_efs_access_point.clickhouse[0].arn]
      }
    }
  }

  dynamic "statement" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]

    content {
      sid       = "UseKey"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = var.execute_command_enabled ? [true] : []

    content {
      sid       = "ExecuteCommand"
      resources = ["*"]

      actions = [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ]
    }
  }
}

resource "aws_iam_role" "clickhouse_task" {
  count = local.clickhouse_enabled ? 1 : 0

  name_prefix        = "${local.name}-ch-task-"
  description        = "ClickHouse of Langfuse, task role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "clickhouse_task" {
  count = local.clickhouse_enabled ? 1 : 0

  name   = "langfuse"
  policy = data.aws_iam_policy_document.clickhouse_task[0].json
  role   = aws_iam_role.clickhouse_task[0].id
}
