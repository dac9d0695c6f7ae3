import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList } from "../../lib/terraform/expression";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import {
  type AwsIam,
  type DynamicStatement,
  executeCommandStatement,
  imageStatements,
  keyStatement,
  secretStatements,
  type TaskRole,
} from "./iam";
import type { AwsMain } from "./main";
import type { AwsObservability } from "./observability";
import type { AwsStorage } from "./storage";

export interface AwsClickhouseIamProps {
  readonly main: AwsMain;
  readonly iam: AwsIam;
  readonly storage: AwsStorage;
  readonly observability: AwsObservability;
  readonly volume: AwsClickhouseVolume;
}

/**
 * The two roles of the ClickHouse task: `execution` is what ECS needs to start it, `task` what the server
 * may do. Neither may touch anything that this module did not make.
 */
export class AwsClickhouseIam extends ModulePart {
  public readonly execution: TaskRole;
  public readonly task: TaskRole;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsClickhouseIamProps,
  ) {
    super(scope, "clickhouse-iam", { source: "stacks/aws/clickhouse-iam.ts" });
    const { main, iam } = props;
    const shared = { main, isThere: hclAny`local.clickhouse_enabled` };
    this.execution = iam.role(this, {
      ...shared,
      label: "clickhouse_execution",
      suffix: "ch-execution",
      description: "ClickHouse of Langfuse, execution role",
      statements: [
        {
          sid: "WriteLogs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${props.observability.clickhouseArn}:*`],
        },
      ],
      dynamicStatements: [
        ...secretStatements(hclAny`[local.secret_arns["clickhouse_password"]]`),
        keyStatement(["kms:Decrypt"]),
        ...imageStatements(hclAny`local.clickhouse_image`, main.partition.partition),
      ],
    });
    this.task = iam.role(this, {
      ...shared,
      label: "clickhouse_task",
      suffix: "ch-task",
      description: "ClickHouse of Langfuse, task role",
      statements: this.bucketStatements(),
      dynamicStatements: [
        this.volumeStatement(),
        keyStatement(["kms:Decrypt", "kms:GenerateDataKey"]),
        executeCommandStatement(),
      ],
    });
  }

  private bucketStatements(): DataAwsIamPolicyDocumentStatement[] {
    const bucket = only(this.props.storage.clickhouseBucket, "arn");
    return [
      {
        sid: "ListBucket",
        actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        resources: [bucket],
      },
      {
        sid: "UseObjects",
        actions: [
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ],
        resources: [`${bucket}/*`],
      },
    ];
  }

  /** Only EFS asks the task's role; an EBS volume is mounted by the instance. */
  private volumeStatement(): DynamicStatement {
    const { fileSystem, accessPoint } = this.props.volume;
    return {
      for_each: hcl`${fileSystem}[*].arn`,
      content: {
        sid: "MountVolume",
        actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        resources: hclList`[statement.value]`,
        condition: [
          {
            test: "StringEquals",
            variable: "elasticfilesystem:AccessPointArn",
            values: [only(accessPoint, "arn")],
          },
        ],
      },
    };
  }
}
