import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import {
  VpcSecurityGroupIngressRule,
  type VpcSecurityGroupIngressRuleConfig,
} from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_PORTS } from "../shared/clickhouse-config";
import type { AwsMain } from "./main";
import { type AwsSecurityGroups, hasGroup } from "./security-groups";

const HTTP = 80;
const HTTPS = 443;
const NFS = 2049;
const POSTGRESQL = 5432;
const VALKEY = 6379;

/**
 * Port of web: its own, or one of those that Docker gives to containers in bridge networking.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
const WEB: Ports = [hclNumber`local.is_ec2 ? 32768 : 3000`, hclNumber`local.is_ec2 ? 65535 : 3000`];

const EVERYWHERE = "0.0.0.0/0";

// EC2 takes no apostrophe in a description.
const CLICKHOUSE_RULES = {
  http: "HTTP interface of ClickHouse",
  native: "Native protocol of ClickHouse",
  metrics: "Metrics of ClickHouse for Prometheus",
} as const;

type Ports = number | readonly [from: number, to: number];

/** How many rules there are: a `count`, or one for each entry of a map or set. */
type Repeat = { readonly count: number } | { readonly forEach: string };

interface Rule extends Omit<VpcSecurityGroupIngressRuleConfig, "ipProtocol" | "count" | "forEach"> {
  readonly repeat: Repeat;
  readonly ports: Ports;
}

interface Flow {
  readonly repeat: Repeat;
  /** Id of the group that connects. */
  readonly from: string;
  /** Id of the group that is connected to. */
  readonly to: string;
  readonly ports: Ports;
  readonly description: string;
}

/** Who may talk to whom. Both ends of a connection are groups, but where one of them is the internet. */
export class AwsSecurityGroupRules extends ModulePart {
  /** The way out of web, worker and instances. */
  public readonly internet: VpcSecurityGroupEgressRule;
  /** What must be in place before a task of web or worker can start, that way included. */
  public readonly langfuse: ITerraformDependable[] = [];
  /** What must be in place before a ClickHouse task can start. */
  public readonly clickhouse: ITerraformDependable[] = [];

  public constructor(
    scope: ModuleStack,
    private readonly main: AwsMain,
    private readonly groups: AwsSecurityGroups,
  ) {
    super(scope, "security-group-rules", { source: "stacks/aws/security-group-rules.ts" });
    this.internet = this.langfuseToInternet();
    this.langfuse.push(this.internet);
    this.clickhouseToInternet();
    this.loadBalancer();
    this.toWeb();
    this.fromLangfuse();
    this.clickhouseClients();
    this.volume();
  }

  private langfuseToInternet(): VpcSecurityGroupEgressRule {
    const ports = new TerraformLocal(
      this,
      "local.langfuse_egress_ports",
      hcl`distinct(concat(
        var.allowed_egress_ports,
        var.external_database == null ? [] : [var.external_database.port],
        var.external_cache == null ? [] : [var.external_cache.port],
        var.external_clickhouse == null ? [] : [var.external_clickhouse.http_port, var.external_clickhouse.native_port],
      ))`,
    );
    const rule = this.egress("langfuse", {
      repeat: {
        forEach: hcl`{ for pair in setproduct(keys(local.langfuse_security_group_ids), ${ports}) : join("-", pair) => { group = pair[0], port = tonumber(pair[1]) } }`,
      },
      securityGroupId: hcl`local.langfuse_security_group_ids[each.value.group]`,
      description: "Internet and AWS, and services that the user brings",
      cidrIpv4: EVERYWHERE,
      ports: [hclNumber`each.value.port`, hclNumber`each.value.port`],
    });
    comment(rule, {
      arguments: {
        cidr_ipv4: "The addresses of AWS, of mail servers and of model providers are not known.",
      },
    });
    return rule;
  }

  private clickhouseToInternet(): void {
    const rule = this.egress("clickhouse_https", {
      repeat: { count: hclNumber`${hasGroup("clickhouse")} ? 1 : 0` },
      securityGroupId: only(this.groups.clickhouse, "id"),
      description: "S3, the secret store, CloudWatch Logs and the image registry",
      cidrIpv4: EVERYWHERE,
      ports: HTTPS,
    });
    this.clickhouse.push(rule);
    comment(rule, {
      arguments: {
        cidr_ipv4: "The addresses of S3 and of the image registry are not known in advance.",
      },
    });
  }

