import rows from "./prices.json";

/** One line of a price list, with where it was read and when. */
export interface Price {
  readonly service: string;
  /** The list's own name of what is sold. */
  readonly sku: string;
  readonly region: string;
  /** What {@link usd} buys, such as `1000 requests` or `GB-month`. */
  readonly unit: string;
  /** US dollars before tax; null when no price was found. */
  readonly usd: number | null;
  readonly source: string;
  /** Day of the reading; null when unknown. */
  readonly source_date: string | null;
  readonly confidence: string;
  readonly note?: string;
}

/** A price that is known. */
export type KnownPrice = Price & { readonly usd: number };

/** Hours of a month as the clouds' own calculators count them. */
export const HOURS_PER_MONTH = 730;

/** Bytes of a GB on a bill: the clouds write GB and count GiB. */
export const BYTES_PER_GB = 2 ** 30;

/** Every row that the project uses. */
export const PRICES: readonly Price[] = rows;

/** Which price is asked for. */
export interface PriceKey {
  readonly service: string;
  readonly sku: string;
  readonly region: string;
}

/**
 * Looks a price up by its three names.
 *
 * @param list - @default - {@link PRICES}
 * @throws Error when there is no such row, or its price was never found: a bill is not guessed.
 */
export function price(key: PriceKey, list: readonly Price[] = PRICES): KnownPrice {
  const row = priceRow(key, list);
  const { usd } = row;
  if (usd === null) {
    throw new Error(`the price of ${nameOf(key)} was never found: add it with its source`);
  }
  return { ...row, usd };
}

/**
 * The same, with a price that may be null: for a bill that names what it leaves out.
 *
 * @param list - @default - {@link PRICES}
 * @throws Error when there is no such row: a misspelt name must not make something free.
 */
export function priceRow(key: PriceKey, list: readonly Price[] = PRICES): Price {
  const name = nameOf(key);
  const found = list.filter(
    (row) => row.service === key.service && row.sku === key.sku && row.region === key.region,
  );
  const [row] = found;
  if (row === undefined) {
    const known = list.map((other) => `${other.service} / ${other.sku} / ${other.region}`);
    throw new Error(`no price for ${name}; there are: ${known.join("; ")}`);
  }
  if (found.length > 1) throw new Error(`${found.length} prices for ${name}: keep one row`);
  return row;
}

function nameOf({ service, sku, region }: PriceKey): string {
  return `${service} / ${sku} / ${region}`;
}
