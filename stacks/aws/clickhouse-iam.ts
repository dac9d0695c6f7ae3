import {
  DataAwsIamPolicyDocument,
  DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclList } from "../../lib/terraform/expression";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsObservability } from "./observability";
import type { AwsSecrets } from "./secrets";
import type { AwsStorage } from "./storage";

export interface AwsClickhouseIamProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly storage: AwsStorage;
  readonly secrets: AwsSecrets;
  readonly observability: AwsObservability;
  readonly volume: AwsClickhouseVolume;
}

/** A statement that is there only when `forEach` has an element. */
interface DynamicStatement {
  readonly for_each: string;
  readonly content: Record<string, unknown>;
}

/**
 * The two roles of the ClickHouse task: `execution` is what ECS needs to start it, `task` what the server
 * may do. Neither may touch anything that this module did not make.
 */
export class AwsClickhouseIam extends ModulePart {
  public readonly executionRole: IamRole;
  public readonly taskRole: IamRole;
  /** The policies, which must be in place before the first task starts. */
  public readonly policies: IamRolePolicy[] = [];

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsClickhouseIamProps,
  ) {
    super(scope, "clickhouse-iam", { source: "stacks/aws/clickhouse-iam.ts" });
    const trust = this.trust();
    this.executionRole = this.role("execution", trust, this.executionStatements(), [
      ...this.kms(["kms:Decrypt"]),
      ...this.privateImage(),
    ]);
    this.taskRole = this.role("task", trust, this.taskStatements(), [
      ...this.kms(["kms:Decrypt", "kms:GenerateDataKey"]),
      ...this.executeCommand(),
    ]);
  }

  private trust(): DataAwsIamPolicyDocument {
    const { main } = this.props;
    return new DataAwsIamPolicyDocument(this, "data.aws_iam_policy_document.ecs_tasks_trust", {
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
          condition: [
            {
              test: "StringEquals",
              variable: "aws:SourceAccount",
              values: [main.account.accountId],
            },
          ],
        },
      ],
    });
  }

  private role(
    kind: "execution" | "task",
    trust: DataAwsIamPolicyDocument,
    statement: DataAwsIamPolicyDocumentStatement[],
    dynamicStatements: DynamicStatement[],
  ): IamRole {
    const label = `clickhouse_${kind}`;
    const document = new DataAwsIamPolicyDocument(this, `data.aws_iam_policy_document.${label}`, {
      statement,
    });
    document.addOverride("dynamic", { statement: dynamicStatements });
    const role = new IamRole(this, `aws_iam_role.${label}`, {
      namePrefix: `${this.props.inputs.name.stringValue}-ch-${kind}-`,
      description: `ClickHouse of Langfuse, ${kind} role`,
      assumeRolePolicy: trust.json,
      tags: this.props.main.tags,
    });
    const policy = new IamRolePolicy(this, `aws_iam_role_policy.${label}`, {
      name: "clickhouse",
      role: role.id,
      policy: document.json,
    });
    this.policies.push(policy);
    return role;
  }

  private executionStatements(): DataAwsIamPolicyDocumentStatement[] {
    const { observability, secrets } = this.props;
    return [
      {
        sid: "WriteLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${observability.clickhouseLogGroup.arn}:*`],
      },
      {
        sid: "ReadSecrets",
        actions: ["ssm:GetParameters"],
        resources: [secrets.clickhousePassword.arn],
      },
    ];
  }

  private taskStatements(): DataAwsIamPolicyDocumentStatement[] {
    const { storage, volume } = this.props;
    return [
      {
        sid: "ListBucket",
        actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        resources: [storage.clickhouseBucket.arn],
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
        resources: [`${storage.clickhouseBucket.arn}/*`],
      },
      {
        sid: "MountVolume",
        actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        resources: [volume.fileSystem.arn],
        condition: [
          {
            test: "StringEquals",
            variable: "elasticfilesystem:AccessPointArn",
            values: [volume.accessPoint.arn],
          },
        ],
      },
    ];
  }

  private kms(actions: string[]): DynamicStatement[] {
    return [
      {
        for_each: hcl`var.kms_key_arn == null ? [] : [var.kms_key_arn]`,
        content: { sid: "UseKey", actions, resources: hclList`[statement.value]` },
      },
    ];
  }

  /** Only an image in Amazon ECR needs permissions; the official one is public. */
  private privateImage(): DynamicStatement[] {
    const forEach = hcl`local.clickhouse_ecr_repository_arns`;
    return [
      {
        for_each: forEach,
        content: {
          sid: "PullImage",
          actions: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
          ],
          resources: hclList`[statement.value]`,
        },
      },
      {
        for_each: forEach,
        // This action takes no resource.
        content: { sid: "LogInToEcr", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
      },
    ];
  }

  private executeCommand(): DynamicStatement[] {
    return [
      {
        for_each: hcl`var.execute_command_enabled ? [true] : []`,
        content: {
          sid: "ExecuteCommand",
          actions: [
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          // These actions take no resource.
          resources: ["*"],
        },
      },
    ];
  }
}
