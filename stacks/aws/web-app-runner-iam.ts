import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclNumber } from "../../lib/terraform/expression";
import { type DynamicStatement, ECR_IMAGE, keyStatement, secretStatements } from "./iam";
import type { AwsLangfuseIam } from "./langfuse-iam";
import type { AwsMain } from "./main";

export interface AwsWebAppRunnerIamProps {
  readonly main: AwsMain;
  readonly iam: AwsLangfuseIam;
}

const COUNT = hclNumber`var.web_platform == "app_runner" ? 1 : 0`;

/** Who assumes which role. */
const SERVICES = {
  instance: "tasks.apprunner.amazonaws.com",
  access: "build.apprunner.amazonaws.com",
} as const;

/**
 * The two roles of App Runner: `instance` is what Langfuse may do, and what reads its secrets; `access` is
 * what App Runner pulls the image with.
 *
 * @see https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html
 */
export class AwsWebAppRunnerIam extends ModulePart {
  public readonly instanceRole: IamRole;
  public readonly accessRole: IamRole;
  /** The policies, which must be in place before the service is made. */
  public readonly policies: readonly IamRolePolicy[];

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsWebAppRunnerIamProps,
  ) {
    super(scope, "web-app-runner-iam", { source: "stacks/aws/web-app-runner-iam.ts" });
    this.instanceRole = this.role("instance");
    this.accessRole = this.role("access");
    this.policies = [
      this.policy("task", this.instanceRole, props.iam.task.web.document.json),
      this.policy("secrets", this.instanceRole, this.secrets()),
      this.policy("image", this.accessRole, this.image()),
    ];
  }

  private role(kind: keyof typeof SERVICES): IamRole {
    const trust = this.document(`app_runner_${kind}_trust`, [
      {
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [SERVICES[kind]] }],
      },
    ]);
    return new IamRole(this, `aws_iam_role.app_runner_${kind}`, {
      count: COUNT,
      namePrefix: `${this.props.main.name}-web-${kind}-`,
      description: `Web of Langfuse on App Runner, ${kind} role`,
      assumeRolePolicy: trust,
      tags: this.props.main.tags,
    });
  }

  private secrets(): string {
    return this.document(
      "app_runner_secrets",
      [],
      [...secretStatements(hclAny`values(local.web_secrets)`), keyStatement(["kms:Decrypt"])],
    );
  }

  /** The first statement is always there, as a policy needs one; a public image needs no other. */
  private image(): string {
    const { partition } = this.props.main.partition;
    return this.document(
      "app_runner_image",
      // This action takes no resource.
      [{ sid: "LogInToEcr", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] }],
      [
        {
          for_each: hcl`regexall(${ECR_IMAGE}, local.app_runner_image)`,
          content: {
            sid: "PullImage",
            actions: [
              "ecr:BatchCheckLayerAvailability",
              "ecr:BatchGetImage",
              "ecr:DescribeImages",
              "ecr:GetDownloadUrlForLayer",
            ],
            resources: [
              hcl`format("arn:%s:ecr:%s:%s:repository/%s", ${partition}, statement.value[1], statement.value[0], statement.value[2])`,
            ],
          },
        },
      ],
    );
  }

  private document(
    label: string,
    statement: DataAwsIamPolicyDocumentStatement[],
    dynamicStatements: readonly DynamicStatement[] = [],
  ): string {
    const document = new DataAwsIamPolicyDocument(this, `data.aws_iam_policy_document.${label}`, {
      count: COUNT,
      statement,
    });
    if (dynamicStatements.length > 0) {
      document.addOverride("dynamic", { statement: dynamicStatements });
    }
    return only(document, "json");
  }

  private policy(label: string, role: IamRole, policy: string): IamRolePolicy {
    return new IamRolePolicy(this, `aws_iam_role_policy.app_runner_${label}`, {
      count: COUNT,
      name: `langfuse-${label}`,
      role: only(role, "id"),
      policy,
    });
  }
}
