# Generated from stacks/aws/storage.ts. Edit there, then run npm run synth.

resource "aws_s3_bucket" "clickhouse" {
  #checkov:skip=CKV_AWS_18:one log line per request, at the rate of ClickHouse's requests
  #checkov:skip=CKV_AWS_21:with versioning every merge would keep the parts that it replaced
  #checkov:skip=CKV_AWS_144:a copy of the objects is worthless without ClickHouse's metadata
  #checkov:skip=CKV_AWS_145:SSE-S3 has no charge per request; kms_key_arn switches to SSE-KMS
  #checkov:skip=CKV2_AWS_62:nothing would read the notifications
  bucket_prefix = "${var.name}-clickhouse-"
  force_destroy = var.force_delete

  tags = local.tags
}

resource "aws_s3_bucket_server_side_encryption_configuration" "clickhouse" {
  bucket = aws_s3_bucket.clickhouse.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = var.kms_key_arn
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "clickhouse" {
  bucket                  = aws_s3_bucket.clickhouse.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "clickhouse" {
  bucket = aws_s3_bucket.clickhouse.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "clickhouse_bucket" {
  statement {
    sid    = "DenyPlainHttp"
    effect = "Deny"

    actions   = ["s3:*"]
    resources = [aws_s3_bucket.clickhouse.arn, "${aws_s3_bucket.clickhouse.arn}/*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }

    principals {
      identifiers = ["*"]
      type        = "*"
    }
  }
}

resource "aws_s3_bucket_policy" "clickhouse" {
  bucket = aws_s3_bucket.clickhouse.id
  policy = data.aws_iam_policy_document.clickhouse_bucket.json
}

resource "aws_s3_bucket_lifecycle_configuration" "clickhouse" {
  bucket = aws_s3_bucket.clickhouse.id

  # The only rule: one that expires or moves objects would destroy ClickHouse's tables.
  rule {
    id     = "abort-incomplete-multipart-uploads"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    filter {}
  }
}
