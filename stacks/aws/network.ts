import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { maybe } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList } from "../../lib/terraform/expression";
import type { AwsMain } from "./main";
import type { AwsVpc } from "./vpc";

/** Which network everything runs in, the user's or the made one, and the names that services find each other by. */
export class AwsNetwork extends ModulePart {
  public readonly vpcId: string;
  public readonly publicSubnetIds: string[];
  /** Empty when the user brings public subnets only. */
  public readonly privateSubnetIds: string[];
  /** Ids of the subnets that tasks and instances run in. */
  public readonly subnetIds: string[];
  /** Ids of the subnets of what needs no way to the internet: Postgres, Valkey, EFS. In the zones of `subnetIds`. */
  public readonly dataSubnetIds: string[];
  /** Whether Fargate tasks get a public IPv4 address, their only way out of a public subnet. */
  public readonly assignPublicIp: ReturnType<typeof hclAny>;
  public readonly namespace: ServiceDiscoveryPrivateDnsNamespace;

  public constructor(scope: ModuleStack, main: AwsMain, vpc: AwsVpc) {
    super(scope, "network", { source: "stacks/aws/network.ts" });
    this.vpcId = hcl`${this.local(
      "vpc_id",
      hcl`local.is_vpc_made ? ${maybe(vpc.vpc, "id")} : var.vpc_id`,
    )}`;
    this.publicSubnetIds = this.list(
      "public_subnet_ids",
      hcl`local.is_vpc_made ? ${vpc.publicSubnetIds} : var.public_subnet_ids`,
    );
    this.privateSubnetIds = this.list(
      "private_subnet_ids",
      hcl`local.is_vpc_made ? ${vpc.privateSubnetIds} : var.private_subnet_ids`,
    );
    // Private subnets of the made network lead nowhere without a NAT gateway.
    this.local(
      "is_public",
      hcl`local.is_vpc_made ? var.nat_gateway == "none" : length(var.private_subnet_ids) == 0`,
    );
    this.subnetIds = this.list(
      "subnet_ids",
      hcl`local.is_public ? local.public_subnet_ids : local.private_subnet_ids`,
    );
    this.dataSubnetIds = this.list(
      "data_subnet_ids",
      hcl`length(local.private_subnet_ids) > 0 ? local.private_subnet_ids : local.public_subnet_ids`,
    );
    // EC2 gives the tasks' own interfaces no public address, and ECS refuses to ask for one.
    this.assignPublicIp = hclAny`${this.local(
      "assign_public_ip",
      hcl`local.is_public && !local.is_ec2`,
    )}`;

    this.namespace = new ServiceDiscoveryPrivateDnsNamespace(
      this,
      "aws_service_discovery_private_dns_namespace.langfuse",
      {
        name: `${main.name}.internal`,
        description: "Names that the parts of Langfuse find each other by",
        vpc: this.vpcId,
        tags: main.tags,
      },
    );
  }

  private local(name: string, value: string): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private list(name: string, value: string): string[] {
    return hclList`${this.local(name, value)}`;
  }
}
