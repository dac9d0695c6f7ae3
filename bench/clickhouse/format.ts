/** Numbers as the report prints them: the same text for the same value on every machine. */

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** `12,345` */
export function count(value: number): string {
  return WHOLE.format(Math.round(value));
}

/** `$1,257`, `$12.30`, `$0.05`, `$0`. */
export function dollars(value: number): string {
  if (value === 0) return "$0";
  if (value < 0.005) return "< $0.01";
  return value < 100 ? `$${value.toFixed(2)}` : `$${count(value)}`;
}

/** `12.3 MiB` */
export function mebibytes(bytes: number): string {
  const value = bytes / 2 ** 20;
  return `${value < 100 ? value.toFixed(1) : count(value)} MiB`;
}

/** `35 ms` */
export function milliseconds(value: number): string {
  return `${count(value)} ms`;
}

/** `1.3 M`, `420 k`, `12`: for labels, where exact figures would not fit. */
export function short(value: number): string {
  if (value >= 1e7) return `${count(value / 1e6)} M`;
  if (value >= 1e6) return `${(value / 1e6).toPrecision(2)} M`;
  if (value >= 1e4) return `${count(value / 1e3)} k`;
  return count(value);
}

/**
 * A Markdown table with aligned columns.
 *
 * @param texts - columns of words, aligned to the left; the others hold figures. @default - the first
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  texts: readonly number[] = [0],
): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(3, ...all.map((cells) => (cells[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) => {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? "";
      return texts.includes(column) ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, column) =>
    texts.includes(column) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
