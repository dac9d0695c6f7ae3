import { amount } from "../lines";
import type { Biller } from "./bill";

/** Days that Log Analytics keeps logs without a charge. */
const FREE_LOG_DAYS = 31;

const privateEndpoint: Biller = (lines, endpoint) => {
  const line = { part: "network", resource: endpoint, service: "Private Link" } as const;
  lines.addHours({ ...line, sku: "private endpoint" }, 1, `endpoint of ${endpoint.name}`);
  const gb = lines.azureFigure("cacheGb");
  lines.add({
    ...line,
    sku: "data processed first 1 PB, each direction",
    unit: "GB",
    quantity: 2 * gb,
    basis: `${amount(gb)} GB × 2 directions`,
  });
};

const privateZone: Biller = (lines, zone) => {
  const line = { part: "network", resource: zone, service: "Private DNS (Azure)" } as const;
  const basis = `private zone of ${zone.name}`;
  lines.add({ ...line, sku: "zone", unit: "zone-month", quantity: 1, basis });
  lines.addSize({
    ...line,
    sku: "queries",
    unit: "1M queries",
    quantity: lines.figure("dnsQueries") / 1e6 / lines.all(zone.type).length,
    basis: `its share of ${amount(lines.figure("dnsQueries"))} queries`,
  });
};

const workspace: Biller = (lines, resource) => {
  const hasClickhouse =
    lines.all("azurerm_container_group").length > 0 ||
    lines.all("azurerm_container_app").some(({ name }) => name === "clickhouse");
  const line = { part: "logs", resource, service: "Log Analytics" } as const;
  const logs = [
    ["web", lines.figure("webLogGb")],
    ["worker", lines.figure("workerLogGb")],
    ["ClickHouse", hasClickhouse ? lines.figure("clickhouseLogGb") : 0],
  ] as const;
  for (const [what, gb] of logs) {
    if (gb === 0) continue;
    lines.add({
      ...line,
      sku: "Analytics Logs ingestion above 5 GB/month",
      unit: "GB",
      quantity: gb,
      basis: `${amount(gb)} GB of ${what}, the free ones not deducted`,
    });
  }
  const days = resource.number("retention_in_days");
  if (days > FREE_LOG_DAYS) {
    lines.addSize({
      ...line,
      sku: `retention above ${FREE_LOG_DAYS} days`,
      unit: "GB-month",
      quantity: (logs.reduce((sum, [, gb]) => sum + gb, 0) * (days - FREE_LOG_DAYS)) / 30,
      basis: `${days} days`,
    });
  }
};

const keyVault: Biller = (lines, vault) => {
  const operations = lines.azureFigure("vaultOperations");
  lines.add({
    part: "secrets",
    resource: vault,
    service: "Key Vault",
    sku: "Standard operations",
    unit: "10000 ops",
    quantity: operations / 10_000,
    basis: `${amount(operations)} operations`,
  });
};

/** The only kind of resource that the module makes by the API itself is free; another one is unknown. */
const azapi: Biller = (_lines, resource) => {
  const type = resource.string("type");
  if (!type.includes("/managedCertificates@")) {
    throw new Error(`${resource.address}: nobody has said what ${type} costs`);
  }
};

/** Ways to data, names, logs and secrets. */
export const NETWORK: Readonly<Record<string, Biller>> = {
  azurerm_private_endpoint: privateEndpoint,
  azurerm_private_dns_zone: privateZone,
  azurerm_log_analytics_workspace: workspace,
  azurerm_key_vault: keyVault,
  azapi_resource: azapi,
};