  private loadBalancer(): void {
    const rule = {
      repeat: { forEach: hcl`${hasGroup("load_balancer")} ? toset(var.allowed_cidr_blocks) : []` },
      securityGroupId: only(this.groups.loadBalancer, "id"),
      cidrIpv4: hcl`each.value`,
    };
    this.ingress("load_balancer_https", { ...rule, description: "HTTPS to web", ports: HTTPS });
    const http = this.ingress("load_balancer_http", {
      ...rule,
      description: "HTTP, which is redirected to HTTPS",
      ports: HTTP,
    });
    comment(http, { head: ["#checkov:skip=CKV_AWS_260:port 80 only redirects to HTTPS"] });
  }

  private toWeb(): void {
    for (const label of ["vpc_link", "load_balancer"] as const) {
      const group = label === "vpc_link" ? this.groups.vpcLink : this.groups.loadBalancer;
      this.flow(`${label}_web`, {
        repeat: { count: hclNumber`${hasGroup(label)} ? 1 : 0` },
        from: only(group, "id"),
        to: this.groups.webId,
        ports: WEB,
        description: "Requests to web",
      });
    }
  }

  private fromLangfuse(): void {
    const { postgresql, cache, clickhouse } = this.groups;
    const servers = [
      ["postgresql", "postgresql", postgresql, POSTGRESQL, "Postgres"],
      ["cache", "cache", cache, VALKEY, "Valkey"],
      ...(["http", "native"] as const).map(
        (port) =>
          [
            `clickhouse_${port}`,
            "clickhouse",
            clickhouse,
            CLICKHOUSE_PORTS[port],
            CLICKHOUSE_RULES[port],
          ] as const,
      ),
    ] as const;
    for (const [label, group, server, ports, description] of servers) {
      const rules = this.flow(`langfuse_${label}`, {
        repeat: {
          forEach: hcl`{ for name, id in local.langfuse_security_group_ids : name => id if ${hasGroup(group)} }`,
        },
        from: hcl`each.value`,
        to: only(server, "id"),
        ports,
        description: `${description}, for Langfuse`,
      });
      this.langfuse.push(...rules);
    }
  }

  /** Clients that are no part of the module. */
  private clickhouseClients(): void {
    for (const port of ["http", "native", "metrics"] as const) {
      this.ingress(`clickhouse_${port}`, {
        repeat: {
          count: hclNumber`${hasGroup("clickhouse")} ? length(var.clickhouse_allowed_security_group_ids) : 0`,
        },
        securityGroupId: only(this.groups.clickhouse, "id"),
        description: CLICKHOUSE_RULES[port],
        referencedSecurityGroupId: hcl`var.clickhouse_allowed_security_group_ids[count.index]`,
        ports: CLICKHOUSE_PORTS[port],
      });
    }
  }

  /** A Fargate task mounts its volume itself; on EC2 the instance does it for the task. */
  private volume(): void {
    const { clickhouse, clickhouseVolume, instances } = this.groups;
    const rules = this.flow("clickhouse_volume", {
      repeat: { count: hclNumber`${hasGroup("clickhouse_volume")} ? 1 : 0` },
      from: hcl`local.is_ec2 ? ${only(instances, "id")} : ${only(clickhouse, "id")}`,
      to: only(clickhouseVolume, "id"),
      ports: NFS,
      description: "NFS to the volume of ClickHouse",
    });
    this.clickhouse.push(...rules);
  }

  /** A connection between two groups takes two rules. */
  private flow(label: string, { from, to, ...shared }: Flow): ITerraformDependable[] {
    return [
      this.egress(label, { ...shared, securityGroupId: from, referencedSecurityGroupId: to }),
      this.ingress(label, { ...shared, securityGroupId: to, referencedSecurityGroupId: from }),
    ];
  }

  private egress(label: string, rule: Rule): VpcSecurityGroupEgressRule {
    const id = `aws_vpc_security_group_egress_rule.${label}`;
    return numbered(new VpcSecurityGroupEgressRule(this, id, this.config(rule)), rule.repeat);
  }

  private ingress(label: string, rule: Rule): VpcSecurityGroupIngressRule {
    const id = `aws_vpc_security_group_ingress_rule.${label}`;
    return numbered(new VpcSecurityGroupIngressRule(this, id, this.config(rule)), rule.repeat);
  }

  private config({ repeat, ports, ...rule }: Rule): VpcSecurityGroupIngressRuleConfig {
    const [fromPort, toPort] = typeof ports === "number" ? [ports, ports] : ports;
    return {
      ...rule,
      ...("count" in repeat ? { count: repeat.count } : {}),
      ipProtocol: "tcp",
      fromPort,
      toPort,
      tags: this.main.tags,
    };
  }
}

/** cdktf takes no expression as for_each. */
function numbered<T extends VpcSecurityGroupEgressRule | VpcSecurityGroupIngressRule>(
  rule: T,
  repeat: Repeat,
): T {
  if ("forEach" in repeat) rule.addOverride("for_each", repeat.forEach);
  return rule;
}
