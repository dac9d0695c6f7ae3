# Generated from stacks/aws/clickhouse-iam.ts. Edit there, then run npm run synth.

data "aws_iam_policy_document" "ecs_tasks_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    principals {
      identifiers = ["ecs-tasks.amazonaws.com"]
      type        = "Service"
    }
  }
}

data "aws_iam_policy_document" "clickhouse_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.clickhouse.arn}:*"]
  }

  statement {
    sid       = "ReadSecrets"
    actions   = ["ssm:GetParameters"]
    resources = [aws_ssm_parameter.clickhouse_password.arn]
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
    for_each = local.clickhouse_ecr_repository_arns

    content {
      sid       = "PullImage"
      resources = [statement.value]

      actions = [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ]
    }
  }

  dynamic "statement" {
    for_each = local.clickhouse_ecr_repository_arns

    content {
      sid       = "LogInToEcr"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role" "clickhouse_execution" {
  name_prefix        = "${var.name}-ch-execution-"
  description        = "ClickHouse of Langfuse, execution role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "clickhouse_execution" {
  name   = "clickhouse"
  policy = data.aws_iam_policy_document.clickhouse_execution.json
  role   = aws_iam_role.clickhouse_execution.id
}

data "aws_iam_policy_document" "clickhouse_task" {
  statement {
    sid       = "ListBucket"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [aws_s3_bucket.clickhouse.arn]
  }

  statement {
    sid       = "UseObjects"
    resources = ["${aws_s3_bucket.clickhouse.arn}/*"]

    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]
  }

  statement {
    sid       = "MountVolume"
    actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    resources = [aws_efs_file_system.clickhouse.arn]

    condition {
      test     = "StringEquals"
      variable = "elasticfilesystem:AccessPointArn"
      values   = [aws_efs_access_point.clickhouse.arn]
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
  name_prefix        = "${var.name}-ch-task-"
  description        = "ClickHouse of Langfuse, task role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "clickhouse_task" {
  name   = "clickhouse"
  policy = data.aws_iam_policy_document.clickhouse_task.json
  role   = aws_iam_role.clickhouse_task.id
}
