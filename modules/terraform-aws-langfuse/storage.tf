# Generated from stacks/aws/storage.ts. Edit there, then run npm run synth.

resource "aws_s3_bucket" "langfuse" {
  #checkov:skip=CKV_AWS_18:a log line for every event is billed like the event itself
  #checkov:skip=CKV_AWS_21:old versions are billed like new ones; blob_versioning_enabled
  #checkov:skip=CKV_AWS_144:a second copy in another region doubles the price
  #checkov:skip=CKV_AWS_145:SSE-S3 has no charge per request; kms_key_arn switches to SSE-KMS
  #checkov:skip=CKV2_AWS_62:nothing would read the notifications
  bucket_prefix = "${local.name}-blob-"
  force_destroy = var.force_delete
  region        = var.region

  tags = local.tags
}

resource "aws_s3_bucket_server_side_encryption_configuration" "langfuse" {
  bucket = aws_s3_bucket.langfuse.id
  region = var.region

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = var.kms_key_arn
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "langfuse" {
  bucket                  = aws_s3_bucket.langfuse.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  region                  = var.region
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "langfuse" {
  bucket = aws_s3_bucket.langfuse.id
  region = var.region

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "langfuse_bucket" {
  statement {
    sid    = "DenyPlainHttp"
    effect = "Deny"

    actions   = ["s3:*"]
    resources = [aws_s3_bucket.langfuse.arn, "${aws_s3_bucket.langfuse.arn}/*"]

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

resource "aws_s3_bucket_policy" "langfuse" {
  bucket = aws_s3_bucket.langfuse.id
  policy = data.aws_iam_policy_document.langfuse_bucket.json
  region = var.region
}

resource "aws_s3_bucket_versioning" "langfuse" {
  bucket = aws_s3_bucket.langfuse.id
  region = var.region

  # A bucket that has had versions can only be suspended.
  versioning_configuration {
    status = var.blob_versioning_enabled ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_cors_configuration" "langfuse" {
  bucket = aws_s3_bucket.langfuse.id
  region = var.region

  cors_rule {
    allowed_headers = ["content-type", "x-amz-*"]
    allowed_methods = ["GET", "HEAD", "PUT"]
    allowed_origins = [local.langfuse_url]
    expose_headers  = ["ETag"]
    max_age_seconds = 3600
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "langfuse" {
  # There is no rule for media/: Langfuse's traces refer to it for ever.
  bucket = aws_s3_bucket.langfuse.id
  region = var.region

  rule {
    id     = "remove-what-nobody-can-read"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    expiration {
      expired_object_delete_marker = true
    }

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  dynamic "rule" {
    for_each = {
      for prefix, days in {
        events  = var.event_retention_days
        exports = var.export_retention_days
      } :
      prefix => days if days != null
    }

    content {
      id     = "expire-${rule.key}"
      status = "Enabled"

      expiration {
        days = rule.value
      }

      filter {
        prefix = "${rule.key}/"
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.langfuse]
}

resource "aws_s3_bucket" "clickhouse" {
  #checkov:skip=CKV_AWS_18:one log line per request, at the rate of ClickHouse's requests
  #checkov:skip=CKV_AWS_21:with versioning every merge would keep the parts that it replaced
  #checkov:skip=CKV_AWS_144:a copy of the objects is worthless without ClickHouse's metadata
  #checkov:skip=CKV_AWS_145:SSE-S3 has no charge per request; kms_key_arn switches to SSE-KMS
  #checkov:skip=CKV2_AWS_62:nothing would read the notifications
  count = local.clickhouse_enabled ? 1 : 0

  bucket_prefix = "${local.name}-clickhouse-"
  force_destroy = var.force_delete
  region        = var.region

  tags = local.tags
}

resource "aws_s3_bucket_server_side_encryption_configuration" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  bucket = aws_s3_bucket.clickhouse[0].id
  region = var.region

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = var.kms_key_arn
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  bucket                  = aws_s3_bucket.clickhouse[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  region                  = var.region
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  bucket = aws_s3_bucket.clickhouse[0].id
  region = var.region

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "clickhouse_bucket" {
  count = local.clickhouse_enabled ? 1 : 0

  statement {
    sid    = "DenyPlainHttp"
    effect = "Deny"

    actions   = ["s3:*"]
    resources = [aws_s3_bucket.clickhouse[0].arn, "${aws_s3_bucket.clickhouse[0].arn}/*"]

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
  count = local.clickhouse_enabled ? 1 : 0

  bucket = aws_s3_bucket.clickhouse[0].id
  policy = data.aws_iam_policy_document.clickhouse_bucket[0].json
  region = var.region
}

resource "aws_s3_bucket_lifecycle_configuration" "clickhouse" {
  count = local.clickhouse_enabled ? 1 : 0

  bucket = aws_s3_bucket.clickhouse[0].id
  region = var.region

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
