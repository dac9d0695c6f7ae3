# Generated from stacks/aws/postgresql.ts. Edit there, then run npm run synth.

ephemeral "random_password" "database" {
  length = 48
  # Langfuse's entrypoint puts it into a URL without encoding it.
  special = false
}

resource "aws_db_subnet_group" "postgresql" {
  count = var.database_type == "external" ? 0 : 1

  name_prefix = "${local.name}-postgresql-"
  description = "Subnets of the PostgreSQL of Langfuse"

  region     = var.region
  subnet_ids = local.data_subnet_ids

  tags = local.tags
}

locals {
  database_password_version = 2 * var.database_password_version - (
    var.secret_store == "ssm" ? 1 : 0
  )

  database_host = (
    var.database_type == "external"
    ? var.external_database.host
    : one(concat(aws_db_instance.postgresql[*].address, aws_rds_cluster.postgresql[*].endpoint))
  )

  database_port = var.database_type == "external" ? var.external_database.port : 5432
  database_name = var.database_type == "external" ? var.external_database.name : "langfuse"

  database_username = (
    var.database_type == "external"
    ? var.external_database.username
    : var.database_user
  )

  database_password_reference = (
    var.database_type == "external"
    ? var.external_database.password_secret_arn
    : local.secret_arns["database_password"]
  )

  database_connection_limit = max(5, 2 * ceil(max(var.web_cpu, var.worker_cpu) / 1024) + 1)
  database_arguments        = "sslmode=require&connect_timeout=30&pool_timeout=30&connection_limit=${local.database_connection_limit}"
}
