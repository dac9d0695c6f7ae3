import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import type { ModulePart } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

export interface PrivateBucketProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;

  /** Follows the installation's name in that of the bucket; at most 15 characters. */
  readonly suffix: string;

  /**
   * How many there are, an expression for 0 or 1.
   *
   * @default - one, without an index
   */
  readonly count?: number;

  /** Lines at the head of the bucket: checks that it does not pass, and why. */
  readonly skips: readonly string[];
}

/** A bucket and what its settings call it. */
export interface PrivateBucket {
  readonly bucket: S3Bucket;
  /** Reference to its name, for settings that are counted like it. */
  readonly id: string;
}

/** An S3 bucket that is encrypted, closed to the public, and answers over TLS only. */
export function privateBucket(
  part: ModulePart,
  label: string,
  { inputs, main, suffix, count, skips }: PrivateBucketProps,
): PrivateBucket {
  const bucket = new S3Bucket(part, `aws_s3_bucket.${label}`, {
    count,
    bucketPrefix: `${main.name}-${suffix}-`,
    forceDestroy: inputs.forceDelete.booleanValue,
    tags: main.tags,
  });
  comment(bucket, { head: skips });
  const attribute = (name: "id" | "arn") =>
    count === undefined ? bucket[name] : only(bucket, name);
  const shared = { count, bucket: attribute("id") };

  new S3BucketServerSideEncryptionConfigurationA(
    part,
    `aws_s3_bucket_server_side_encryption_configuration.${label}`,
    {
      ...shared,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: hcl`var.kms_key_arn == null ? "AES256" : "aws:kms"`,
            kmsMasterKeyId: inputs.kmsKeyArn.stringValue,
          },
          bucketKeyEnabled: true,
        },
      ],
    },
  );
  new S3BucketPublicAccessBlock(part, `aws_s3_bucket_public_access_block.${label}`, {
    ...shared,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(part, `aws_s3_bucket_ownership_controls.${label}`, {
    ...shared,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const policy = new DataAwsIamPolicyDocument(
    part,
    `data.aws_iam_policy_document.${label}_bucket`,
    {
      count,
      statement: [
        {
          sid: "DenyPlainHttp",
          effect: "Deny",
          actions: ["s3:*"],
          resources: [attribute("arn"), `${attribute("arn")}/*`],
          principals: [{ type: "*", identifiers: ["*"] }],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
      ],
    },
  );
  new S3BucketPolicy(part, `aws_s3_bucket_policy.${label}`, {
    ...shared,
    policy: count === undefined ? policy.json : only(policy, "json"),
  });
  return { bucket, id: shared.bucket };
}
