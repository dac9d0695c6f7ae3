import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclAny, hclList, hclMap, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_PORTS } from "../shared/clickhouse-config";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

const NFS_PORT = 2049;

// EC2 takes no apostrophe in a description.
const CLIENT_RULES = {
  http: "HTTP interface of ClickHouse",
  native: "Native protocol of ClickHouse",
  metrics: "Metrics of ClickHouse for Prometheus",
} as const;

/** The subnets of the tasks, who may talk to whom, and the names that services find each other by. */
export class AwsNetwork extends ModulePart {
  /** Ids of the subnets that tasks run in. */
  public readonly subnetIds: string[];
  /** Whether tasks get a public IPv4 address, their only way out of a public subnet. */
  public readonly assignPublicIp: ReturnType<typeof hclAny>;
  public readonly namespace: ServiceDiscoveryPrivateDnsNamespace;
  public readonly clickhouseSecurityGroup: SecurityGroup;
  public readonly clickhouseVolumeSecurityGroup: SecurityGroup;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
  ) {
    super(scope, "network", { source: "stacks/aws/network.ts" });
    const subnetIds = new TerraformLocal(
      this,
      "local.subnet_ids",
      hcl`length(${inputs.privateSubnetIds}) > 0 ? ${inputs.privateSubnetIds} : ${inputs.publicSubnetIds}`,
    );
    const assignPublicIp = new TerraformLocal(
      this,
      "local.assign_public_ip",
      hcl`length(${inputs.privateSubnetIds}) == 0`,
    );
    this.subnetIds = hclList`${subnetIds}`;
    this.assignPublicIp = hclAny`${assignPublicIp}`;

    this.namespace = new ServiceDiscoveryPrivateDnsNamespace(
      this,
      "aws_service_discovery_private_dns_namespace.langfuse",
      {
        name: `${inputs.name.stringValue}.internal`,
        description: "Names that the parts of Langfuse find each other by",
        vpc: inputs.vpcId.stringValue,
        tags: main.tags,
      },
    );

    this.clickhouseSecurityGroup = this.securityGroup("clickhouse", "ClickHouse tasks");
    this.clickhouseVolumeSecurityGroup = this.securityGroup(
      "clickhouse_volume",
      "EFS mount targets of ClickHouse",
    );
    this.allowClickhouseClients();
    this.allowClickhouseTraffic();
  }

  private securityGroup(label: string, description: string): SecurityGroup {
    const suffix = label.replaceAll("_", "-");
    return new SecurityGroup(this, `aws_security_group.${label}`, {
      namePrefix: `${this.inputs.name.stringValue}-${suffix}-`,
      description,
      vpcId: this.inputs.vpcId.stringValue,
      tags: hclMap`merge(local.tags, { Name = ${`${this.inputs.name.stringValue}-${suffix}`} })`,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private allowClickhouseClients(): void {
    const clients = this.inputs.clickhouseAllowedSecurityGroupIds;
    for (const label of ["http", "native", "metrics"] as const) {
      const port = CLICKHOUSE_PORTS[label];
      new VpcSecurityGroupIngressRule(
        this,
        `aws_vpc_security_group_ingress_rule.clickhouse_${label}`,
        {
          count: hclNumber`length(${clients})`,
          securityGroupId: this.clickhouseSecurityGroup.id,
          description: CLIENT_RULES[label],
          referencedSecurityGroupId: hcl`${clients}[count.index]`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          tags: this.main.tags,
        },
      );
    }
  }

  private allowClickhouseTraffic(): void {
    const https = new VpcSecurityGroupEgressRule(
      this,
      "aws_vpc_security_group_egress_rule.clickhouse_https",
      {
        securityGroupId: this.clickhouseSecurityGroup.id,
        description: "S3, the secret store, CloudWatch Logs and the image registry",
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: this.main.tags,
      },
    );
    comment(https, {
      arguments: {
        cidr_ipv4: "The addresses of S3 and of the image registry are not known in advance.",
      },
    });
    new VpcSecurityGroupEgressRule(this, "aws_vpc_security_group_egress_rule.clickhouse_volume", {
      securityGroupId: this.clickhouseSecurityGroup.id,
      description: "NFS to the volume",
      referencedSecurityGroupId: this.clickhouseVolumeSecurityGroup.id,
      ipProtocol: "tcp",
      fromPort: NFS_PORT,
      toPort: NFS_PORT,
      tags: this.main.tags,
    });
    new VpcSecurityGroupIngressRule(this, "aws_vpc_security_group_ingress_rule.clickhouse_volume", {
      securityGroupId: this.clickhouseVolumeSecurityGroup.id,
      description: "NFS from the ClickHouse tasks",
      referencedSecurityGroupId: this.clickhouseSecurityGroup.id,
      ipProtocol: "tcp",
      fromPort: NFS_PORT,
      toPort: NFS_PORT,
      tags: this.main.tags,
    });
  }
}
