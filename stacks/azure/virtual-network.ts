import { Subnet, type SubnetDelegation } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { ref, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import { isDisjoint } from "../shared/inputs/validation";
import type { AzureMain } from "./main";
import type { AzureNetworkSecurityGroups } from "./network-security-groups";
import { type AzureSubnet, AZURE_SUBNETS, subnetCount } from "./subnets";

/**
 * What each subnet is lent to. The actions are what Azure adds by itself: without them every plan would
 * want to take them away again.
 *
 * @see https://learn.microsoft.com/en-us/azure/virtual-network/manage-subnet-delegation
 */
const DELEGATIONS: Readonly<Record<AzureSubnet, { service: string; action: string } | undefined>> =
  {
    container_apps: {
      service: "Microsoft.App/environments",
      action: "Microsoft.Network/virtualNetworks/subnets/join/action",
    },
    postgresql: {
      service: "Microsoft.DBforPostgreSQL/flexibleServers",
      action: "Microsoft.Network/virtualNetworks/subnets/join/action",
    },
    private_endpoints: undefined,
    container_instances: {
      service: "Microsoft.ContainerInstance/containerGroups",
      action: "Microsoft.Network/virtualNetworks/subnets/action",
    },
  };

/** The small network that is made when the user brings none. Nothing in it costs by the hour. */
export class AzureVirtualNetwork extends ModulePart {
  public readonly virtualNetwork: VirtualNetwork;
  /** Ids of the made subnets, null when they are the user's; known when their rules hold. */
  public readonly subnetIds: Readonly<Record<AzureSubnet, string>>;

  public constructor(
    scope: ModuleStack,
    private readonly main: AzureMain,
    private readonly groups: AzureNetworkSecurityGroups,
  ) {
    super(scope, "virtual-network", { source: "stacks/azure/virtual-network.ts" });
    new TerraformLocal(this, "local.is_network_made", hcl`var.virtual_network_id == null`);
    new TerraformLocal(
      this,
      "local.subnet_address_prefixes",
      hcl`merge(
        { container_apps = var.container_apps_subnet_address_prefix, postgresql = var.postgresql_subnet_address_prefix, private_endpoints = var.private_endpoints_subnet_address_prefix },
        local.is_container_app && local.is_worker_app ? null : { container_instances = var.container_instances_subnet_address_prefix },
      )`,
    );
    this.virtualNetwork = new VirtualNetwork(this, "azurerm_virtual_network.langfuse", {
      count: hclNumber`local.is_network_made ? 1 : 0`,
      name: main.name,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      addressSpace: hclList`var.virtual_network_address_space`,
      tags: main.tags,
      lifecycle: {
        // No validation of one of the variables: Terraform skips those of a variable that reads a refused one.
        precondition: [
          {
            condition: hcl`alltrue(flatten([for one, range in local.subnet_address_prefixes : [for other, taken in local.subnet_address_prefixes : one == other || ${isDisjoint("range", "taken")}]]))`,
            errorMessage:
              "*_subnet_address_prefix must be ranges of which none overlaps another, got ${jsonencode(local.subnet_address_prefixes)}: move one of two that do.",
          },
        ],
      },
    });
    const [containerApps, postgresql, privateEndpoints, containerInstances] = AZURE_SUBNETS.map(
      (name) => this.subnet(name),
    ) as [string, string, string, string];
    this.subnetIds = {
      container_apps: containerApps,
      postgresql,
      private_endpoints: privateEndpoints,
      container_instances: containerInstances,
    };
  }

  private subnet(name: AzureSubnet): string {
    const { main, groups } = this;
    const count = subnetCount(name);
    const subnet = new Subnet(this, `azurerm_subnet.${name}`, {
      count,
      name: name.replaceAll("_", "-"),
      resourceGroupName: main.resourceGroupName,
      virtualNetworkName: only(this.virtualNetwork, "name"),
      addressPrefixes: [hcl`${ref(`var.${name}_subnet_address_prefix`)}`],
      ...(name === "private_endpoints"
        ? { privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled" }
        : { serviceEndpoints: ["Microsoft.Storage"], delegation: delegation(name) }),
    });
    if (name === "postgresql") {
      comment(subnet, {
        arguments: {
          service_endpoints: "PostgreSQL asks for it, to archive its log by the shortest way.",
        },
      });
    }
    const association = new SubnetNetworkSecurityGroupAssociation(
      this,
      `azurerm_subnet_network_security_group_association.${name}`,
      {
        count,
        subnetId: only(subnet, "id"),
        networkSecurityGroupId: only(groups.groups[name], "id"),
      },
    );
    return maybe(association, "subnet_id");
  }
}

function delegation(name: AzureSubnet): SubnetDelegation[] {
  const lent = DELEGATIONS[name];
  if (lent === undefined) return [];
  return [{ name: "service", serviceDelegation: { name: lent.service, actions: [lent.action] } }];
}
