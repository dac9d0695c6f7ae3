# Generated from stacks/aws/observability.ts. Edit there, then run npm run synth.

resource "aws_cloudwatch_log_group" "clickhouse" {
  name = "/${var.name}/clickhouse"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}
