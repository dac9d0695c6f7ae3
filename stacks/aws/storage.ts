import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import { privateBucket } from "./bucket";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/** What Langfuse's settings put before the keys of each kind of object. */
export const BLOB_PREFIXES = { events: "events/", media: "media/", exports: "exports/" } as const;

/** Days for which an object that was deleted or overwritten can be had back, when versioning is on. */
const NONCURRENT_DAYS = 30;

/** Seconds for which a browser remembers that it may upload. */
const CORS_MAX_AGE = 3600;

/**
 * The buckets: one for Langfuse's raw events, media and exports, and one that ClickHouse uses as a disk.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/blobstorage
 */
export class AwsStorage extends ModulePart {
  /** Langfuse's, with the prefixes of {@link BLOB_PREFIXES}. */
  public readonly bucket: S3Bucket;
  /** ClickHouse's; counted, none with an external ClickHouse. */
  public readonly clickhouseBucket: S3Bucket;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
  ) {
    super(scope, "storage", { source: "stacks/aws/storage.ts" });
    this.bucket = this.langfuse();
    this.clickhouseBucket = this.clickhouse();
  }

  private langfuse(): S3Bucket {
    const { bucket } = privateBucket(this, "langfuse", {
      inputs: this.inputs,
      main: this.main,
      suffix: "blob",
      skips: [
        "#checkov:skip=CKV_AWS_18:a log line for every event is billed like the event itself",
        "#checkov:skip=CKV_AWS_21:old versions are billed like new ones; blob_versioning_enabled",
        "#checkov:skip=CKV_AWS_144:a second copy in another region doubles the price",
        "#checkov:skip=CKV_AWS_145:SSE-S3 has no charge per request; kms_key_arn switches to SSE-KMS",
        "#checkov:skip=CKV2_AWS_62:nothing would read the notifications",
      ],
    });
    const versioning = new S3BucketVersioningA(this, "aws_s3_bucket_versioning.langfuse", {
      bucket: bucket.id,
      versioningConfiguration: {
        status: hcl`${this.inputs.blobVersioningEnabled} ? "Enabled" : "Suspended"`,
      },
    });
    comment(versioning, {
      arguments: {
        versioning_configuration: "A bucket that has had versions can only be suspended.",
      },
    });
    this.cors(bucket);
    this.expiry(bucket, versioning);
    return bucket;
  }

  /** The browser uploads and shows media by signed addresses of the bucket. */
  private cors(bucket: S3Bucket): void {
    new S3BucketCorsConfiguration(this, "aws_s3_bucket_cors_configuration.langfuse", {
      bucket: bucket.id,
      corsRule: [
        {
          allowedOrigins: [hcl`local.langfuse_url`],
          allowedMethods: ["GET", "HEAD", "PUT"],
          allowedHeaders: ["content-type", "x-amz-*"],
          exposeHeaders: ["ETag"],
          maxAgeSeconds: CORS_MAX_AGE,
        },
      ],
    });
  }

  private expiry(bucket: S3Bucket, versioning: S3BucketVersioningA): void {
    const lifecycle = new S3BucketLifecycleConfiguration(
      this,
      "aws_s3_bucket_lifecycle_configuration.langfuse",
      {
        bucket: bucket.id,
        rule: [
          {
            id: "remove-what-nobody-can-read",
            status: "Enabled",
            filter: [{}],
            abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
            noncurrentVersionExpiration: [{ noncurrentDays: NONCURRENT_DAYS }],
            expiration: [{ expiredObjectDeleteMarker: true }],
          },
        ],
        dependsOn: [versioning],
      },
    );
    const { eventRetentionDays, exportRetentionDays } = this.inputs;
    lifecycle.addOverride("dynamic", {
      rule: {
        for_each: hcl`{ for prefix, days in ${{ events: eventRetentionDays, exports: exportRetentionDays }} : prefix => days if days != null }`,
        content: {
          id: hcl`"expire-\${rule.key}"`,
          status: "Enabled",
          filter: { prefix: hcl`"\${rule.key}/"` },
          expiration: { days: hcl`rule.value` },
        },
      },
    });
    comment(lifecycle, {
      head: ["There is no rule for media/: Langfuse's traces refer to it for ever."],
    });
  }

  private clickhouse(): S3Bucket {
    const count = hclNumber`local.clickhouse_enabled ? 1 : 0`;
    const { bucket, id } = privateBucket(this, "clickhouse", {
      inputs: this.inputs,
      main: this.main,
      suffix: "clickhouse",
      count,
      skips: [
        "#checkov:skip=CKV_AWS_18:one log line per request, at the rate of ClickHouse's requests",
        "#checkov:skip=CKV_AWS_21:with versioning every merge would keep the parts that it replaced",
        "#checkov:skip=CKV_AWS_144:a copy of the objects is worthless without ClickHouse's metadata",
        "#checkov:skip=CKV_AWS_145:SSE-S3 has no charge per request; kms_key_arn switches to SSE-KMS",
        "#checkov:skip=CKV2_AWS_62:nothing would read the notifications",
      ],
    });
    const lifecycle = new S3BucketLifecycleConfiguration(
      this,
      "aws_s3_bucket_lifecycle_configuration.clickhouse",
      {
        count,
        bucket: id,
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
    return bucket;
  }
}
