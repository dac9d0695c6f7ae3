import { Bill, type BillOptions } from "../bill";
import { amount } from "../lines";
import { type Planned, plannedOn } from "../planned";
import { CONTAINERS } from "./containers";
import { DATA } from "./data";
import { FREE_TYPES } from "./free";
import { AzureLines } from "./lines";
import type { AzureLoad } from "./load";
import { NETWORK } from "./network";

/** What is priced. */
export interface AzureBillOptions extends BillOptions {
  readonly load: AzureLoad;
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

const KNOWN = {
  types: /^(azurerm|azapi)_/,
  billed: BILLERS,
  free: FREE_TYPES,
  folder: "lib/pricing/azure/",
} as const;

/**
 * A month's bill for what a plan leads to, under a load.
 *
 * @throws Error when the plan has a type of Azure that is neither billed nor known to be free
 */
export function azureBill(options: AzureBillOptions): Bill {
  const { resources, region, load, storage = "tiered", hasManagementHour = false } = options;
  const planned = plannedOn(KNOWN, resources);
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
