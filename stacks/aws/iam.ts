import {
  DataAwsIamPolicyDocument,
  DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { IResolvable } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import type { AwsMain } from "./main";

/** A statement for each element of a list, which may be empty or known only when applied. */
export interface DynamicStatement {
  readonly for_each: string;
  readonly content: Record<string, unknown>;
}

/** An image in a private repository of Amazon ECR: account, region and repository. */
export const ECR_IMAGE =
  "^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)";

export interface TaskRoleProps {
  readonly main: AwsMain;
  /** Terraform label, `<part>_execution` or `<part>_task`. */
  readonly label: string;
  /** Prefix of the role's name behind the installation's, at most 14 characters. */
  readonly suffix: string;
  readonly description: string;
  readonly statements: DataAwsIamPolicyDocumentStatement[];
  readonly dynamicStatements: readonly DynamicStatement[];
  /** Whether the role exists; without it always. */
  readonly isThere?: IResolvable;
}

export interface TaskRole {
  readonly arn: string;
  readonly name: string;
  /** The policy, which must be in place before the first task starts. */
  readonly policy: IamRolePolicy;
  readonly document: DataAwsIamPolicyDocument;
}

/** Who may assume the roles of ECS tasks, and how such a role is made. */
export class AwsIam extends ModulePart {
  private readonly trust: DataAwsIamPolicyDocument;

  public constructor(scope: ModuleStack, main: AwsMain) {
    super(scope, "iam", { source: "stacks/aws/iam.ts" });
    this.trust = new DataAwsIamPolicyDocument(
      this,
      "data.aws_iam_policy_document.ecs_tasks_trust",
      {
        statement: [
          {
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
            // Otherwise a task of another account could be talked into using the role.
            condition: [
              {
                test: "StringEquals",
                variable: "aws:SourceAccount",
                values: [main.account.accountId],
              },
            ],
          },
        ],
      },
    );
  }

  /** A role with one policy of its own, in the file of the part that needs it. */
  public role(part: ModulePart, props: TaskRoleProps): TaskRole {
    const { main, label, isThere } = props;
    const count = isThere ? { count: hclNumber`${isThere} ? 1 : 0` } : {};
    const attribute = (resource: { fqn: string; arn: string; id: string; name: string }) =>
      isThere
        ? { arn: only(resource, "arn"), id: only(resource, "id"), name: only(resource, "name") }
        : resource;
    const document = new DataAwsIamPolicyDocument(part, `data.aws_iam_policy_document.${label}`, {
      ...count,
      statement: props.statements,
    });
    if (props.dynamicStatements.length > 0) {
      document.addOverride("dynamic", { statement: props.dynamicStatements });
    }
    const role = new IamRole(part, `aws_iam_role.${label}`, {
      ...count,
      namePrefix: `${main.name}-${props.suffix}-`,
      description: props.description,
      assumeRolePolicy: this.trust.json,
      tags: main.tags,
    });
    const { arn, id, name } = attribute(role);
    const policy = new IamRolePolicy(part, `aws_iam_role_policy.${label}`, {
      ...count,
      name: "langfuse",
      role: id,
      policy: isThere ? only(document, "json") : document.json,
    });
    return { arn, name, policy, document };
  }
}

/** Use of the customer managed key, when there is one. */
export function keyStatement(actions: string[]): DynamicStatement {
  return {
    for_each: hcl`var.kms_key_arn == null ? [] : [var.kms_key_arn]`,
    content: { sid: "UseKey", actions, resources: hclList`[statement.value]` },
  };
}

/**
 * Reading secrets, each by its own ARN and with the action of the store that it is in.
 *
 * @param arns an expression for a list of ARNs, with or without `:key::` behind those of Secrets Manager
 */
export function secretStatements(arns: IResolvable): DynamicStatement[] {
  return [
    {
      for_each: hcl`length([for arn in ${arns} : arn if strcontains(arn, ":ssm:")]) > 0 ? [true] : []`,
      content: {
        sid: "ReadParameters",
        actions: ["ssm:GetParameters"],
        resources: hclList`distinct([for arn in ${arns} : arn if strcontains(arn, ":ssm:")])`,
      },
    },
    {
      for_each: hcl`length([for arn in ${arns} : arn if strcontains(arn, ":secretsmanager:")]) > 0 ? [true] : []`,
      content: {
        sid: "ReadSecrets",
        actions: ["secretsmanager:GetSecretValue"],
        // What stands behind the seventh part names a key in the secret, which IAM does not know.
        resources: hclList`distinct([for arn in ${arns} : join(":", slice(split(":", arn), 0, min(7, length(split(":", arn))))) if strcontains(arn, ":secretsmanager:")])`,
      },
    },
  ];
}

/**
 * Pulling an image from Amazon ECR; a public one needs no permission.
 *
 * @param image an expression for the image's reference
 */
export function imageStatements(image: IResolvable, partition: string): DynamicStatement[] {
  const matches = hcl`regexall(${ECR_IMAGE}, ${image})`;
  return [
    {
      for_each: matches,
      content: {
        sid: "PullImage",
        actions: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ],
        resources: hclList`[format("arn:%s:ecr:%s:%s:repository/%s", ${partition}, statement.value[1], statement.value[0], statement.value[2])]`,
      },
    },
    {
      for_each: matches,
      // This action takes no resource.
      content: { sid: "LogInToEcr", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    },
  ];
}

/** ECS Exec, when it is switched on. */
export function executeCommandStatement(): DynamicStatement {
  return {
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
  };
}
