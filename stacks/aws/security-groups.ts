import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclMap, hclNumber } from "../../lib/terraform/expression";
import type { AwsMain } from "./main";
import type { AwsNetwork } from "./network";

/** When each group exists: exactly when something is in it. */
const GROUPS = {
  web: ["Web of Langfuse", hclAny`!local.is_web_on_instances`],
  worker: ["Worker of Langfuse", hclAny`!local.is_ec2`],
  instances: [
    "EC2 instances of Langfuse and the tasks that share their address",
    hclAny`local.is_ec2`,
  ],
  vpc_link: ["VPC link of API Gateway to web", hclAny`var.web_platform == "api_gateway"`],
  load_balancer: ["Load balancer of web", hclAny`var.web_platform == "alb"`],
  postgresql: [
    "Postgres of Langfuse",
    hclAny`var.database_type != "external" && var.external_database == null`,
  ],
  cache: ["Valkey of Langfuse", hclAny`var.external_cache == null`],
  clickhouse: ["ClickHouse tasks", hclAny`local.clickhouse_enabled`],
  clickhouse_volume: ["EFS mount targets of ClickHouse", hclAny`local.is_clickhouse_on_efs`],
} as const;

type GroupLabel = keyof typeof GROUPS;

/** Whether the group exists. */
export function hasGroup(label: GroupLabel): ReturnType<typeof hclAny> {
  return GROUPS[label][1];
}

/** The security groups. What they let through is in `security-group-rules.ts`. */
export class AwsSecurityGroups extends ModulePart {
  public readonly web: SecurityGroup;
  public readonly worker: SecurityGroup;
  /** Of the EC2 instances, and so of the tasks in bridge networking on them. */
  public readonly instances: SecurityGroup;
  public readonly vpcLink: SecurityGroup;
  public readonly loadBalancer: SecurityGroup;
  public readonly postgresql: SecurityGroup;
  public readonly cache: SecurityGroup;
  public readonly clickhouse: SecurityGroup;
  public readonly clickhouseVolume: SecurityGroup;
  /** Id of the group that web's traffic comes from and goes to. */
  public readonly webId: string;
  /** Id of the group that the worker's traffic comes from. */
  public readonly workerId: string;
  /** The two as a map without repetition, whose keys are known before an apply. */
  public readonly langfuseIds: Record<string, string>;

  public constructor(
    scope: ModuleStack,
    private readonly main: AwsMain,
    private readonly network: AwsNetwork,
  ) {
    super(scope, "security-groups", { source: "stacks/aws/security-groups.ts" });
    this.web = this.group("web");
    this.worker = this.group("worker");
    this.instances = this.group("instances");
    this.vpcLink = this.group("vpc_link");
    this.loadBalancer = this.group("load_balancer");
    this.postgresql = this.group("postgresql");
    this.cache = this.group("cache");
    this.clickhouse = this.group("clickhouse");
    this.clickhouseVolume = this.group("clickhouse_volume");

    const web = only(this.web, "id");
    const worker = only(this.worker, "id");
    const instances = only(this.instances, "id");
    this.local("is_web_on_instances", hcl`local.is_ec2 && local.is_web_on_ecs`);
    this.webId = this.local(
      "web_security_group_id",
      hcl`local.is_web_on_instances ? ${instances} : ${web}`,
    );
    this.workerId = this.local(
      "worker_security_group_id",
      hcl`local.is_ec2 ? ${instances} : ${worker}`,
    );
    this.langfuseIds = hclMap`${this.local(
      "langfuse_security_group_ids",
      hcl`merge(
        local.is_web_on_instances ? {} : { web = ${web} },
        local.is_ec2 ? { instances = ${instances} } : { worker = ${worker} },
      )`,
    )}`;
  }

  private local(name: string, value: string): string {
    return hcl`${new TerraformLocal(this, `local.${name}`, value)}`;
  }

  private group(label: GroupLabel): SecurityGroup {
    const [description, condition] = GROUPS[label];
    const name = `${this.main.name}-${label.replaceAll("_", "-")}`;
    const group = new SecurityGroup(this, `aws_security_group.${label}`, {
      count: hclNumber`${condition} ? 1 : 0`,
      namePrefix: `${name}-`,
      description,
      vpcId: this.network.vpcId,
      tags: hclMap`merge(local.tags, { Name = ${name} })`,
      lifecycle: { createBeforeDestroy: true },
    });
    if (label === "web" || label === "worker") {
      comment(group, {
        head: [
          "#checkov:skip=CKV2_AWS_5:the service has it, by a local that checkov does not follow",
        ],
      });
    }
    return group;
  }
}
