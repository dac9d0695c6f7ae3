import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny } from "../../lib/terraform/expression";
import { BLOB_PREFIXES, type LangfuseContainer } from "../shared/langfuse-env";
import {
  type AwsIam,
  executeCommandStatement,
  imageStatements,
  keyStatement,
  secretStatements,
  type TaskRole,
} from "./iam";
import type { AwsMain } from "./main";

export interface AwsLangfuseIamProps {
  readonly main: AwsMain;
  readonly iam: AwsIam;
}

/**
 * The roles of web and worker: `execution` is what ECS needs to start a task, `task` what Langfuse may do.
 * Neither may touch anything that this module did not make, but for the secrets that the user names.
 */
export class AwsLangfuseIam extends ModulePart {
  public readonly execution: Readonly<Record<LangfuseContainer, TaskRole>>;
  public readonly task: Readonly<Record<LangfuseContainer, TaskRole>>;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsLangfuseIamProps,
  ) {
    super(scope, "langfuse-iam", { source: "stacks/aws/langfuse-iam.ts" });
    this.execution = { web: this.executionRole("web"), worker: this.executionRole("worker") };
    this.task = { web: this.taskRole("web"), worker: this.taskRole("worker") };
  }

  private executionRole(container: LangfuseContainer): TaskRole {
    const { main, iam } = this.props;
    const facts = {
      web: {
        logs: hcl`aws_cloudwatch_log_group.web.arn`,
        secrets: hclAny`values(local.web_secrets)`,
        image: hclAny`local.web_image`,
      },
      worker: {
        logs: hcl`aws_cloudwatch_log_group.worker.arn`,
        secrets: hclAny`values(local.worker_secrets)`,
        image: hclAny`local.worker_image`,
      },
    }[container];
    return iam.role(this, {
      main,
      label: `${container}_execution`,
      suffix: `${container}-exec`,
      description: `${title(container)} of Langfuse, execution role`,
      statements: [
        {
          sid: "WriteLogs",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${facts.logs}:*`],
        },
      ],
      dynamicStatements: [
        ...secretStatements(facts.secrets),
        keyStatement(["kms:Decrypt"]),
        ...imageStatements(facts.image, main.partition.partition),
      ],
    });
  }

  private taskRole(container: LangfuseContainer): TaskRole {
    const { main, iam } = this.props;
    return iam.role(this, {
      main,
      label: `${container}_task`,
      suffix: `${container}-task`,
      description: `${title(container)} of Langfuse, task role`,
      statements: this.blobStatements(),
      dynamicStatements: [
        keyStatement(["kms:Decrypt", "kms:GenerateDataKey"]),
        executeCommandStatement(),
      ],
    });
  }

  /** @see https://langfuse.com/self-hosting/deployment/infrastructure/blobstorage */
  private blobStatements(): DataAwsIamPolicyDocumentStatement[] {
    const bucket = hcl`aws_s3_bucket.langfuse.arn`;
    return [
      { sid: "ListBucket", actions: ["s3:ListBucket"], resources: [bucket] },
      {
        sid: "UseObjects",
        actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        resources: Object.values(BLOB_PREFIXES).map((prefix) => `${bucket}/${prefix}*`),
      },
    ];
  }
}

function title(container: LangfuseContainer): string {
  return container === "web" ? "Web" : "Worker";
}
