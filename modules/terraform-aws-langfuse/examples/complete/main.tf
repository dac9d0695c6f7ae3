locals {
  name = "langfuse-complete"
}

provider "aws" {
  region = var.region
}

module "langfuse" {
  source = "../../"

  name = local.name
  tags = { Environment = "example" }

  vpc_id             = var.vpc_id
  private_subnet_ids = var.private_subnet_ids

  is_spot_instance = true
  cpu_architecture = "ARM64"
  kms_key_arn      = var.kms_key_arn

  clickhouse_cpu                        = 2048
  clickhouse_memory                     = 8192
  clickhouse_allowed_security_group_ids = [aws_security_group.client.id]
  clickhouse_log_retention_days         = 7
  clickhouse_extra_config = {
    timezone = <<-XML
      <clickhouse>
        <timezone>UTC</timezone>
      </clickhouse>
    XML
  }

  efs_throughput_mode              = "provisioned"
  efs_provisioned_throughput_mibps = 10

  log_retention_days         = 90
  container_insights_enabled = true
  execute_command_enabled    = true
  force_delete               = true
}

# Whatever carries this group may connect to ClickHouse.
resource "aws_security_group" "client" {
  #checkov:skip=CKV2_AWS_5:it is for whatever shall connect, which is not part of this example
  name_prefix = "${local.name}-client-"
  description = "Clients of ClickHouse"
  vpc_id      = var.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}
