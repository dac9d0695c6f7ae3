import { type BillLine, billLine } from "./bill";
import type { Price } from "./index";
import type { ClickhouseStorage, ClickhouseUse, Load } from "./load";
import type { Planned } from "./planned";

/** What every cloud's lines are made from. */
export interface LinesProps {
  readonly planned: readonly Planned[];
  readonly region: string;
  readonly load: Load;
  readonly storage: ClickhouseStorage;
}

/** A line before its price is looked up. */
export interface UnpricedLine<Part extends string> {
  readonly part: Part;
  readonly resource?: Planned;
  readonly service: string;
  readonly sku: string;
  /** Units of the price; null when nobody knows. */
  readonly quantity: number | null;
  readonly basis: string;
}

/** The lines of a bill while they are gathered; a cloud adds how it finds a price. */
export abstract class Lines<Part extends string, Props extends LinesProps> {
  private readonly lines: BillLine[] = [];

  /** @param parts - in the order in which a bill lists them */
  protected constructor(
    protected readonly props: Props,
    private readonly parts: readonly Part[],
  ) {}

  public get load(): Props["load"] {
    return this.props.load;
  }

  /** What ClickHouse keeps and asks for in the mode that is priced. */
  public get clickhouse(): ClickhouseUse {
    return this.props.load.clickhouse[this.props.storage];
  }

  /** Planned resources of a type. */
  public all(type: string): readonly Planned[] {
    return this.props.planned.filter((resource) => resource.type === type);
  }

  /** The lines by part, each part's in the order in which they were added. */
  public inOrder(): BillLine[] {
    return this.parts.flatMap((part) => this.lines.filter((line) => line.part === part));
  }

  protected push({ part, resource, quantity, basis }: UnpricedLine<Part>, price: Price): void {
    const address = resource === undefined ? {} : { address: resource.address };
    this.lines.push(billLine({ part, ...address, basis, quantity, price }));
  }
}

/** The row of a price that nobody has found. */
export function missingPrice(key: Pick<Price, "service" | "sku" | "region" | "unit">): Price {
  return { ...key, usd: null, source: "not found", source_date: null, confidence: "unknown" };
}

/**
 * The part that a resource's Terraform name tells.
 *
 * @throws Error for a name that tells none
 */
export function partOf<Part extends string>(
  { name, address }: Planned,
  parts: Readonly<Record<string, Part>>,
): Part {
  const part = parts[name];
  if (part === undefined) throw new Error(`${address}: no part of the bill is named ${name}`);
  return part;
}

/** A number for people, with three significant digits below a thousand. */
export function amount(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 3;
  return digits === 0
    ? value.toLocaleString("en-US", { maximumFractionDigits: 0 })
    : String(Number(value.toPrecision(digits)));
}
