import { HOURS_PER_MONTH, priceRow, PRICES } from "../index";
import { amount, Lines, type LinesProps, missingPrice, partOf, type UnpricedLine } from "../lines";
import type { Planned } from "../planned";
import type { AwsFigureKey, AwsLoad } from "./load";

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

export interface AwsLinesProps extends LinesProps {
  readonly load: AwsLoad;
  readonly hasSpot: boolean;
}

type NewLine = UnpricedLine<Part>;

/** The part that a resource's Terraform name tells. */
const PART_OF_NAME: Readonly<Record<string, Part>> = {
  web: "web",
  worker: "worker",
  clickhouse: "ClickHouse",
  langfuse: "instances",
};

/** The lines of a bill while they are gathered. */
export class AwsLines extends Lines<Part, AwsLinesProps> {
  public constructor(props: AwsLinesProps) {
    super(props, PARTS);
  }

  public get hasSpot(): boolean {
    return this.props.hasSpot;
  }

  /** The resource of another type that belongs to this one: it has the same name. */
  public sibling(type: string, { name, address }: Planned): Planned {
    const found = this.all(type).find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`${address} has no ${type} of its name`);
    return found;
  }

  public figure(key: AwsFigureKey): number {
    return this.load.figures[key].value;
  }

  public partOf(resource: Planned): Part {
    return partOf(resource, PART_OF_NAME);
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
    else this.push(line, missingPrice({ service, sku, region, unit }));
  }

  /** Adds what is billed but has no row in the list. */
  public addUnpriced(line: NewLine, unit: string): void {
    const { service, sku } = line;
    this.push(line, missingPrice({ service, sku, region: this.props.region, unit }));
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
}
