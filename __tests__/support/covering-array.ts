/** Names of options and, for each, the names of its choices. */
export type Options = Readonly<Record<string, readonly string[]>>;

/** A choice for each option, or for some. */
export type Row = Readonly<Record<string, string>>;

/** What {@link coveringArray} gives. */
export interface CoveringArray {
  readonly rows: readonly Row[];
  /** Pairs that no row can have, because of the combinations that are left out. */
  readonly impossible: readonly Row[];
}

/** How often it is tried; more than this has hardly ever saved a row. */
const ATTEMPTS = 24;

/**
 * Rows that together have every pair of choices of two different options, but for those that cannot be had
 * because of the combinations left out. The same rows in every run.
 *
 * Greedy, as AETG is: each row starts from a pair that is still open, and then takes the choice that closes most
 * open pairs among those that can still be completed. Ties are broken in another order in each of a few
 * attempts, and the shortest result is taken.
 *
 * @param forbidden - combinations of choices that no row may have
 * @see https://doi.org/10.1109/32.605761
 */
export function coveringArray(options: Options, forbidden: readonly Row[]): CoveringArray {
  const search = new Search(options, forbidden);
  let best: Picks[] = search.rows(0);
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    const rows = search.rows(attempt, best.length);
    if (rows.length < best.length) best = rows;
  }
  return {
    rows: best.map((picks) => search.name(picks)),
    impossible: search.impossible.map((pair) => search.name(pair)),
  };
}

/** Every pair of choices of two different options that a row has. */
export function pairsOf(row: Row): Row[] {
  const choices = Object.entries(row);
  return choices.flatMap((first, i) =>
    choices.slice(i + 1).map((second) => Object.fromEntries([first, second])),
  );
}

/** Whether a row, complete or not, has all choices of a combination. */
export function has(row: Row, combination: Row): boolean {
  return Object.entries(combination).every(([option, choice]) => row[option] === choice);
}

/** Numbers of choices, each with its option's. */
type Picks = readonly number[];

/** Choices are numbers here, from 0 on over all options, because gains are counted millions of times. */
class Search {
  /** Pairs that no row can have. */
  readonly impossible: Picks[] = [];
  private readonly names: (readonly [option: string, choice: string])[] = [];
  private readonly optionOf: number[] = [];
  /** The numbers of each option's choices. */
  private readonly choicesOf: number[][] = [];
  private readonly forbidden: Picks[];
  private readonly possible: (readonly [number, number])[] = [];

  constructor(options: Options, forbidden: readonly Row[]) {
    for (const [option, choices] of Object.entries(options)) {
      const numbers = choices.map((choice) => this.names.push([option, choice]) - 1);
      for (const number of numbers) this.optionOf[number] = this.choicesOf.length;
      this.choicesOf.push(numbers);
    }
    this.forbidden = forbidden.map((combination) =>
      Object.entries(combination).map(([option, choice]) => this.number(option, choice)),
    );
    for (let a = 0; a < this.names.length; a += 1) {
      for (let b = a + 1; b < this.names.length; b += 1) {
        if (this.optionOf[a] === this.optionOf[b]) continue;
        if (this.isCompletable([a, b])) this.possible.push([a, b]);
        else this.impossible.push([a, b]);
      }
    }
  }

  private number(option: string, choice: string): number {
    const found = this.names.findIndex(([o, c]) => o === option && c === choice);
    if (found < 0) throw new Error(`there is no choice ${option}=${choice}`);
    return found;
  }

  name(picks: Picks): Row {
    return Object.fromEntries(
      [...picks].sort((a, b) => a - b).map((pick) => this.names[pick] ?? (["", ""] as const)),
    );
  }

  /** Rows that close all pairs; it gives up when there are as many as `limit`. */
  rows(seed: number, limit = Infinity): Picks[] {
    const size = this.names.length;
    const open = new Uint8Array(size * size);
    const pairs = shuffled(this.possible, seed);
    for (const [a, b] of pairs) open[a * size + b] = open[b * size + a] = 1;
    const rows: Picks[] = [];
    for (const [a, b] of pairs) {
      if (open[a * size + b] === 0) continue;
      if (rows.length === limit) break;
      const row = this.fill([a, b], open, shuffled([...this.names.keys()], seed + rows.length));
      for (const one of row) for (const other of row) open[one * size + other] = 0;
      rows.push(row);
    }
    return rows;
  }

  private fill(start: Picks, open: Uint8Array, order: readonly number[]): Picks {
    const size = this.names.length;
    let row = start;
    const gains = new Int32Array(size);
    const take = (pick: number) => {
      gains.forEach((gain, other) => (gains[other] = gain + (open[pick * size + other] ?? 0)));
    };
    row.forEach(take);
    while (row.length < this.choicesOf.length) {
      const taken = new Set(row.map((pick) => this.optionOf[pick]));
      const candidates = order
        .filter((pick) => !taken.has(this.optionOf[pick]))
        .sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0));
      const pick = candidates.find((candidate) => this.isCompletable([...row, candidate]));
      if (pick === undefined)
        throw new Error(`nothing completes ${JSON.stringify(this.name(row))}`);
      row = [...row, pick];
      take(pick);
    }
    return row;
  }

  /** Whether some row has these choices. */
  private isCompletable(row: Picks): boolean {
    const taken = new Set(row.map((pick) => this.optionOf[pick]));
    // Combinations that share no option with others are soon done with, so the first open one is looked at.
    let next: number | undefined;
    for (const combination of this.forbidden) {
      const missing = combination.filter((pick) => !row.includes(pick));
      if (missing.length === 0) return false;
      const open = missing.filter((pick) => !taken.has(this.optionOf[pick]));
      if (open.length === missing.length) next ??= this.optionOf[open[0] ?? 0];
    }
    if (next === undefined) return true;
    return (this.choicesOf[next] ?? []).some((pick) => this.isCompletable([...row, pick]));
  }
}

/** The same order for the same seed; a multiplicative generator is random enough for ties. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed * 7919 + 17;
  const keyed = items.map((item) => {
    state = (state * 48271) % 0x7fffffff;
    return { item, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
