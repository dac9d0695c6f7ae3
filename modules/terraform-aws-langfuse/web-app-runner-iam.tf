# Generated from stacks/aws/web-app-runner-iam.ts. Edit there, then run npm run synth.

data "aws_iam_policy_document" "app_runner_instance_trust" {
  count = var.web_platform == "app_runner" ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["tasks.apprunner.amazonaws.com"]
      type        = "Service"
    }
  }
}

resource "aws_iam_role" "app_runner_instance" {
  count = var.web_platform == "app_runner" ? 1 : 0

  name_prefix        = "${local.name}-web-instance-"
  description        = "Web of Langfuse on App Runner, instance role"
  assume_role_policy = data.aws_iam_policy_document.app_runner_instance_trust[0].json

  tags = local.tags
}

data "aws_iam_policy_document" "app_runner_access_trust" {
  count = var.web_platform == "app_runner" ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      identifiers = ["build.apprunner.amazonaws.com"]
      type        = "Service"
    }
  }
}

resource "aws_iam_role" "app_runner_access" {
  count = var.web_platform == "app_runner" ? 1 : 0

  name_prefix        = "${local.name}-web-access-"
  description        = "Web of Langfuse on App Runner, access role"
  assume_role_policy = data.aws_iam_policy_document.app_runner_access_trust[0].json

  tags = local.tags
}

resource "aws_iam_role_policy" "app_runner_task" {
  count = var.web_platform == "app_runner" ? 1 : 0

  name   = "langfuse-task"
  policy = data.aws_iam_policy_document.web_task.json
  role   = aws_iam_role.app_runner_instance[0].id
}

data "aws_iam_policy_document" "app_runner_secrets" {
  count = var.web_platform == "app_runner" ? 1 : 0

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
}

resource "aws_iam_role_policy" "app_runner_secrets" {
  count = var.web_platform == "app_runner" ? 1 : 0

  name   = "langfuse-secrets"
  policy = data.aws_iam_policy_document.app_runner_secrets[0].json
  role   = aws_iam_role.app_runner_instance[0].id
}

data "aws_iam_policy_document" "app_runner_image" {
  count = var.web_platform == "app_runner" ? 1 : 0

  statement {
    sid       = "LogInToEcr"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = regexall(
      "^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)",
      local.app_runner_image
    )

    content {
      sid = "PullImage"

      actions = [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:DescribeImages",
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
}

resource "aws_iam_role_policy" "app_runner_image" {
  count = var.web_platform == "app_runner" ? 1 : 0

  name   = "langfuse-image"
  policy = data.aws_iam_policy_document.app_runner_image[0].json
  role   = aws_iam_role.app_runner_access[0].id
}
