# Generated from stacks/aws/postgresql-aurora.ts. Edit there, then run npm run synth.

resource "aws_cloudwatch_log_group" "aurora" {
  for_each = toset(var.database_type == "aurora_serverless_v2" ? ["postgresql"] : [])

  name = "/aws/rds/cluster/${local.name}-postgresql/${each.key}"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}

resource "aws_rds_cluster_parameter_group" "postgresql" {
  count = var.database_type == "aurora_serverless_v2" ? 1 : 0

  name_prefix = "${local.name}-postgresql-"
  family      = "aurora-postgresql${split(".", var.database_version)[0]}"
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

resource "aws_rds_cluster" "postgresql" {
  #checkov:skip=CKV2_AWS_8:point-in-time recovery is in the cluster's own backups
  count = var.database_type == "aurora_serverless_v2" ? 1 : 0

  cluster_identifier = "${local.name}-postgresql"
  # A higher database_version is permission enough.
  allow_major_version_upgrade = true
  # An apply does what its plan says, and when.
  apply_immediately                   = true
  backup_retention_period             = var.database_backup_retention_days
  copy_tags_to_snapshot               = true
  database_name                       = "langfuse"
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.postgresql[0].name
  db_subnet_group_name                = aws_db_subnet_group.postgresql[0].name
  deletion_protection                 = var.force_delete ? false : true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  engine                              = "aurora-postgresql"
  engine_mode                         = "provisioned"
  engine_version                      = var.database_version
  final_snapshot_identifier           = "${local.name}-postgresql-${random_id.suffix.hex}"
  iam_database_authentication_enabled = true
  #checkov:skip=CKV_AWS_327:the AWS managed key is free; kms_key_arn names another
  kms_key_id                 = var.kms_key_arn
  master_password_wo         = ephemeral.random_password.database.result
  master_password_wo_version = local.database_password_version
  master_username            = var.database_user
  port                       = 5432
  region                     = var.region
  skip_final_snapshot        = var.force_delete
  storage_encrypted          = true
  vpc_security_group_ids     = [aws_security_group.postgresql[0].id]

  # A minimum of 0 saves nothing while Langfuse runs: its tasks stay connected, and it never pauses.
  serverlessv2_scaling_configuration {
    max_capacity             = var.database_max_capacity
    min_capacity             = var.database_min_capacity
    seconds_until_auto_pause = var.database_min_capacity == 0 ? 300 : null
  }

  tags = local.tags

  depends_on = [aws_cloudwatch_log_group.aurora]
}

resource "aws_rds_cluster_instance" "postgresql" {
  #checkov:skip=CKV_AWS_118:enhanced monitoring is billed as log ingestion
  count = var.database_type == "aurora_serverless_v2" ? (var.database_multi_az ? 2 : 1) : 0

  identifier         = "${local.name}-postgresql-${count.index + 1}"
  cluster_identifier = aws_rds_cluster.postgresql[0].id

  apply_immediately = true
  # A release such as 17 moves to new minor versions by itself, 17.4 stays until it is changed.
  auto_minor_version_upgrade = length(split(".", var.database_version)) == 1
  ca_cert_identifier         = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot      = true
  engine                     = aws_rds_cluster.postgresql[0].engine
  instance_class             = "db.serverless"
  #checkov:skip=CKV_AWS_353:it keeps a small cluster above its minimum; database_min_capacity = 2
  performance_insights_enabled = var.database_min_capacity >= 2
  #checkov:skip=CKV_AWS_354:the AWS managed key is free; kms_key_arn names another
  performance_insights_kms_key_id = var.database_min_capacity >= 2 ? var.kms_key_arn : null
  publicly_accessible             = false
  region                          = var.region

  tags = local.tags
}
