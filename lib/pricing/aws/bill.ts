import { Bill } from "../bill";
import { FREE_TYPES } from "./free";
import type { AwsLoad, ClickhouseStorage } from "./load";
import { AwsLines } from "./lines";
import { CONTAINERS } from "./containers";
import { DATA } from "./data";
import { NETWORK } from "./network";
import { Planned, type PlannedResource } from "./planned";

/** What is priced. */
export interface AwsBillOptions {
  /** Managed and data resources of a plan. */
  readonly resources: readonly PlannedResource[];
  readonly region: string;
  readonly load: AwsLoad;
  /** The module's `clickhouse_storage`, which no resource's attributes tell. @default "tiered" */
  readonly storage?: ClickhouseStorage;
  /** Whether Spot is to be had; without it the same tasks and instances run on demand. @default true */
  readonly hasSpot?: boolean;
}

/** Adds the lines of one resource. */
export type Biller = (lines: AwsLines, resource: Planned) => void;

/** What is billed, by type. */
export const BILLERS: Readonly<Record<string, Biller>> = { ...CONTAINERS, ...DATA, ...NETWORK };

/**
 * A month's bill for what a plan leads to, under a load.
 *
 * @throws Error when the plan has a type of AWS that is neither billed nor known to be free
 */
export function awsBill(options: AwsBillOptions): Bill {
  const { resources, region, load, storage = "tiered", hasSpot = true } = options;
  const planned = resources
    .filter(({ mode, type }) => mode === "managed" && type.startsWith("aws_"))
    .map((resource) => new Planned(resource));
  const unknown = planned.filter(
    ({ type }) => BILLERS[type] === undefined && !FREE_TYPES.has(type),
  );
  if (unknown.length > 0) {
    const types = [...new Set(unknown.map(({ type }) => type))].join(", ");
    throw new Error(
      `nobody has said what ${types} costs: add it to lib/pricing/aws/ (free.ts when it is free)`,
    );
  }
  const lines = new AwsLines({ planned, region, load, storage, hasSpot });
  for (const resource of planned) BILLERS[resource.type]?.(lines, resource);
  lines.addTransfer();
  return new Bill(lines.inOrder());
}
