# Generated from stacks/aws/vpc-flow-logs.ts. Edit there, then run npm run synth.

resource "aws_cloudwatch_log_group" "vpc_flow_logs" {
  count = local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0

  name = "/${local.name}/vpc-flow-logs"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}

data "aws_iam_policy_document" "vpc_flow_logs_trust" {
  count = local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    principals {
      identifiers = ["vpc-flow-logs.amazonaws.com"]
      type        = "Service"
    }
  }
}

data "aws_iam_policy_document" "vpc_flow_logs" {
  count = local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.vpc_flow_logs[0].arn}:*"]
  }
}

resource "aws_iam_role" "vpc_flow_logs" {
  count = local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0

  name_prefix        = "${local.name}-flow-logs-"
  description        = "Flow logs of the VPC of Langfuse"
  assume_role_policy = data.aws_iam_policy_document.vpc_flow_logs_trust[0].json

  tags = local.tags
}

resource "aws_iam_role_policy" "vpc_flow_logs" {
  count = local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0

  name   = "flow-logs"
  policy = data.aws_iam_policy_document.vpc_flow_logs[0].json
  role   = aws_iam_role.vpc_flow_logs[0].id
}

resource "aws_flow_log" "langfuse" {
  count = local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0

  iam_role_arn    = aws_iam_role.vpc_flow_logs[0].arn
  log_destination = aws_cloudwatch_log_group.vpc_flow_logs[0].arn
  region          = var.region
  traffic_type    = "ALL"
  vpc_id          = aws_vpc.langfuse[0].id

  tags = local.tags
}
