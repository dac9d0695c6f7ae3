import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/** The bucket that ClickHouse uses as a disk. */
export class AwsStorage extends ModulePart {
  public readonly clickhouseBucket: S3Bucket;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
  ) {
    super(scope, "storage", { source: "stacks/aws/storage.ts" });
    this.clickhouseBucket = this.bucket();
    this.encryption();
    this.access();
    this.lifecycle();
  }

  private bucket(): S3Bucket {
    const bucket = new S3Bucket(this, "aws_s3_bucket.clickhouse", {
      bucketPrefix: `${this.inputs.name.stringValue}-clickhouse-`,
      forceDestroy: this.inputs.forceDelete.booleanValue,
      tags: this.main.tags,
    });
    comment(bucket, {
      head: [
        "#checkov:skip=CKV_AWS_18:one log line per request, at the rate of ClickHouse's requests",
        "#checkov:skip=CKV_AWS_21:with versioning every merge would keep the parts that it replaced",
        "#checkov:skip=CKV_AWS_144:a copy of the objects is worthless without ClickHouse's metadata",
        "#checkov:skip=CKV_AWS_145:SSE-S3 has no charge per request; kms_key_arn switches to SSE-KMS",
        "#checkov:skip=CKV2_AWS_62:nothing would read the notifications",
      ],
    });
    return bucket;
  }

  private encryption(): void {
    new S3BucketServerSideEncryptionConfigurationA(
      this,
      "aws_s3_bucket_server_side_encryption_configuration.clickhouse",
      {
        bucket: this.clickhouseBucket.id,
        rule: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: hcl`var.kms_key_arn == null ? "AES256" : "aws:kms"`,
              kmsMasterKeyId: this.inputs.kmsKeyArn.stringValue,
            },
            bucketKeyEnabled: true,
          },
        ],
      },
    );
  }

  private access(): void {
    new S3BucketPublicAccessBlock(this, "aws_s3_bucket_public_access_block.clickhouse", {
      bucket: this.clickhouseBucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "aws_s3_bucket_ownership_controls.clickhouse", {
      bucket: this.clickhouseBucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const policy = new DataAwsIamPolicyDocument(
      this,
      "data.aws_iam_policy_document.clickhouse_bucket",
      {
        statement: [
          {
            sid: "DenyPlainHttp",
            effect: "Deny",
            actions: ["s3:*"],
            resources: [this.clickhouseBucket.arn, `${this.clickhouseBucket.arn}/*`],
            principals: [{ type: "*", identifiers: ["*"] }],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      },
    );
    new S3BucketPolicy(this, "aws_s3_bucket_policy.clickhouse", {
      bucket: this.clickhouseBucket.id,
      policy: policy.json,
    });
  }

  /** Objects are ClickHouse's to delete: a rule that expires or moves them would destroy tables. */
  private lifecycle(): void {
    const lifecycle = new S3BucketLifecycleConfiguration(
      this,
      "aws_s3_bucket_lifecycle_configuration.clickhouse",
      {
        bucket: this.clickhouseBucket.id,
        rule: [
          {
            id: "abort-incomplete-multipart-uploads",
            status: "Enabled",
            filter: [{}],
            abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
          },
        ],
      },
    );
    comment(lifecycle, {
      arguments: {
        rule: "The only rule: one that expires or moves objects would destroy ClickHouse's tables.",
      },
    });
  }
}
