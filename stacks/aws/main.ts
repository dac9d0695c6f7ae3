import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { type IResolvable, TerraformElement, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclAny, hclMap } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";
import { LANGFUSE_OWN_NAMES } from "../shared/langfuse-env";
import type { AwsInputs } from "./inputs";

/**
 * Memory in MiB that Fargate offers with each number of CPU units.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
const FARGATE_MEMORY: Readonly<Record<string, string>> = {
  256: "[512, 1024, 2048]",
  512: "range(1024, 4097, 1024)",
  1024: "range(2048, 8193, 1024)",
  2048: "range(4096, 16385, 1024)",
  4096: "range(8192, 30721, 1024)",
  8192: "range(16384, 61441, 4096)",
  16384: "range(32768, 122881, 8192)",
};

/**
 * CPU units and MiB that App Runner offers, the smaller before the larger.
 *
 * @see https://docs.aws.amazon.com/apprunner/latest/api/API_InstanceConfiguration.html
 */
const APP_RUNNER_SIZES = [
  [256, 512],
  [256, 1024],
  [512, 1024],
  [1024, 2048],
  [1024, 3072],
  [1024, 4096],
  [2048, 4096],
  [2048, 6144],
  [4096, 8192],
  [4096, 10_240],
  [4096, 12_288],
] as const;

/** What the whole module shares: its name, who and where it is, its tags, and the ECS cluster. */
export class AwsMain extends ModulePart {
  /** Prefix of every name. */
  public readonly name: string;
  /** Name of the region. */
  public readonly region: string;
  public readonly partition: DataAwsPartition;
  public readonly account: DataAwsCallerIdentity;
  public readonly cluster: EcsCluster;
  /** The user's tags; merged with a Name where a resource has no name of its own. */
  public readonly tags: Record<string, string>;
  /** Eight hexadecimal digits, for names that must not come back after a destroy. */
  public readonly suffix: string;
  /** Whether tasks run on instances of one's own. */
  public readonly isEc2: IResolvable;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
  ) {
    super(scope, "main", { source: "stacks/aws/main.ts" });
    const region = new DataAwsRegion(this, "data.aws_region.current");
    this.partition = new DataAwsPartition(this, "data.aws_partition.current");
    this.account = new DataAwsCallerIdentity(this, "data.aws_caller_identity.current");
    this.suffix = new UntypedResource(this, "random_id.suffix", {
      type: "random_id",
      attributes: { byte_length: 4 },
    }).getStringAttribute("hex");

    this.name = hcl`${this.local("name", hcl`join("-", compact([coalesce(var.identity_name, var.name), var.env]))`)}`;
    this.region = hcl`${this.local("region", region.region)}`;
    const tags = this.local(
      "tags",
      hcl`merge(var.tags, { Application = "langfuse", Installation = local.name })`,
    );
    this.tags = hclMap`${tags}`;
    this.isEc2 = hclAny`${this.local("is_ec2", hcl`var.launch_type == "EC2"`)}`;
    // Whether web is a service of this cluster.
    this.local("is_web_on_ecs", hcl`contains(["api_gateway", "alb"], var.web_platform)`);
    this.sizes();
    this.cluster = this.defineCluster();
  }

  private local(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  /** Facts that variables are checked against. */
  private sizes(): void {
    const memory = Object.entries(FARGATE_MEMORY).map(([cpu, sizes]) => `"${cpu}" = ${sizes}`);
    this.local("fargate_memory", `\${{ ${memory.join(", ")} }}`);
    this.local("app_runner_sizes", hcl`${APP_RUNNER_SIZES}`);
    this.local("langfuse_major", hcl`tonumber(split(".", var.langfuse_version)[0])`);
    this.local(
      "worker_desired_count",
      hcl`coalesce(var.worker_desire_count, var.worker_desired_count)`,
    );
    this.local(
      "worker_max_count",
      hcl`coalesce(var.worker_max_count, max(4, local.worker_desired_count))`,
    );
    this.local("web_max_count", hcl`coalesce(var.web_max_count, max(4, var.web_desired_count))`);
    this.local("own_environment_names", [...LANGFUSE_OWN_NAMES]);
  }

  private defineCluster(): EcsCluster {
    const cluster = new EcsCluster(this, "aws_ecs_cluster.langfuse", {
      name: this.name,
      setting: [
        {
          name: "containerInsights",
          value: hcl`${this.inputs.containerInsightsEnabled} ? "enabled" : "disabled"`,
        },
      ],
      tags: this.tags,
    });
    comment(cluster, {
      arguments: {
        setting:
          "#checkov:skip=CKV_AWS_65:billed by the metric; container_insights_enabled switches it on",
      },
    });
    return cluster;
  }
}

/**
 * Gives every AWS resource and data source that lives in a region the module's variable `region`; null is
 * the provider's.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export function inRegion(elements: readonly TerraformElement[], inputs: AwsInputs): void {
  for (const element of elements) {
    if (hasRegion(element)) element.region = inputs.region.stringValue;
  }
}

function hasRegion(element: TerraformElement): element is TerraformElement & { region: string } {
  return "regionInput" in element;
}
