data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "aws_kms_key" "langfuse" {
  description             = "Data of ${local.name}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "langfuse" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.langfuse.key_id
}

# In a key's policy "*" is this key.
data "aws_iam_policy_document" "key" {
  #checkov:skip=CKV_AWS_109:the account's own policies decide, and without it nobody could change the key
  #checkov:skip=CKV_AWS_111:the account's own policies decide, and without it nobody could change the key
  #checkov:skip=CKV_AWS_356:in a key's policy the only resource is the key
  # RDS, EFS, S3, ElastiCache, SSM and ECS use the key in the name of who calls them: policies of IAM allow it.
  statement {
    sid       = "PoliciesOfTheAccount"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  # CloudWatch Logs comes in its own name.
  statement {
    sid       = "CloudWatchLogs"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${data.aws_region.current.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:*"]
    }
  }
}
