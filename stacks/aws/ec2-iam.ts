import {
  DataAwsIamPolicyDocument,
  DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import type { AwsMain } from "./main";

/** The two groups of instances; what is counted by each. */
export const POOLS = {
  langfuse: hclNumber`local.is_ec2 ? 1 : 0`,
  clickhouse: hclNumber`local.is_clickhouse_on_ec2 ? 1 : 0`,
} as const;

export type Pool = keyof typeof POOLS;

/**
 * What the instances may do: serve this cluster, and for ClickHouse's attach its volume. Images, logs and secrets
 * are the tasks' own business, and no shell is opened on an instance (ECS Exec goes through the task's role).
 */
export class AwsEc2Iam extends ModulePart {
  public readonly profiles: Readonly<Record<Pool, IamInstanceProfile>>;

  public constructor(
    scope: ModuleStack,
    private readonly main: AwsMain,
    private readonly volume: AwsClickhouseVolume,
  ) {
    super(scope, "ec2-iam", { source: "stacks/aws/ec2-iam.ts" });
    const trust = new DataAwsIamPolicyDocument(this, "data.aws_iam_policy_document.ec2_trust", {
      count: POOLS.langfuse,
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: [`ec2.${main.partition.dnsSuffix}`] }],
        },
      ],
    });
    this.profiles = {
      langfuse: this.profile("langfuse", trust),
      clickhouse: this.profile("clickhouse", trust),
    };
  }

  private profile(pool: Pool, trust: DataAwsIamPolicyDocument): IamInstanceProfile {
    const count = POOLS[pool];
    const label = `${pool}_instances`;
    const document = new DataAwsIamPolicyDocument(this, `data.aws_iam_policy_document.${label}`, {
      count,
      statement: this.agent(),
    });
    if (pool === "clickhouse") document.addOverride("dynamic", { statement: this.attach() });
    const role = new IamRole(this, `aws_iam_role.${label}`, {
      count,
      namePrefix: `${this.main.name}-${pool}-ec2-`,
      description: `EC2 instances for ${pool === "langfuse" ? "web and worker" : "ClickHouse"} of Langfuse`,
      assumeRolePolicy: only(trust, "json"),
      tags: this.main.tags,
    });
    const policy = new IamRolePolicy(this, `aws_iam_role_policy.${label}`, {
      count,
      name: "instance",
      role: only(role, "id"),
      policy: only(document, "json"),
    });
    return new IamInstanceProfile(this, `aws_iam_instance_profile.${label}`, {
      count,
      namePrefix: `${this.main.name}-${pool}-ec2-`,
      role: only(role, "name"),
      tags: this.main.tags,
      // An instance that starts before it may register gives up on the cluster.
      dependsOn: [policy],
    });
  }

  /**
   * AmazonEC2ContainerServiceforEC2Role without what the tasks' execution roles do, and for one cluster.
   *
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
   */
  private agent(): DataAwsIamPolicyDocumentStatement[] {
    const { account, cluster, partition, region } = this.main;
    const instances = `arn:${partition.partition}:ecs:${region}:${account.accountId}:container-instance/${cluster.name}/*`;
    return [
      {
        sid: "Register",
        actions: [
          "ecs:DeregisterContainerInstance",
          "ecs:RegisterContainerInstance",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitContainerStateChange",
          "ecs:SubmitTaskStateChange",
        ],
        resources: [cluster.arn],
      },
      {
        sid: "Serve",
        actions: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
        resources: [instances],
      },
      {
        sid: "FindEndpoint",
        actions: ["ecs:DiscoverPollEndpoint"],
        // This action takes no resource.
        resources: ["*"],
      },
    ];
  }

  /** Only this volume, and only to an instance of this installation. Nothing takes it away from one. */
  private attach(): object[] {
    const { account, partition, region } = this.main;
    const prefix = `arn:${partition.partition}:ec2:${region}:${account.accountId}`;
    return [
      {
        for_each: hcl`${this.volume.ebsVolume}[*].id`,
        content: {
          sid: "AttachVolume",
          actions: ["ec2:AttachVolume"],
          resources: [`${prefix}:volume/${hcl`statement.value`}`, `${prefix}:instance/*`],
          condition: [
            {
              test: "StringEquals",
              variable: "aws:ResourceTag/Installation",
              values: [this.main.name],
            },
          ],
        },
      },
      {
        for_each: hcl`local.is_clickhouse_on_ebs && var.kms_key_arn != null ? [var.kms_key_arn] : []`,
        content: {
          sid: "UseKeyForVolume",
          actions: ["kms:CreateGrant"],
          resources: hclList`[statement.value]`,
          condition: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
        },
      },
    ];
  }
}
