import {
  NetworkSecurityGroup,
  type NetworkSecurityGroupSecurityRule,
} from "@cdktf/provider-azurerm/lib/network-security-group";
import { ref, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclList } from "../../lib/terraform/expression";
import { CLICKHOUSE_PORTS } from "../shared/clickhouse-config";
import { CACHE_PORT, POSTGRESQL_PORT } from "./ports";
import type { AzureMain } from "./main";
import { type AzureSubnet, subnetCount } from "./subnets";

/** Last of the rules that one may write: what the ones before did not allow ends here. */
const LAST_PRIORITY = 4096;

/**
 * Who may talk to what in the made network: the apps to PostgreSQL, cache and ClickHouse, and nobody else.
 * Azure's own last rules keep the internet out everywhere.
 *
 * Requests from the internet to web come through the environment's public address and pass no rule of the
 * subnet; `allowed_cidr_blocks` is for them.
 *
 * @see https://learn.microsoft.com/en-us/azure/container-apps/firewall-integration
 */
export class AzureNetworkSecurityGroups extends ModulePart {
  public readonly groups: Readonly<Record<AzureSubnet, NetworkSecurityGroup>>;

  public constructor(
    scope: ModuleStack,
    private readonly main: AzureMain,
  ) {
    super(scope, "network-security-groups", {
      source: "stacks/azure/network-security-groups.ts",
    });
    const own = prefix("postgresql");
    // The worker may be an instance.
    const langfuse = hclList`${new TerraformLocal(
      this,
      "local.langfuse_subnet_address_prefixes",
      hcl`concat([${prefix("container_apps")}], local.is_worker_app ? [] : [${prefix("container_instances")}])`,
    )}`;
    this.groups = {
      container_apps: this.group("container_apps", []),
      postgresql: this.group("postgresql", [
        allow("AllowApps", 100, {
          description: "Langfuse to PostgreSQL",
          sourceAddressPrefixes: langfuse,
          destinationAddressPrefix: own,
          destinationPortRange: String(POSTGRESQL_PORT),
        }),
        allow("AllowStandby", 110, {
          description: "The server and its standby to each other",
          sourceAddressPrefix: own,
          destinationAddressPrefix: own,
          destinationPortRange: "*",
        }),
        denyNetwork(),
      ]),
      private_endpoints: this.group("private_endpoints", [
        allow("AllowApps", 100, {
          description: "Langfuse to the cache",
          sourceAddressPrefixes: langfuse,
          destinationAddressPrefix: prefix("private_endpoints"),
          destinationPortRange: String(CACHE_PORT),
        }),
        denyNetwork(),
      ]),
      container_instances: this.group("container_instances", [
        allow("AllowApps", 100, {
          description: "Langfuse to ClickHouse",
          sourceAddressPrefixes: langfuse,
          destinationAddressPrefix: prefix("container_instances"),
          destinationPortRanges: [String(CLICKHOUSE_PORTS.http), String(CLICKHOUSE_PORTS.native)],
        }),
        denyNetwork(),
      ]),
    };
    comment(this.groups.container_apps, {
      head: ["The apps talk to each other in here, by Azure's own first rule."],
    });
  }

  private group(
    name: AzureSubnet,
    securityRule: NetworkSecurityGroupSecurityRule[],
  ): NetworkSecurityGroup {
    const { main } = this;
    return new NetworkSecurityGroup(this, `azurerm_network_security_group.${name}`, {
      count: subnetCount(name),
      name: `${main.name}-${name.replaceAll("_", "-")}`,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      ...(securityRule.length > 0 ? { securityRule } : {}),
      tags: main.tags,
    });
  }
}

function prefix(name: AzureSubnet): string {
  return hcl`${ref(`var.${name}_subnet_address_prefix`)}`;
}

function allow(
  name: string,
  priority: number,
  rule: Partial<NetworkSecurityGroupSecurityRule>,
): NetworkSecurityGroupSecurityRule {
  return {
    name,
    priority,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourcePortRange: "*",
    ...rule,
  };
}

/** Azure's own rule 65000 would let everything in the network and in its peers talk to each other. */
function denyNetwork(): NetworkSecurityGroupSecurityRule {
  return {
    name: "DenyNetwork",
    description: "Nobody else in the network",
    priority: LAST_PRIORITY,
    direction: "Inbound",
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "VirtualNetwork",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  };
}
