import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import {
  type ExpressionPart,
  hcl,
  hclAny,
  hclMap,
  hclNumber,
} from "../../lib/terraform/expression";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import { type AwsEc2Iam, type Pool, POOLS } from "./ec2-iam";
import { EC2_SIZES } from "./ec2-instance-types";
import { ec2UserData } from "./ec2-user-data";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsNetwork } from "./network";
import type { AwsSecurityGroupRules } from "./security-group-rules";
import type { AwsSecurityGroups } from "./security-groups";

export interface AwsEc2InstancesProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly network: AwsNetwork;
  readonly securityGroups: AwsSecurityGroups;
  readonly rules: AwsSecurityGroupRules;
  readonly volume: AwsClickhouseVolume;
  readonly iam: AwsEc2Iam;
}

/** What the two groups differ in. */
interface Group {
  readonly maxSize: number;
  readonly subnetIds: string[];
  /** Whether AWS may start a Spot instance's successor before it ends the instance. */
  readonly capacityRebalance: ReturnType<typeof hclAny>;
  /** Instances that stay on demand when the others are Spot. */
  readonly onDemandBase: number;
  /** Per cent of the group that are up while its instances are replaced. */
  readonly healthy: readonly [minimum: number, maximum: number];
}

interface Machine {
  /** GiB of the root disk, which holds the image and all that containers write to no volume. */
  readonly rootSize: number;
  readonly userData: ExpressionPart;
}

/** GiB of the image's snapshot, below which no root disk can be. */
const ROOT_GIB = 30;

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html */
const IMAGE = hcl`"resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/\${var.cpu_architecture == "ARM64" ? "arm64/" : ""}recommended/image_id"`;

