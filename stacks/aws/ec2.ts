import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { EcsServiceCapacityProviderStrategy } from "@cdktf/provider-aws/lib/ecs-service";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList } from "../../lib/terraform/expression";
import { type Pool, POOLS } from "./ec2-iam";
import type { AwsEc2Instances } from "./ec2-instances";
import type { AwsMain } from "./main";

/** What the cluster's services can run on: Fargate, Fargate Spot, and with launch_type EC2 the two groups of instances. */
export class AwsEc2 extends ModulePart {
  public readonly providers: Readonly<Record<Pool, EcsCapacityProvider>>;
  /** Must be in place before a service names a provider. */
  public readonly capacityProviders: EcsClusterCapacityProviders;
  /** Where ClickHouse runs. */
  public readonly clickhouseStrategy: EcsServiceCapacityProviderStrategy[];

  public constructor(
    scope: ModuleStack,
    private readonly main: AwsMain,
    private readonly instances: AwsEc2Instances,
  ) {
    super(scope, "ec2", { source: "stacks/aws/ec2.ts" });
    const langfuse = this.provider("langfuse");
    const clickhouse = this.provider("clickhouse");
    this.providers = { langfuse, clickhouse };
    this.capacityProviders = new EcsClusterCapacityProviders(
      this,
      "aws_ecs_cluster_capacity_providers.langfuse",
      {
        clusterName: main.cluster.name,
        capacityProviders: hclList`concat(["FARGATE", "FARGATE_SPOT"], ${langfuse}[*].name, ${clickhouse}[*].name)`,
      },
    );
    this.clickhouseStrategy = [
      {
        capacityProvider: hcl`local.is_ec2 ? ${only(clickhouse, "name")} : var.is_spot_instance ? "FARGATE_SPOT" : "FARGATE"`,
        weight: 1,
      },
    ];
  }

  /**
   * With managed scaling a task that fits no instance waits for one; without it ECS would report a failed
   * placement. ClickHouse's group stays at its one instance all the same.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
   */
  private provider(pool: Pool): EcsCapacityProvider {
    return new EcsCapacityProvider(this, `aws_ecs_capacity_provider.${pool}`, {
      count: POOLS[pool],
      // ECS refuses names that start with aws, ecs or fargate, and the user's may.
      name: `${pool}-${this.main.name}-${this.main.suffix}`,
      autoScalingGroupProvider: {
        autoScalingGroupArn: only(this.instances.groups[pool], "arn"),
        managedDraining: "ENABLED",
        managedTerminationProtection: "DISABLED",
        managedScaling: {
          status: "ENABLED",
          targetCapacity: 100,
          minimumScalingStepSize: 1,
          maximumScalingStepSize: 1,
        },
      },
      tags: this.main.tags,
    });
  }
}
