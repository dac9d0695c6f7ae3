# Generated from stacks/aws/clickhouse-volume.ts. Edit there, then run npm run synth.

resource "aws_efs_file_system" "clickhouse" {
  encrypted = true
  #checkov:skip=CKV_AWS_184:the AWS managed key is free; kms_key_arn names another
  kms_key_id                      = var.kms_key_arn
  provisioned_throughput_in_mibps = var.efs_provisioned_throughput_mibps
  throughput_mode                 = var.efs_throughput_mode

  tags = merge(local.tags, { Name = "${var.name}-clickhouse" })
}

data "aws_iam_policy_document" "clickhouse_volume" {
  statement {
    sid    = "DenyWithoutTls"
    effect = "Deny"

    actions   = ["*"]
    resources = [aws_efs_file_system.clickhouse.arn]

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
  file_system_id = aws_efs_file_system.clickhouse.id
  policy         = data.aws_iam_policy_document.clickhouse_volume.json
}

resource "aws_efs_access_point" "clickhouse" {
  file_system_id = aws_efs_file_system.clickhouse.id

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

  tags = merge(local.tags, { Name = "${var.name}-clickhouse" })
}

resource "aws_efs_mount_target" "clickhouse" {
  count = length(local.subnet_ids)

  file_system_id  = aws_efs_file_system.clickhouse.id
  security_groups = [aws_security_group.clickhouse_volume.id]
  subnet_id       = local.subnet_ids[count.index]
}
