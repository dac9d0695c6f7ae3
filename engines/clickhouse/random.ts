/**
 * A small deterministic generator (mulberry32): the same seed gives the same faults and the same
 * rows on every machine, so a failing test fails again.
 */
export class Random {
  private state: number;

  constructor(seed = 1) {
    this.state = seed >>> 0;
  }

  /** Next number, 0 (included) to 1 (excluded). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Whole number, `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** One element of a list that is not empty. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new Error("pick() needs a list that is not empty");
    return item;
  }

  /** Lower-case hexadecimal text of the given length. */
  hex(length: number): string {
    let text = "";
    while (text.length < length) {
      text += this.integer(0, 0xffffffff).toString(16).padStart(8, "0");
    }
    return text.slice(0, length);
  }
}
