import type { ClickhouseStorage } from "../aws/load";
import { amount } from "../aws/lines";
import { Planned, type PlannedResource } from "../aws/planned";
import { Bill } from "../bill";
import { CONTAINERS } from "./containers";
import { DATA } from "./data";
import { FREE_TYPES } from "./free";
import { AzureLines } from "./lines";
import type { AzureLoad } from "./load";
import { NETWORK } from "./network";

/** What is priced. */
export interface AzureBillOptions {
  /** Managed and data resources of a plan. */
  readonly resources: readonly PlannedResource[];
  readonly region: string;
  readonly load: AzureLoad;
  /** The module's `clickhouse_storage`, which no resource's attributes tell. @default "tiered" */
  readonly storage?: ClickhouseStorage;
  /**
   * Whether Azure bills the meter Environment Management Hour to an environment of Consumption only. Its
   * documentation says no. @default false
   */
  readonly hasManagementHour?: boolean;
}

/** Adds the lines of one resource. */
export type Biller = (lines: AzureLines, resource: Planned) => void;

/** What is billed, by type. */
export const BILLERS: Readonly<Record<string, Biller>> = { ...CONTAINERS, ...DATA, ...NETWORK };

/**
 * A month's bill for what a plan leads to, under a load.
 *
 * @throws Error when the plan has a type of Azure that is neither billed nor known to be free
 */
export function azureBill(options: AzureBillOptions): Bill {
  const { resources, region, load, storage = "tiered", hasManagementHour = false } = options;
  const planned = resources
    .filter(({ mode, type }) => mode === "managed" && /^(azurerm|azapi)_/.test(type))
    .map((resource) => new Planned(resource));
  const unknown = planned.filter(
    ({ type }) => BILLERS[type] === undefined && !FREE_TYPES.has(type),
  );
  if (unknown.length > 0) {
    const types = [...new Set(unknown.map(({ type }) => type))].join(", ");
    throw new Error(
      `nobody has said what ${types} costs: add it to lib/pricing/azure/ (free.ts when it is free)`,
    );
  }
  const lines = new AzureLines({ planned, region, load, storage, hasManagementHour });
  for (const resource of planned) BILLERS[resource.type]?.(lines, resource);
  const { transferOutGb } = load.figures;
  lines.add({
    part: "network",
    service: "Bandwidth",
    sku: "internet egress above 100 GB/month",
    unit: "GB",
    quantity: transferOutGb.value,
    basis: `${amount(transferOutGb.value)} GB to browsers and SDKs, the free ones not deducted`,
  });
  return new Bill(lines.inOrder());
}
