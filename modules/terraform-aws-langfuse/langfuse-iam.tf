# Generated from stacks/aws/langfuse-iam.ts. Edit there, then run npm run synth.

data "aws_iam_policy_document" "web_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.web.arn}:*"]
  }

  dynamic "statement" {
    for_each = (
      length([for arn in values(local.web_secrets) : arn if strcontains(arn, ":ssm:")]) > 0
      ? [true]
      : []
    )

    content {
      sid     = "ReadParameters"
      actions = ["ssm:GetParameters"]

      resources = distinct([
        for arn in values(local.web_secrets) : arn if strcontains(arn, ":ssm:")
      ])
    }
  }

  dynamic "statement" {
    for_each = (
      length([
        for arn in values(local.web_secrets) : arn if strcontains(arn, ":secretsmanager:")
      ]) > 0
      ? [true]
      : []
    )

    content {
      sid     = "ReadSecrets"
      actions = ["secretsmanager:GetSecretValue"]

      resources = distinct([
        for arn in values(local.web_secrets) :
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
      local.web_image
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
      local.web_image
    )

    content {
      sid       = "LogInToEcr"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role" "web_execution" {
  name_prefix        = "${local.name}-web-exec-"
  description        = "Web of Langfuse, execution role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "web_execution" {
  name   = "langfuse"
  policy = data.aws_iam_policy_document.web_execution.json
  role   = aws_iam_role.web_execution.id
}

data "aws_iam_policy_document" "worker_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.worker.arn}:*"]
  }

  dynamic "statement" {
    for_each = (
      length([for arn in values(local.worker_secrets) : arn if strcontains(arn, ":ssm:")]) > 0
      ? [true]
      : []
    )

    content {
      sid     = "ReadParameters"
      actions = ["ssm:GetParameters"]

      resources = distinct([
        for arn in values(local.worker_secrets) : arn if strcontains(arn, ":ssm:")
      ])
    }
  }

  dynamic "statement" {
    for_each = (
      length([
        for arn in values(local.worker_secrets) : arn if strcontains(arn, ":secretsmanager:")
      ]) > 0
      ? [true]
      : []
    )

    content {
      sid     = "ReadSecrets"
      actions = ["secretsmanager:GetSecretValue"]

      resources = distinct([
        for arn in values(local.worker_secrets) :
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
      local.worker_image
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
      local.worker_image
    )

    content {
      sid       = "LogInToEcr"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role" "worker_execution" {
  name_prefix        = "${local.name}-worker-exec-"
  description        = "Worker of Langfuse, execution role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "worker_execution" {
  name   = "langfuse"
  policy = data.aws_iam_policy_document.worker_execution.json
  role   = aws_iam_role.worker_execution.id
}

data "aws_iam_policy_document" "web_task" {
  statement {
    sid       = "ListBucket"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.langfuse.arn]
  }

  statement {
    sid     = "UseObjects"
    actions = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]

    resources = [
      "${aws_s3_bucket.langfuse.arn}/events/*",
      "${aws_s3_bucket.langfuse.arn}/media/*",
      "${aws_s3_bucket.langfuse.arn}/exports/*",
    ]
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

resource "aws_iam_role" "web_task" {
  name_prefix        = "${local.name}-web-task-"
  description        = "Web of Langfuse, task role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "web_task" {
  name   = "langfuse"
  policy = data.aws_iam_policy_document.web_task.json
  role   = aws_iam_role.web_task.id
}

data "aws_iam_policy_document" "worker_task" {
  statement {
    sid       = "ListBucket"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.langfuse.arn]
  }

  statement {
    sid     = "UseObjects"
    actions = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]

    resources = [
      "${aws_s3_bucket.langfuse.arn}/events/*",
      "${aws_s3_bucket.langfuse.arn}/media/*",
      "${aws_s3_bucket.langfuse.arn}/exports/*",
    ]
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

resource "aws_iam_role" "worker_task" {
  name_prefix        = "${local.name}-worker-task-"
  description        = "Worker of Langfuse, task role"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks_trust.json

  tags = local.tags
}

resource "aws_iam_role_policy" "worker_task" {
  name   = "langfuse"
  policy = data.aws_iam_policy_document.worker_task.json
  role   = aws_iam_role.worker_task.id
}
