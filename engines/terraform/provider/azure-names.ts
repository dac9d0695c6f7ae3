import { uuid, type FillContext, type TextRule } from "./fill";

/** Azure's resource provider and type, by Terraform type, for what a deployment commonly holds. */
const PATH: Record<string, string> = {
  azurerm_application_insights: "Microsoft.Insights/components",
  azurerm_container_app: "Microsoft.App/containerApps",
  azurerm_container_app_environment: "Microsoft.App/managedEnvironments",
  azurerm_container_group: "Microsoft.ContainerInstance/containerGroups",
  azurerm_key_vault: "Microsoft.KeyVault/vaults",
  azurerm_log_analytics_workspace: "Microsoft.OperationalInsights/workspaces",
  azurerm_managed_redis: "Microsoft.Cache/redisEnterprise",
  azurerm_nat_gateway: "Microsoft.Network/natGateways",
  azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups",
  azurerm_postgresql_flexible_server: "Microsoft.DBforPostgreSQL/flexibleServers",
  azurerm_private_dns_zone: "Microsoft.Network/privateDnsZones",
  azurerm_private_endpoint: "Microsoft.Network/privateEndpoints",
  azurerm_public_ip: "Microsoft.Network/publicIPAddresses",
  azurerm_redis_cache: "Microsoft.Cache/redis",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
  azurerm_virtual_network: "Microsoft.Network/virtualNetworks",
};

/** Child resources: the attribute that holds the parent's id, and what comes between the two names. */
const CHILD: Record<string, { parent: string; segment: string }> = {
  azurerm_container_app_environment_storage: {
    parent: "container_app_environment_id",
    segment: "storages",
  },
  azurerm_postgresql_flexible_server_configuration: {
    parent: "server_id",
    segment: "configurations",
  },
  azurerm_postgresql_flexible_server_database: { parent: "server_id", segment: "databases" },
  azurerm_storage_container: {
    parent: "storage_account_id",
    segment: "blobServices/default/containers",
  },
  azurerm_storage_share: { parent: "storage_account_id", segment: "fileServices/default/shares" },
};

/** What a Key Vault holds, by Terraform type, as its addresses call it. */
const IN_VAULT: Record<string, string> = {
  azurerm_key_vault_certificate: "certificates",
  azurerm_key_vault_key: "keys",
  azurerm_key_vault_secret: "secrets",
};

const textOf = (context: FillContext, key: string): string | undefined => {
  const value = context.root[key];
  return typeof value === "string" ? value : undefined;
};

function groupOf(context: FillContext): string {
  const name = textOf(context, "resource_group_name");
  if (name !== undefined) return name;
  for (const value of Object.values(context.root)) {
    const found =
      typeof value === "string" ? /\/resourceGroups\/([^/]+)/i.exec(value)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return "offline";
}

function idOf(context: FillContext): string {
  const { typeName, seed, session } = context;
  const name = textOf(context, "name") ?? seed.slice(0, 8);
  const subscription = `/subscriptions/${session.subscriptionId}`;
  if (typeName === "azurerm_subscription") return subscription;
  if (typeName === "azurerm_resource_group") return `${subscription}/resourceGroups/${name}`;
  const child = CHILD[typeName];
  const parent = child && textOf(context, child.parent);
  if (child !== undefined && parent !== undefined) return `${parent}/${child.segment}/${name}`;
  const group = `${subscription}/resourceGroups/${groupOf(context)}`;
  if (typeName === "azurerm_subnet") {
    const network = textOf(context, "virtual_network_name") ?? "offline";
    return `${group}/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${name}`;
  }
  if (typeName.startsWith("azapi_")) return azapiId(context, group, name);
  return `${group}/providers/${PATH[typeName] ?? `Microsoft.Offline/${typeName}`}/${name}`;
}

function azapiId(context: FillContext, group: string, name: string): string {
  const [type = "Microsoft.Offline/resources"] = (textOf(context, "type") ?? "").split("@");
  const parent = textOf(context, "parent_id") ?? group;
  const last = type.split("/").pop() ?? "";
  const isChild = type.split("/").length > 2;
  return isChild ? `${parent}/${last}/${name}` : `${parent}/providers/${type}/${name}`;
}

/**
 * Ids of what a Key Vault holds: addresses of the vault, with and without the version, and the same of Resource
 * Manager.
 */
function vaultText(name: string, context: FillContext): string | undefined {
  const { typeName, seed } = context;
  const kind = IN_VAULT[typeName];
  if (kind === undefined) return undefined;
  const vaultId = textOf(context, "key_vault_id") ?? "offline";
  const own = `${kind}/${textOf(context, "name") ?? seed.slice(0, 8)}`;
  const version = seed.slice(0, 32);
  const address = `https://${vaultId.split("/").pop() ?? ""}.vault.azure.net/${own}`;
  const texts: Record<string, string> = {
    version,
    id: `${address}/${version}`,
    versionless_id: address,
    resource_id: `${vaultId}/${own}/versions/${version}`,
    resource_versionless_id: `${vaultId}/${own}`,
  };
  return texts[name];
}

/** Azure's ways with names: ids, GUIDs, host names, keys. */
export const azureText: TextRule = (name, context) => {
  const { typeName, seed, session } = context;
  const own = textOf(context, "name") ?? seed.slice(0, 8);
  const inVault = vaultText(name, context);
  if (inVault !== undefined) return inVault;
  if (name === "id") return idOf(context);
  if (name === "name") return own;
  if (name === "location") return "westeurope";
  if (name === "resource_group_name") return groupOf(context);
  if (name === "subscription_id") return session.subscriptionId;
  if (/tenant_id$/.test(name)) return "00000000-0000-0000-0000-000000000002";
  if (/^(object|client|principal|workspace|app)_id$|_(object|client|principal)_id$/.test(name)) {
    return uuid(seed);
  }
  if (name === "vault_uri") return `https://${own}.vault.azure.net/`;
  if (/_access_key$|_shared_key$/.test(name)) return Buffer.from(seed).toString("base64");
  if (/connection_string$/.test(name)) return `AccountName=${own};AccountKey=${seed}`;
  const storage = /^(?:primary|secondary)_(blob|file|queue|table|dfs|web)_(endpoint|host)$/.exec(
    name,
  );
  if (storage?.[1] !== undefined) {
    const host = `${own}.${storage[1]}.core.windows.net`;
    return storage[2] === "endpoint" ? `https://${host}/` : host;
  }
  return hostName(name, typeName, own, seed);
};

function hostName(name: string, typeName: string, own: string, seed: string): string | undefined {
  if (!/fqdn|hostname|default_domain/.test(name)) return undefined;
  const environment = `${seed.slice(0, 8)}.westeurope.azurecontainerapps.io`;
  if (typeName === "azurerm_container_app_environment") return environment;
  if (typeName === "azurerm_container_app") return `${own}.${environment}`;
  if (typeName.includes("postgresql")) return `${own}.postgres.database.azure.com`;
  if (typeName === "azurerm_managed_redis") return `${own}.westeurope.redis.azure.net`;
  if (typeName === "azurerm_redis_cache") return `${own}.redis.cache.windows.net`;
  return undefined;
}