/** The two groups of EC2 instances: one that grows with web and worker, and one instance for ClickHouse. */
export class AwsEc2Instances extends ModulePart {
  public readonly groups: Readonly<Record<Pool, AutoscalingGroup>>;
  private readonly script = ec2UserData();

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsEc2InstancesProps,
  ) {
    super(scope, "ec2-instances", { source: "stacks/aws/ec2-instances.ts" });
    const { inputs, network, volume } = props;
    scope.files.push(this.script);
    this.local("is_clickhouse_on_ec2", hcl`local.is_ec2 && local.clickhouse_enabled`);
    this.instanceTypes();
    const langfuse = this.template("langfuse", {
      rootSize: ROOT_GIB,
      userData: this.userData({ volume_id: "", volume_size: 0 }),
    });
    const clickhouse = this.template("clickhouse", {
      // The cache of the object storage is in the container's own layer.
      rootSize: hclNumber`${ROOT_GIB} + var.clickhouse_cache_size_gib`,
      userData: this.userData({
        volume_id: hcl`local.is_clickhouse_on_ebs ? ${only(volume.ebsVolume, "id")} : ""`,
        volume_size: hclAny`local.is_clickhouse_on_ebs ? ${only(volume.ebsVolume, "size")} : 0`,
      }),
    });
    this.groups = {
      langfuse: this.group("langfuse", langfuse, {
        maxSize: inputs.ec2MaxInstanceCount.numberValue,
        subnetIds: network.subnetIds,
        capacityRebalance: hclAny`${inputs.isSpotInstance}`,
        onDemandBase: inputs.spotOnDemandBase.numberValue,
        healthy: [100, 200],
      }),
      // The old instance is gone before a new one starts: there is one volume and one writer.
      clickhouse: this.group("clickhouse", clickhouse, {
        maxSize: 1,
        subnetIds: volume.subnetIds,
        capacityRebalance: hclAny`false`,
        onDemandBase: 0,
        healthy: [0, 100],
      }),
    };
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }

  /** The types that the user names, or those of the smallest size that each task fits. */
  private instanceTypes(): void {
    const sizes = EC2_SIZES.map((size) => ({ ...size }));
    this.local("ec2_sizes", hcl`${sizes}`);
    this.local(
      "ec2_instance_types",
      hcl`var.ec2_instance_type != null ? [var.ec2_instance_type] : [for size in local.ec2_sizes : size[var.cpu_architecture] if size.cpu >= max(var.web_cpu, var.worker_cpu) && size.memory >= max(var.web_memory, var.worker_memory)][0]`,
    );
    this.local(
      "ec2_clickhouse_instance_types",
      hcl`var.ec2_clickhouse_instance_type != null ? [var.ec2_clickhouse_instance_type] : [for size in local.ec2_sizes : size[var.cpu_architecture] if size.cpu >= var.clickhouse_cpu && size.memory >= var.clickhouse_memory][0]`,
    );
  }

  private userData(values: Readonly<Record<string, ExpressionPart>>): ExpressionPart {
    const { main } = this.props;
    return hclAny`base64encode(templatefile(${`${hcl`path.module`}/${this.script.path}`}, ${{ ...values, cluster: main.cluster.name, region: main.region }}))`;
  }

  private template(pool: Pool, { rootSize, userData }: Machine): LaunchTemplate {
    const { inputs, main, securityGroups, iam } = this.props;
    const name = `${main.name}-${pool}`;
    const tags = hclMap`merge(local.tags, { Name = ${name} })`;
    const template = new LaunchTemplate(this, `aws_launch_template.${pool}`, {
      count: POOLS[pool],
      namePrefix: `${name}-`,
      description: `Instances for ${pool === "langfuse" ? "web and worker" : "ClickHouse"} of Langfuse`,
      imageId: IMAGE,
      updateDefaultVersion: true,
      userData: hcl`${userData}`,
      instanceInitiatedShutdownBehavior: "terminate",
      iamInstanceProfile: { arn: only(iam.profiles[pool], "arn") },
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      },
      networkInterfaces: [
        {
          associatePublicIpAddress: hcl`tostring(local.is_public)`,
          deleteOnTermination: "true",
          securityGroups: [only(securityGroups.instances, "id")],
        },
      ],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: rootSize,
            iops: 3000,
            throughput: 125,
            encrypted: "true",
            kmsKeyId: inputs.kmsKeyArn.stringValue,
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags,
      })),
      tags: main.tags,
    });
    comment(template, {
      arguments: {
        metadata_options:
          "With one hop containers in bridge networking cannot reach the instance's credentials.",
        network_interfaces:
          "#checkov:skip=CKV_AWS_88:a public address, only in public subnets, is cheaper than a NAT gateway",
      },
    });
    return template;
  }

  private group(pool: Pool, template: LaunchTemplate, group: Group): AutoscalingGroup {
    const { inputs, main, rules } = this.props;
    const [minHealthyPercentage, maxHealthyPercentage] = group.healthy;
    const types = pool === "langfuse" ? "ec2_instance_types" : "ec2_clickhouse_instance_types";
    const autoscaling = new AutoscalingGroup(this, `aws_autoscaling_group.${pool}`, {
      count: POOLS[pool],
      namePrefix: `${main.name}-${pool}-`,
      minSize: 1,
      maxSize: group.maxSize,
      vpcZoneIdentifier: group.subnetIds,
      capacityRebalance: group.capacityRebalance,
      mixedInstancesPolicy: {
        instancesDistribution: {
          onDemandBaseCapacity: group.onDemandBase,
          onDemandPercentageAboveBaseCapacity: hclNumber`${inputs.isSpotInstance} ? 0 : 100`,
          spotAllocationStrategy: "price-capacity-optimized",
        },
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: only(template, "id"),
            version: hcl`tostring(${only(template, "latest_version")})`,
          },
        },
      },
      // A new version of the launch template reaches the instances that run.
      instanceRefresh: {
        strategy: "Rolling",
        preferences: { minHealthyPercentage, maxHealthyPercentage },
      },
      dependsOn: [rules.internet],
    });
    autoscaling.addOverride("mixed_instances_policy.launch_template.dynamic", {
      override: {
        for_each: `\${local.${types}}`,
        content: { instance_type: hcl`override.value` },
      },
    });
    autoscaling.addOverride("dynamic", {
      tag: {
        for_each: hcl`merge(local.tags, { AmazonECSManaged = "true" })`,
        content: {
          key: hcl`tag.key`,
          value: hcl`tag.value`,
          propagate_at_launch: true,
        },
      },
    });
    comment(autoscaling, {
      head: ["The tag AmazonECSManaged is ECS's own; without it here every plan would remove it."],
    });
    return autoscaling;
  }
}
