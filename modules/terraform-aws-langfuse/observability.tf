# Generated from stacks/aws/observability.ts. Edit there, then run npm run synth.

resource "aws_cloudwatch_log_group" "web" {
  name = "/${local.name}/web"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}

resource "aws_cloudwatch_log_group" "worker" {
  name = "/${local.name}/worker"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}

resource "aws_cloudwatch_log_group" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  name = "/${local.name}/clickhouse"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}
