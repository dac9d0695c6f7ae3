# Generated from stacks/aws/secrets.ts. Edit there, then run npm run synth.

ephemeral "random_password" "clickhouse" {
  length = 32
  # Langfuse's migrations put the password into a URL without encoding it.
  special = false
}

resource "aws_ssm_parameter" "clickhouse_password" {
  name        = "/${var.name}/clickhouse-password"
  description = "Password of ClickHouse's user"

  #checkov:skip=CKV_AWS_337:the AWS managed key is free; kms_key_arn names another
  key_id           = var.kms_key_arn
  type             = "SecureString"
  value_wo         = ephemeral.random_password.clickhouse.result
  value_wo_version = var.clickhouse_password_version

  tags = local.tags
}
