import type { Setup } from "../setups";
import type { Bill } from "../bill";
import { HOURS_PER_MONTH, price as priceOf, PRICES } from "../index";
import { dollars, table } from "../markdown";
import { amount } from "../lines";
import type { AzureBillOptions } from "./bill";
import { azureLoad, type AzureLoadOptions, SMALL_LOAD } from "./load";
import { DEFAULT, LOWEST_COST } from "./setups";

/** Prices a setup, with something changed. */
type PriceOf = (setup: Setup, more?: Partial<AzureBillOptions>) => Bill;

/** What a subscription has free of charge each month, by the beginning of the price's name. */
const FREE_GRANTS: Readonly<Record<string, number>> = {
  "Container Apps Consumption / vCPU active": 180_000,
  "Container Apps Consumption / memory active": 360_000,
  "Container Apps Consumption / requests above 2M": 2,
  "Log Analytics / Analytics Logs ingestion above 5 GB/month": 5,
  "Bandwidth / internet egress above 100 GB/month": 100,
};

/**
 * What the free grants take off a bill when nothing else in the subscription uses them.
 *
 * @see https://learn.microsoft.com/azure/container-apps/billing
 */
export function grantsOf({ lines }: Bill): number {
  return Object.entries(FREE_GRANTS).reduce((total, [name, free]) => {
    const granted = lines.filter(({ price }) => `${price.service} / ${price.sku}`.startsWith(name));
    const used = granted.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
    return total + Math.min(free, used) * (granted[0]?.price.usd ?? 0);
  }, 0);
}

function load(more: Partial<AzureLoadOptions>): AzureBillOptions["load"] {
  return azureLoad({ name: "", observations: 1_000_000, ...more });
}

/** Seconds of a month in which a request begins, when they come at random. */
function busyShare(): number {
  const perSecond = SMALL_LOAD.figures.apiRequests.value / (HOURS_PER_MONTH * 3600);
  return 1 - Math.exp(-perSecond);
}

/** The section on the rate that web's processors are billed at. */
export function idleSection(price: PriceOf): string {
  const busy = busyShare();
  const cases = [
    ["all month: requests around the clock, the rule by averages", 1],
    ["ten hours of 22 working days", (10 * 22) / HOURS_PER_MONTH],
    ["the seconds in which a request comes, if each second counts by itself", busy],
    ["never: no load at all, and Node below 0.01 core", 0],
  ] as const;
  const rows = cases.map(([what, webActive]) => [
    what,
    `${amount(webActive * 100)} %`,
    ...[LOWEST_COST, DEFAULT].flatMap((setup) => {
      const bill = price(setup, { load: load({ webActive }) });
      return [dollars(bill.parts.get("web") ?? 0), dollars(bill.total)];
    }),
  ]);
  return `## Active or idle

Container Apps bill a core eight times as much when it is active ($63.07 a month instead of $7.88); memory has no idle rate. A replica is idle only
while its app runs its least number of replicas and it works on no request, uses less than 0.01 core and receives less than 1,000 bytes a
second ([billing](https://learn.microsoft.com/azure/container-apps/billing)). The worker polls Redis, ClickHouse merges and is polled: both are priced as
active all month. For web it depends on how finely Azure measures, which no page says; no metric shows it
([#843](https://github.com/microsoft/azure-container-apps/issues/843)), and apps have been billed as active throughout
([#1628](https://github.com/microsoft/azure-container-apps/issues/1628)). At this load web receives about 1,950 bytes a second on average.

${table(["web is active", "share", "lowest cost: web", "lowest cost", "default: web", "default"], rows, [0])}`;
}

/** The section with one assumption changed at a time. */
export function sensitivitySection(price: PriceOf): string {
  const bill = price(LOWEST_COST);
  const least = price(LOWEST_COST, { load: load({ webActive: 0 }) });
  const at = (more: Partial<AzureLoadOptions>) => price(LOWEST_COST, { load: load(more) }).total;
  const balancer = bill.lines
    .filter(({ price: { service } }) => service === "Load Balancer (Azure)")
    .reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  const backups = bill.lines
    .filter(({ part, basis }) => part === "storage" && basis.includes("backups"))
    .reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  const rows = [
    ["as above", bill.total],
    ["web idle all month", least.total],
    [
      "free grants taken off, if nothing else in the subscription uses them",
      bill.total - grantsOf(bill),
    ],
    ["web idle and free grants taken off", least.total - grantsOf(least)],
    ["without ClickHouse's backups", bill.total - backups],
    ["if Azure did not bill the environment's load balancer", bill.total - balancer],
    [
      "web idle, free grants taken off, no load balancer: all three together",
      least.total - grantsOf(least) - balancer,
    ],
    ["first month (no older data)", at({ months: 1 })],
    ["well batched: 10 observations in an export request", at({ observationsPerRequest: 10 })],
    [
      "not batched at all: each observation its own request and blob",
      at({ observationsPerRequest: 1 }),
    ],
    ["no load, web active", at({ observations: 0 })],
    ["ten million observations, if these sizes carry them", at({ observations: 10_000_000 })],
  ] as const;
  return `## How much the assumptions matter

The lowest cost, with one thing changed.

${table(
  ["change", "$ a month"],
  rows.map(([what, usd]) => [what, dollars(usd)]),
  [0],
)}

The default with web idle and free grants taken off: ${dollars(defaultAtBest(price))}.

**Environment Management Hour.** This meter went from $0.01 to ${managementHours()} an hour on 2026-09-01,
which would be ${managementMonths()} a month. Microsoft's page applies it to dedicated profiles, private endpoints of the environment and planned
maintenance, none of which the module switches on with \`workload_profile = "Consumption"\` (the private endpoint of the cache is not one of
the environment); some users list it as unverified. It is in no sum; \`hasManagementHour\` of \`azureBill\` adds it.`;
}

function defaultAtBest(price: PriceOf): number {
  const bill = price(DEFAULT, { load: load({ webActive: 0 }) });
  return bill.total - grantsOf(bill);
}

function managementRows() {
  const sku = "Environment Management Hour";
  return PRICES.filter((row) => row.sku === sku).map((row) => priceOf(row));
}

function managementHours(): string {
  return managementRows()
    .map(({ usd, region }) => `$${usd} (${region})`)
    .join(" or ");
}

function managementMonths(): string {
  return managementRows()
    .map(({ usd }) => dollars(usd * HOURS_PER_MONTH))
    .join(" or ");
}
