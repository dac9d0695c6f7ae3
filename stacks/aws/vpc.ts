import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList, hclMap, hclNumber } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/**
 * Zones that a VPC link cannot reach, in the regions that have VPC links; use1-az3 has no ARM64 on Fargate either.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html
 */
const EXCLUDED_ZONE_IDS = [
  "apne1-az3",
  "apne2-az4",
  "ape1-az1",
  "cac1-az3",
  "cac1-az4",
  "euw3-az2",
  "use1-az3",
  "usw1-az2",
];

/** The range is cut into eight: four public and four private subnets, so that a zone can be added later. */
const SUBNET_BITS = 3;
const MAX_ZONES = 2 ** (SUBNET_BITS - 1);

const EVERYWHERE = "0.0.0.0/0";
const EACH_ZONE = hclNumber`local.zone_count`;
const ONCE = hclNumber`local.is_vpc_made ? 1 : 0`;

/** The small network that is made when the user brings none. Nothing in it costs by the hour but NAT gateways. */
export class AwsVpc extends ModulePart {
  public readonly vpc: Vpc;
  /** Ids of the public subnets, known when traffic can leave them. */
  public readonly publicSubnetIds: string[];
  /** Ids of the private subnets, known when traffic can leave them as far as it ever can. */
  public readonly privateSubnetIds: string[];

  public constructor(
    scope: ModuleStack,
    inputs: AwsInputs,
    private readonly main: AwsMain,
  ) {
    super(scope, "vpc", { source: "stacks/aws/vpc.ts" });
    this.zones();
    this.vpc = new Vpc(this, "aws_vpc.langfuse", {
      count: ONCE,
      cidrBlock: inputs.vpcCidr.stringValue,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: this.named(),
    });
    comment(this.vpc, {
      head: [
        "#checkov:skip=CKV2_AWS_11:flow logs are billed by the gigabyte; vpc_flow_logs_enabled switches them on",
      ],
    });
    this.defaultSecurityGroup();
    const gateway = new InternetGateway(this, "aws_internet_gateway.langfuse", {
      count: ONCE,
      vpcId: only(this.vpc, "id"),
      tags: this.named(),
    });

    const publicSubnet = this.subnet("public", 0);
    const privateSubnet = this.subnet("private", MAX_ZONES);
    const nat = this.natGateways(publicSubnet, gateway);
    const publicTable = this.routeTable("public", ONCE);
    const privateTable = this.routeTable("private", EACH_ZONE);
    const toInternet = new Route(this, "aws_route.public", {
      count: ONCE,
      routeTableId: only(publicTable, "id"),
      destinationCidrBlock: EVERYWHERE,
      gatewayId: only(gateway, "id"),
    });
    const toNat = new Route(this, "aws_route.private", {
      count: hclNumber`local.nat_gateway_count > 0 ? local.zone_count : 0`,
      routeTableId: hcl`${privateTable}[count.index].id`,
      destinationCidrBlock: EVERYWHERE,
      natGatewayId: hcl`${nat}[min(count.index, local.nat_gateway_count - 1)].id`,
    });
    const toS3 = this.s3Endpoint(publicTable, privateTable);
    this.publicSubnetIds = this.connect("public", publicSubnet, hcl`${publicTable}[0].id`, [
      toInternet,
      toS3,
    ]);
    this.privateSubnetIds = this.connect(
      "private",
      privateSubnet,
      hcl`${privateTable}[count.index].id`,
      [toNat, toS3],
    );
  }

  private named(suffix = ""): Record<string, string> {
    return hclMap`merge(local.tags, { Name = ${`${this.main.name}${suffix}`} })`;
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }

  private zones(): void {
    // By the subnets, whose number is known when the id of a VPC made in the same apply is not.
    this.local(
      "is_vpc_made",
      hcl`length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0`,
    );
    this.local(
      "zone_count",
      hcl`local.is_vpc_made ? length(coalescelist(var.availability_zones, ["first", "second"])) : 0`,
    );
    this.local(
      "nat_gateway_count",
      hcl`{ none = 0, single = min(1, local.zone_count), one_per_az = local.zone_count }[var.nat_gateway]`,
    );
    const offered = new DataAwsAvailabilityZones(this, "data.aws_availability_zones.available", {
      count: hclNumber`local.is_vpc_made && length(var.availability_zones) == 0 ? 1 : 0`,
      state: "available",
      excludeZoneIds: EXCLUDED_ZONE_IDS,
      filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    });
    comment(offered, {
      head: [
        "#checkov:skip=CKV_AWS_394:a module for every region cannot name zones; availability_zones does",
      ],
      arguments: { exclude_zone_ids: "Zones without VPC links for API Gateway." },
    });
    this.local(
      "availability_zones",
      hcl`length(var.availability_zones) > 0 ? var.availability_zones : [for index, zone in flatten(${offered}[*].names) : zone if index < local.zone_count]`,
    );
  }

  /** The group that a VPC comes with lets its members talk to each other; with no rules it lets nobody. */
  private defaultSecurityGroup(): void {
    new DefaultSecurityGroup(this, "aws_default_security_group.langfuse", {
      count: ONCE,
      vpcId: only(this.vpc, "id"),
      tags: this.named("-default"),
    });
  }

  private subnet(kind: "public" | "private", first: number): Subnet {
    return new Subnet(this, `aws_subnet.${kind}`, {
      count: EACH_ZONE,
      vpcId: only(this.vpc, "id"),
      availabilityZone: hcl`local.availability_zones[count.index]`,
      cidrBlock: hcl`cidrsubnet(var.vpc_cidr, ${SUBNET_BITS}, ${first} + count.index)`,
      tags: this.named(`-${kind}-${hcl`local.availability_zones[count.index]`}`),
    });
  }

  private natGateways(subnet: Subnet, gateway: InternetGateway): NatGateway {
    const count = hclNumber`local.nat_gateway_count`;
    const tags = this.named("-nat");
    const address = new Eip(this, "aws_eip.nat", { count, domain: "vpc", tags });
    return new NatGateway(this, "aws_nat_gateway.langfuse", {
      count,
      allocationId: hcl`${address}[count.index].id`,
      subnetId: hcl`${subnet}[count.index].id`,
      tags,
      dependsOn: [gateway],
    });
  }

  private routeTable(kind: "public" | "private", count: number): RouteTable {
    return new RouteTable(this, `aws_route_table.${kind}`, {
      count,
      vpcId: only(this.vpc, "id"),
      tags: this.named(`-${kind}`),
    });
  }

  /** A gateway endpoint is free, and what goes through it passes no NAT gateway. */
  private s3Endpoint(publicTable: RouteTable, privateTable: RouteTable): VpcEndpoint {
    return new VpcEndpoint(this, "aws_vpc_endpoint.s3", {
      count: ONCE,
      vpcId: only(this.vpc, "id"),
      serviceName: hcl`"com.amazonaws.\${local.region}.s3"`,
      vpcEndpointType: "Gateway",
      routeTableIds: hclList`concat(${publicTable}[*].id, ${privateTable}[*].id)`,
      tags: this.named("-s3"),
    });
  }

  /** Whoever uses the ids waits for the routes. */
  private connect(
    kind: "public" | "private",
    subnet: Subnet,
    routeTableId: string,
    dependsOn: ITerraformDependable[],
  ): string[] {
    const association = new RouteTableAssociation(this, `aws_route_table_association.${kind}`, {
      count: EACH_ZONE,
      subnetId: hcl`${subnet}[count.index].id`,
      routeTableId,
      dependsOn,
    });
    return hclList`${association}[*].subnet_id`;
  }
}
