import { HOURS_PER_MONTH, type Price, PRICES } from "../index";
import { amount, Lines, type LinesProps, missingPrice, type UnpricedLine } from "../lines";
import type { FigureKey } from "../load";
import type { AzureFigureKey, AzureLoad } from "./load";

/** Parts of a bill, in the order in which it lists them. */
export const PARTS = [
  "web",
  "worker",
  "ClickHouse",
  "PostgreSQL",
  "Redis",
  "storage",
  "network",
  "logs",
  "secrets",
] as const;

export type Part = (typeof PARTS)[number];

export interface AzureLinesProps extends LinesProps {
  readonly load: AzureLoad;
  readonly hasManagementHour: boolean;
}

/** A line before its price is looked up. */
export interface NewLine extends UnpricedLine<Part> {
  /** Unit of the price, which a row must have. */
  readonly unit: string;
}

/**
 * Where a price is taken from when the list has no row of the region: its neighbours in the same price tier.
 * A row that says `not found` is one, so nothing stands in for it.
 */
const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  eastus: ["eastus2", "eastus2/koreacentral", "centralus-tier/koreacentral"],
};

/** Rows that hold everywhere. */
const EVERYWHERE = ["global", "all"] as const;

/** Whether a price is the region's own, and not a neighbour's. */
export function isOwnPrice({ region: of }: Price, region: string): boolean {
  return of.split("/").includes(region) || EVERYWHERE.some((everywhere) => of === everywhere);
}

/** The row of a price, by the region, everywhere, or a stand-in; none when the list has none. */
export function findPrice(service: string, sku: string, region: string): Price | undefined {
  const rows = PRICES.filter(
    (row) =>
      row.service === service &&
      (row.sku === sku || row.sku.startsWith(`${sku} per node`) || row.sku.startsWith(`${sku} (`)),
  );
  const own = rows.filter((row) => isOwnPrice(row, region));
  if (own.length > 1) throw new Error(`${own.length} prices for ${service} / ${sku} / ${region}`);
  const neighbours = (STAND_INS[region] ?? []).map((other) =>
    rows.find((row) => row.region.split("/").includes(other) || row.region === other),
  );
  return own[0] ?? neighbours.find((row) => row !== undefined);
}

/** The lines of a bill while they are gathered. */
export class AzureLines extends Lines<Part, AzureLinesProps> {
  public constructor(props: AzureLinesProps) {
    super(props, PARTS);
  }

  public get hasManagementHour(): boolean {
    return this.props.hasManagementHour;
  }

  public figure(key: FigureKey): number {
    return this.load.figures[key].value;
  }

  public azureFigure(key: AzureFigureKey): number {
    return this.load.azure[key].value;
  }

  /** Whether the region has a price of this, known or not. */
  public hasPrice(service: string, sku: string): boolean {
    return (findPrice(service, sku, this.props.region)?.usd ?? null) !== null;
  }

  /** Adds a line whose price some region has: a misspelt name must not make something free. */
  public add(line: NewLine): void {
    const { service, sku } = line;
    const isListed = PRICES.some((row) => row.service === service && row.sku.startsWith(sku));
    if (!isListed) throw new Error(`no price for ${service} / ${sku} in any region`);
    this.addSize(line);
  }

  /** The same for a size that the user names: without a price, a line without dollars. */
  public addSize(line: NewLine): void {
    const { service, sku, unit } = line;
    const { region } = this.props;
    const found = findPrice(service, sku, region);
    if (found !== undefined && found.unit !== unit) {
      throw new Error(`${service} / ${sku} is sold by the ${found.unit}, not by the ${unit}`);
    }
    this.push(line, found ?? missingPrice({ service, sku, region, unit }));
  }

  /** Adds something that runs all month and is billed by the hour. */
  public addHours(line: Omit<NewLine, "quantity" | "basis" | "unit">, count: number, what: string) {
    const quantity = count * HOURS_PER_MONTH;
    const basis = `${amount(count)} ${what} × ${HOURS_PER_MONTH} h`;
    this.addSize({ ...line, unit: "hour", quantity, basis });
  }
}
