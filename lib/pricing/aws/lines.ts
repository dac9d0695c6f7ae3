import { type BillLine, billLine } from "../bill";
import { HOURS_PER_MONTH, type Price, priceRow, PRICES } from "../index";
import type { AwsLoad, ClickhouseStorage, FigureKey } from "./load";
import type { Planned } from "./planned";

/** Parts of a bill, in the order in which it lists them. */
export const PARTS = [
  "web",
  "worker",
  "ClickHouse",
  "instances",
  "PostgreSQL",
  "Valkey",
  "storage",
  "way in",
  "network",
  "logs",
  "secrets",
  "images",
] as const;

export type Part = (typeof PARTS)[number];

export interface AwsLinesProps {
  readonly planned: readonly Planned[];
  readonly region: string;
  readonly load: AwsLoad;
  readonly storage: ClickhouseStorage;
  readonly hasSpot: boolean;
}

/** A line before its price is looked up. */
export interface NewLine {
  readonly part: Part;
  readonly resource?: Planned;
  readonly service: string;
  readonly sku: string;
  /** Units of the price; null when nobody knows. */
  readonly quantity: number | null;
  readonly basis: string;
}

/** The part that a resource's Terraform name tells. */
const PART_OF_NAME: Readonly<Record<string, Part>> = {
  web: "web",
  worker: "worker",
  clickhouse: "ClickHouse",
  langfuse: "instances",
};

/** The lines of a bill while they are gathered. */
export class AwsLines {
  private readonly lines: BillLine[] = [];

  public constructor(private readonly props: AwsLinesProps) {}

  public get load(): AwsLoad {
    return this.props.load;
  }

  public get hasSpot(): boolean {
    return this.props.hasSpot;
  }

  /** What ClickHouse keeps and asks for in the mode that is priced. */
  public get clickhouse(): AwsLoad["clickhouse"][ClickhouseStorage] {
    return this.props.load.clickhouse[this.props.storage];
  }

  /** Planned resources of a type. */
  public all(type: string): readonly Planned[] {
    return this.props.planned.filter((resource) => resource.type === type);
  }

  /** The resource of another type that belongs to this one: it has the same name. */
  public sibling(type: string, { name, address }: Planned): Planned {
    const found = this.all(type).find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`${address} has no ${type} of its name`);
    return found;
  }

  public figure(key: FigureKey): number {
    return this.load.figures[key].value;
  }

  public partOf({ name, address }: Planned): Part {
    const part = PART_OF_NAME[name];
    if (part === undefined) throw new Error(`${address}: no part of the bill is named ${name}`);
    return part;
  }

  /** Adds a line whose price must be in the list, known or null. */
  public add(line: NewLine): void {
    const { service, sku } = line;
    const region = service === "Route53" || service === "Cloud Map" ? "global" : this.props.region;
    this.push(line, priceRow({ service, sku, region }));
  }

  /** The same for a size that the user names, such as a type of instance: without a price, a line without dollars. */
  public addSize(line: NewLine, unit: string): void {
    const { service, sku } = line;
    const { region } = this.props;
    const known = PRICES.some(
      (row) => row.service === service && row.sku === sku && row.region === region,
    );
    if (known) this.add(line);
    else this.push(line, missing({ service, sku, region, unit }));
  }

  /** Adds what is billed but has no row in the list. */
  public addUnpriced(line: NewLine, unit: string): void {
    const { service, sku } = line;
    this.push(line, missing({ service, sku, region: this.props.region, unit }));
  }

  /** Adds something that runs all month. */
  public addHours(line: Omit<NewLine, "quantity" | "basis">, count: number, what: string): void {
    const quantity = count * HOURS_PER_MONTH;
    this.add({ ...line, quantity, basis: `${amount(count)} ${what} × ${HOURS_PER_MONTH} h` });
  }

  /** Public IPv4 addresses, in use or not. */
  public addAddresses(part: Part, resource: Planned, count: number, what: string): void {
    const sku = "public IPv4 (in use or idle)";
    this.addHours({ part, resource, service: "VPC", sku }, count, what);
  }

  /** What is transferred belongs to no resource. */
  public addTransfer(): void {
    const service = "Data transfer";
    const { transferOutGb, interZoneGb } = this.load.figures;
    this.add({
      part: "network",
      service,
      sku: "out to internet first 10 TB (100 GB/month free, account-wide)",
      quantity: transferOutGb.value,
      basis: `${amount(transferOutGb.value)} GB to browsers and SDKs`,
    });
    this.add({
      part: "network",
      service,
      sku: "inter-AZ, each direction",
      quantity: 2 * interZoneGb.value,
      basis: `${amount(interZoneGb.value)} GB between zones × 2 directions`,
    });
  }

  /** The lines by part, each part's in the order in which they were added. */
  public inOrder(): BillLine[] {
    return PARTS.flatMap((part) => this.lines.filter((line) => line.part === part));
  }

  private push({ part, resource, quantity, basis }: NewLine, price: Price): void {
    const address = resource === undefined ? {} : { address: resource.address };
    this.lines.push(billLine({ part, ...address, basis, quantity, price }));
  }
}

function missing(key: Pick<Price, "service" | "sku" | "region" | "unit">): Price {
  return { ...key, usd: null, source: "not found", source_date: null, confidence: "unknown" };
}

/** A number for people, with three significant digits below a thousand. */
export function amount(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 3;
  return digits === 0
    ? value.toLocaleString("en-US", { maximumFractionDigits: 0 })
    : String(Number(value.toPrecision(digits)));
}
