import type { ClickhouseStorage, ClickhouseUse, FigureKey } from "../aws/load";
import { amount } from "../aws/lines";
import type { Planned } from "../aws/planned";
import { type BillLine, billLine } from "../bill";
import { HOURS_PER_MONTH, type Price, PRICES } from "../index";
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

export interface AzureLinesProps {
  readonly planned: readonly Planned[];
  readonly region: string;
  readonly load: AzureLoad;
  readonly storage: ClickhouseStorage;
  readonly hasManagementHour: boolean;
}

/** A line before its price is looked up. */
export interface NewLine {
  readonly part: Part;
  readonly resource?: Planned;
  readonly service: string;
  readonly sku: string;
  /** Unit of the price, which a row must have. */
  readonly unit: string;
  /** Units of the price; null when nobody knows. */
  readonly quantity: number | null;
  readonly basis: string;
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
export class AzureLines {
  private readonly lines: BillLine[] = [];

  public constructor(private readonly props: AzureLinesProps) {}

  public get load(): AzureLoad {
    return this.props.load;
  }

  public get hasManagementHour(): boolean {
    return this.props.hasManagementHour;
  }

  /** What ClickHouse keeps and asks for in the mode that is priced. */
  public get clickhouse(): ClickhouseUse {
    return this.props.load.clickhouse[this.props.storage];
  }

  public figure(key: FigureKey): number {
    return this.load.figures[key].value;
  }

  public azureFigure(key: AzureFigureKey): number {
    return this.load.azure[key].value;
  }

  /** Planned resources of a type. */
  public all(type: string): readonly Planned[] {
    return this.props.planned.filter((resource) => resource.type === type);
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
    const { part, resource, quantity, basis } = line;
    const address = resource === undefined ? {} : { address: resource.address };
    const price = found ?? missing({ service, sku, region, unit });
    this.lines.push(billLine({ part, ...address, basis, quantity, price }));
  }

  /** Adds something that runs all month and is billed by the hour. */
  public addHours(line: Omit<NewLine, "quantity" | "basis" | "unit">, count: number, what: string) {
    const quantity = count * HOURS_PER_MONTH;
    const basis = `${amount(count)} ${what} × ${HOURS_PER_MONTH} h`;
    this.addSize({ ...line, unit: "hour", quantity, basis });
  }

  /** The lines by part, each part's in the order in which they were added. */
  public inOrder(): BillLine[] {
    return PARTS.flatMap((part) => this.lines.filter((line) => line.part === part));
  }
}

function missing(key: Pick<Price, "service" | "sku" | "region" | "unit">): Price {
  return { ...key, usd: null, source: "not found", source_date: null, confidence: "unknown" };
}
