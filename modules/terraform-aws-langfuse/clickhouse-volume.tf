# Generated from stacks/aws/clickhouse-volume.ts. Edit there, then run npm run synth.

locals {
  is_clickhouse_on_efs = local.clickhouse_enabled && var.clickhouse_volume_type == "efs"
  is_clickhouse_on_ebs = local.clickhouse_enabled && var.clickhouse_volume_type == "ebs"

  is_clickhouse_in_one_zone = (
    local.is_clickhouse_on_ebs ||
    local.is_clickhouse_on_efs && var.efs_one_zone
  )
}

data "aws_subnet" "clickhouse" {
  count = local.is_clickhouse_in_one_zone && !local.is_vpc_made ? 1 : 0

  id     = local.subnet_ids[0]
  region = var.region
}

locals {
  clickhouse_zone = (
    local.is_vpc_made
    ? local.availability_zones[0]
    : one(data.aws_subnet.clickhouse[*].availability_zone)
  )

  clickhouse_subnet_ids = (
    local.is_clickhouse_in_one_zone
    ? slice(local.subnet_ids, 0, 1)
    : local.subnet_ids
  )
}

resource "aws_efs_file_system" "clickhouse" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  availability_zone_name = var.efs_one_zone ? local.clickhouse_zone : null
  encrypted              = true
  #checkov:skip=CKV_AWS_184:the AWS managed key is free; kms_key_arn names another
  kms_key_id                      = var.kms_key_arn
  provisioned_throughput_in_mibps = var.efs_provisioned_throughput_mibps
  region                          = var.region
  throughput_mode                 = var.efs_throughput_mode

  tags = merge(local.tags, { Name = "${local.name}-clickhouse" })
}

data "aws_iam_policy_document" "clickhouse_volume" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  statement {
    sid    = "DenyWithoutTls"
    effect = "Deny"

    actions   = ["*"]
    resources = [aws_efs_file_system.clickhouse[0].arn]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }

    principals {
      identifiers = ["*"]
      type        = "AWS"
    }
  }
}

resource "aws_efs_file_system_policy" "clickhouse" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  file_system_id = aws_efs_file_system.clickhouse[0].id
  policy         = data.aws_iam_policy_document.clickhouse_volume[0].json
  region         = var.region
}

resource "aws_efs_access_point" "clickhouse" {
  count = local.is_clickhouse_on_efs ? 1 : 0

  file_system_id = aws_efs_file_system.clickhouse[0].id
  region         = var.region

  posix_user {
    gid = 101
    uid = 101
  }

  root_directory {
    path = "/clickhouse"

    creation_info {
      owner_gid   = 101
      owner_uid   = 101
      permissions = "0750"
    }
  }

  tags = merge(local.tags, { Name = "${local.name}-clickhouse" })
}

resource "aws_efs_mount_target" "clickhouse" {
  count = local.is_clickhouse_on_efs ? var.efs_one_zone ? 1 : length(local.data_subnet_ids) : 0

  file_system_id  = aws_efs_file_system.clickhouse[0].id
  region          = var.region
  security_groups = [aws_security_group.clickhouse_volume[0].id]
  subnet_id       = local.data_subnet_ids[count.index]
}

resource "aws_ebs_volume" "clickhouse" {
  count = local.is_clickhouse_on_ebs ? 1 : 0

  availability_zone = local.clickhouse_zone
  encrypted         = true
  final_snapshot    = !var.force_delete
  #checkov:skip=CKV_AWS_189:the AWS managed key is free; kms_key_arn names another
  kms_key_id = var.kms_key_arn
  region     = var.region
  size       = var.clickhouse_volume_size_gib
  type       = "gp3"

  tags = merge(local.tags, { Name = "${local.name}-clickhouse" })
}
