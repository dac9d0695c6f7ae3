import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { ref, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureMain } from "./main";
import { type AzureSubnet, AZURE_SUBNETS } from "./subnets";
import type { AzureVirtualNetwork } from "./virtual-network";

/**
 * Which network everything runs in, the user's or the made one, and its private names.
 *
 * PostgreSQL lives in a subnet of its own, at no charge. Managed Redis knows neither subnets nor firewall
 * rules, so a private endpoint is the only way to keep it off the internet. Storage accounts are reached by
 * a service endpoint, which is free, in place of a private endpoint for each.
 *
 * @see https://learn.microsoft.com/en-us/azure/redis/private-link
 */
export class AzureNetwork extends ModulePart {
  public readonly virtualNetworkId: string;
  public readonly subnetIds: Readonly<Record<AzureSubnet, string>>;
  public readonly postgresqlZone: PrivateDnsZone;
  /** Whether names are known in the network; servers that need them wait for it. */
  public readonly postgresqlLink: PrivateDnsZoneVirtualNetworkLink;
  public readonly cacheZoneId: string;
  public readonly cacheLink: PrivateDnsZoneVirtualNetworkLink;

  public constructor(
    scope: ModuleStack,
    private readonly main: AzureMain,
    made: AzureVirtualNetwork,
  ) {
    super(scope, "network", { source: "stacks/azure/network.ts" });
    this.virtualNetworkId = this.local(
      "virtual_network_id",
      hcl`local.is_network_made ? ${maybe(made.virtualNetwork, "id")} : var.virtual_network_id`,
    );
    const [containerApps, postgresql, privateEndpoints, containerInstances] = AZURE_SUBNETS.map(
      (name) =>
        this.local(
          `${name}_subnet_id`,
          hcl`local.is_network_made ? ${made.subnetIds[name]} : ${ref(`var.${name}_subnet_id`)}`,
        ),
    ) as [string, string, string, string];
    this.subnetIds = {
      container_apps: containerApps,
      postgresql,
      private_endpoints: privateEndpoints,
      container_instances: containerInstances,
    };

    this.postgresqlZone = this.zone("postgresql", {
      count: hclNumber`var.external_database == null ? 1 : 0`,
      name: `${main.name}-${main.suffix}.private.postgres.database.azure.com`,
    });
    comment(this.postgresqlZone, {
      arguments: { name: "PostgreSQL refuses a zone that is called like the server." },
    });
    this.postgresqlLink = this.link("postgresql", {
      count: hclNumber`var.external_database == null ? 1 : 0`,
      resourceGroupName: main.resourceGroupName,
      privateDnsZoneName: only(this.postgresqlZone, "name"),
    });

    const cacheZone = this.zone("cache", {
      count: hclNumber`var.external_cache == null && var.cache_private_dns_zone_id == null ? 1 : 0`,
      name: "privatelink.redis.azure.net",
    });
    this.cacheZoneId = this.local(
      "cache_private_dns_zone_id",
      hcl`var.cache_private_dns_zone_id == null ? ${maybe(cacheZone, "id")} : var.cache_private_dns_zone_id`,
    );
    // A zone of one's own is linked to a network of one's own already, but never to a made one.
    this.cacheLink = this.link("cache", {
      count: hclNumber`var.external_cache == null && (var.cache_private_dns_zone_id == null || local.is_network_made) ? 1 : 0`,
      resourceGroupName: hcl`split("/", ${this.cacheZoneId})[4]`,
      privateDnsZoneName: hcl`split("/", ${this.cacheZoneId})[8]`,
    });
  }

  private local(name: string, value: string): string {
    return hcl`${new TerraformLocal(this, `local.${name}`, value)}`;
  }

  private zone(label: string, zone: { count: number; name: string }): PrivateDnsZone {
    return new PrivateDnsZone(this, `azurerm_private_dns_zone.${label}`, {
      ...zone,
      resourceGroupName: this.main.resourceGroupName,
      tags: this.main.tags,
    });
  }

  private link(
    label: string,
    zone: { count: number; resourceGroupName: string; privateDnsZoneName: string },
  ): PrivateDnsZoneVirtualNetworkLink {
    return new PrivateDnsZoneVirtualNetworkLink(
      this,
      `azurerm_private_dns_zone_virtual_network_link.${label}`,
      {
        ...zone,
        name: `${this.main.name}-${this.main.suffix}`,
        virtualNetworkId: this.virtualNetworkId,
        tags: this.main.tags,
      },
    );
  }
}
