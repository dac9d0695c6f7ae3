import { ManagedRedis } from "@cdktf/provider-azurerm/lib/managed-redis";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureInputs } from "./inputs";
import type { AzureMain } from "./main";
import type { AzureNetwork } from "./network";
import { CACHE_PORT } from "./ports";

export interface AzureCacheProps {
  readonly inputs: AzureInputs;
  readonly main: AzureMain;
  readonly network: AzureNetwork;
}

const ONCE = hclNumber`var.external_cache == null ? 1 : 0`;

/**
 * Managed Redis, which holds Langfuse's queues: it must never evict a key, it must not be a cluster, and
 * everybody who speaks to it speaks TLS and has the key.
 *
 * The key is made by Azure and comes back as an attribute, so the state has it.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/cache
 * @see https://github.com/langfuse/langfuse/issues/11664
 */
export class AzureCache extends ModulePart {
  public readonly redis: ManagedRedis;
  /** The way to it; Langfuse waits for it. */
  public readonly endpoint: PrivateEndpoint;

  public constructor(
    scope: ModuleStack,
    private readonly props: AzureCacheProps,
  ) {
    super(scope, "cache", { source: "stacks/azure/cache.ts" });
    this.redis = this.defineRedis();
    this.endpoint = this.defineEndpoint();
    this.connection();
  }

  private defineRedis(): ManagedRedis {
    const { inputs, main } = this.props;
    const redis = new ManagedRedis(this, "azurerm_managed_redis.langfuse", {
      count: ONCE,
      name: `${main.name}-cache-${main.suffix}`,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      skuName: inputs.cacheSkuName.stringValue,
      highAvailabilityEnabled: inputs.cacheHighAvailabilityEnabled.booleanValue,
      publicNetworkAccess: "Disabled",
      defaultDatabase: {
        clientProtocol: "Encrypted",
        clusteringPolicy: "NoCluster",
        evictionPolicy: "NoEviction",
        accessKeysAuthenticationEnabled: true,
      },
      tags: main.tags,
    });
    comment(redis, {
      head: [
        "Waiting jobs are lost by whatever makes a new cache: cache_sku_name, cache_high_availability_enabled,",
        "and, although a plan calls it an update in place, another clustering_policy.",
      ],
      arguments: {
        default_database:
          "All but the protocol are unlike the provider's defaults, with which queues break.",
        public_network_access:
          "There are no firewall rules: it is either the internet or a private endpoint.",
      },
    });
    return redis;
  }

  private defineEndpoint(): PrivateEndpoint {
    const { main, network } = this.props;
    return new PrivateEndpoint(this, "azurerm_private_endpoint.cache", {
      count: ONCE,
      name: `${main.name}-cache`,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      subnetId: network.subnetIds.private_endpoints,
      privateServiceConnection: {
        name: `${main.name}-cache`,
        isManualConnection: false,
        privateConnectionResourceId: only(this.redis, "id"),
        subresourceNames: ["redisEnterprise"],
      },
      privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [network.cacheZoneId] },
      tags: main.tags,
      dependsOn: [network.cacheLink],
    });
  }

  /** What Langfuse needs to know, whichever cache it is. */
  private connection(): void {
    const local = (name: string, value: string) => new TerraformLocal(this, `local.${name}`, value);
    local(
      "cache_host",
      hcl`var.external_cache == null ? ${maybe(this.redis, "hostname")} : var.external_cache.host`,
    );
    local("cache_port", hcl`var.external_cache == null ? ${CACHE_PORT} : var.external_cache.port`);
    local("cache_tls", hcl`var.external_cache == null ? true : var.external_cache.tls`);
    local(
      "cache_auth_reference",
      hcl`var.external_cache == null || try(var.external_cache.auth_secret_id, null) != null ? "cache-auth-token" : null`,
    );
  }
}
