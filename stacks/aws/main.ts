import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclMap } from "../../lib/terraform/expression";
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

/** What the whole module shares: who and where it is, its tags, and the ECS cluster. */
export class AwsMain extends ModulePart {
  public readonly region: DataAwsRegion;
  public readonly partition: DataAwsPartition;
  public readonly account: DataAwsCallerIdentity;
  public readonly cluster: EcsCluster;
  public readonly capacityProviders: EcsClusterCapacityProviders;
  /** The user's tags; merged with a Name where a resource has no name of its own. */
  public readonly tags: Record<string, string>;

  public constructor(scope: ModuleStack, inputs: AwsInputs) {
    super(scope, "main", { source: "stacks/aws/main.ts" });
    this.region = new DataAwsRegion(this, "data.aws_region.current");
    this.partition = new DataAwsPartition(this, "data.aws_partition.current");
    this.account = new DataAwsCallerIdentity(this, "data.aws_caller_identity.current");

    const tags = new TerraformLocal(
      this,
      "local.tags",
      hcl`merge(var.tags, { Application = "langfuse", Installation = var.name })`,
    );
    this.tags = hclMap`${tags}`;
    const memory = Object.entries(FARGATE_MEMORY).map(([cpu, sizes]) => `"${cpu}" = ${sizes}`);
    new TerraformLocal(this, "local.fargate_memory", `\${{ ${memory.join(", ")} }}`);

    this.cluster = new EcsCluster(this, "aws_ecs_cluster.langfuse", {
      name: inputs.name.stringValue,
      setting: [
        {
          name: "containerInsights",
          value: hcl`${inputs.containerInsightsEnabled} ? "enabled" : "disabled"`,
        },
      ],
      tags: this.tags,
    });
    comment(this.cluster, {
      arguments: {
        setting:
          "#checkov:skip=CKV_AWS_65:billed by the metric; container_insights_enabled switches it on",
      },
    });
    this.capacityProviders = new EcsClusterCapacityProviders(
      this,
      "aws_ecs_cluster_capacity_providers.langfuse",
      { clusterName: this.cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
    );
  }
}
