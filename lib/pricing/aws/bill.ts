import { Bill, type BillOptions } from "../bill";
import { type Planned, plannedOn } from "../planned";
import { FREE_TYPES } from "./free";
import type { AwsLoad } from "./load";
import { AwsLines } from "./lines";
import { CONTAINERS } from "./containers";
import { DATA } from "./data";
import { NETWORK } from "./network";

/** What is priced. */
export interface AwsBillOptions extends BillOptions {
  readonly load: AwsLoad;
  /** Whether Spot is to be had; without it the same tasks and instances run on demand. @default true */
  readonly hasSpot?: boolean;
}

/** Adds the lines of one resource. */
export type Biller = (lines: AwsLines, resource: Planned) => void;

/** What is billed, by type. */
export const BILLERS: Readonly<Record<string, Biller>> = { ...CONTAINERS, ...DATA, ...NETWORK };

const KNOWN = {
  types: /^aws_/,
  billed: BILLERS,
  free: FREE_TYPES,
  folder: "lib/pricing/aws/",
} as const;

/**
 * A month's bill for what a plan leads to, under a load.
 *
 * @throws Error when the plan has a type of AWS that is neither billed nor known to be free
 */
export function awsBill(options: AwsBillOptions): Bill {
  const { resources, region, load, storage = "tiered", hasSpot = true } = options;
  const planned = plannedOn(KNOWN, resources);
  const lines = new AwsLines({ planned, region, load, storage, hasSpot });
  for (const resource of planned) BILLERS[resource.type]?.(lines, resource);
  lines.addTransfer();
  return new Bill(lines.inOrder());
}
