import type { BillLine } from "./bill";
import type { Price } from "./index";

/** A capital letter and a full stop, or nothing. */
export function sentence(text: string): string {
  return text === "" ? "" : `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}.`;
}

/** US dollars with cents. */
export function dollars(usd: number): string {
  return `$${usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** The same with its sign. */
export function difference(usd: number): string {
  if (Math.abs(usd) < 0.005) return "±$0.00";
  return `${usd < 0 ? "−" : "+"}${dollars(Math.abs(usd))}`;
}

/** What a line of a bill comes to. */
export function lineDollars({ usd }: BillLine): string {
  if (usd === null) return "not known";
  return usd > 0 && usd < 0.005 ? "< $0.01" : dollars(usd);
}

/** A price with its unit. */
export function unitPrice({ usd, unit }: Price): string {
  return usd === null ? `not found / ${unit}` : `$${usd} / ${unit}`;
}

/** A table as prettier has it: columns as wide as their longest cell, numbers to the right. */
export function table(
  head: readonly string[],
  rows: readonly string[][],
  left: readonly number[],
): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return left.includes(column) ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, column) =>
    left.includes(column) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
