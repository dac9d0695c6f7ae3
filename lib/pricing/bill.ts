import type { Price } from "./index";
import type { ClickhouseStorage } from "./load";
import type { PlannedResource } from "./planned";

/** What is priced, on any cloud. */
export interface BillOptions {
  /** Managed and data resources of a plan. */
  readonly resources: readonly PlannedResource[];
  readonly region: string;
  /** The module's `clickhouse_storage`, which no resource's attributes tell. @default "tiered" */
  readonly storage?: ClickhouseStorage;
}

/** One line of a bill. */
export interface BillLine {
  /** What it is for, such as `web` or `network`. */
  readonly part: string;
  /** Terraform address of what is billed; absent for what belongs to no resource. */
  readonly address?: string;
  /** How the quantity comes about, in words. */
  readonly basis: string;
  /** A month's units of {@link price}; null when nobody knows the use. */
  readonly quantity: number | null;
  readonly price: Price;
  /** US dollars a month; null when the price or the use is not known. Such a line is in no sum. */
  readonly usd: number | null;
}

/** What an installation costs a month. */
export class Bill {
  public constructor(public readonly lines: readonly BillLine[]) {}

  /** US dollars a month, of the lines that have a price. */
  public get total(): number {
    return sum(this.lines);
  }

  /** Lines that the total leaves out. */
  public get unpriced(): readonly BillLine[] {
    return this.lines.filter(({ usd }) => usd === null);
  }

  /** US dollars a month by part, in the order of the lines. */
  public get parts(): ReadonlyMap<string, number> {
    const parts = [...new Set(this.lines.map(({ part }) => part))];
    return new Map(
      parts.map((part) => [part, sum(this.lines.filter((line) => line.part === part))]),
    );
  }
}

function sum(lines: readonly BillLine[]): number {
  return lines.reduce((total, { usd }) => total + (usd ?? 0), 0);
}

/** A line with its dollars: quantity by price, where the price's unit may be a thousand or a million. */
export function billLine(line: Omit<BillLine, "usd">): BillLine {
  const { quantity, price } = line;
  const usd = quantity === null || price.usd === null ? null : quantity * price.usd;
  return { ...line, usd };
}
