# Generated from stacks/aws/postgresql-rds.ts. Edit there, then run npm run synth.

resource "aws_cloudwatch_log_group" "postgresql" {
  for_each = toset(var.database_type == "rds" ? ["postgresql", "upgrade"] : [])

  name = "/aws/rds/instance/${local.name}-postgresql/${each.key}"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}

resource "aws_db_parameter_group" "postgresql" {
  count = var.database_type == "rds" ? 1 : 0

  name_prefix = "${local.name}-postgresql-"
  family      = "postgres${split(".", var.database_version)[0]}"
  description = "Settings of the PostgreSQL of Langfuse"
  region      = var.region

  parameter {
    name         = "rds.force_ssl"
    apply_method = "pending-reboot"
    value        = "1"
  }

  parameter {
    name         = "timezone"
    apply_method = "pending-reboot"
    value        = "UTC"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  tags = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "postgresql" {
  #checkov:skip=CKV_AWS_118:enhanced monitoring is billed as log ingestion
  count = var.database_type == "rds" ? 1 : 0

  identifier        = "${local.name}-postgresql"
  allocated_storage = var.database_storage_gib
  # A higher database_version is permission enough.
  allow_major_version_upgrade = true
  # An apply does what its plan says, and when; otherwise changes wait for the maintenance window.
  apply_immediately = true
  # A release such as 17 moves to new minor versions by itself, 17.4 stays until it is changed.
  auto_minor_version_upgrade          = length(split(".", var.database_version)) == 1
  backup_retention_period             = var.database_backup_retention_days
  ca_cert_identifier                  = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot               = true
  db_name                             = "langfuse"
  db_subnet_group_name                = aws_db_subnet_group.postgresql[0].name
  deletion_protection                 = var.force_delete ? false : true
  enabled_cloudwatch_logs_exports     = ["postgresql", "upgrade"]
  engine                              = "postgres"
  engine_version                      = var.database_version
  final_snapshot_identifier           = "${local.name}-postgresql-${random_id.suffix.hex}"
  iam_database_authentication_enabled = true
  instance_class                      = var.database_instance_class
  kms_key_id                          = var.kms_key_arn
  max_allocated_storage               = var.database_max_storage_gib
  #checkov:skip=CKV_AWS_157:a standby doubles the price; database_multi_az
  multi_az             = var.database_multi_az
  parameter_group_name = aws_db_parameter_group.postgresql[0].name
  # Neither plan nor state has it; the secret store gets the same afterwards.
  password_wo         = ephemeral.random_password.database.result
  password_wo_version = local.database_password_version
  # Seven days are free, on every class that PostgreSQL runs on.
  performance_insights_enabled = true
  #checkov:skip=CKV_AWS_354:the AWS managed key is free; kms_key_arn names another
  performance_insights_kms_key_id       = var.kms_key_arn
  performance_insights_retention_period = 7
  port                                  = 5432
  publicly_accessible                   = false
  region                                = var.region
  skip_final_snapshot                   = var.force_delete
  storage_encrypted                     = true
  storage_type                          = "gp3"
  username                              = var.database_user
  vpc_security_group_ids                = [aws_security_group.postgresql[0].id]

  tags = local.tags

  depends_on = [aws_cloudwatch_log_group.postgresql]
}
