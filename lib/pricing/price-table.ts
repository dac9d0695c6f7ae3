import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../root";

export const BEGIN = "<!-- BEGIN GENERATED price table -->";
export const END = "<!-- END GENERATED price table -->";

/** The table between the markers of a cost document, for a README that must not plan anything. */
export function priceTableOf(document: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the document lacks ${BEGIN}: run npm run cost`);
  return document.slice(from + BEGIN.length, to).trim();
}

/** The same from a file of `docs/`, as it was last written by `npm run cost`. */
export function committedPriceTable(file: string): string {
  return priceTableOf(fs.readFileSync(path.join(ROOT, "docs", file), "utf8"));
}
