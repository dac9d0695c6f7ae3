export const BEGIN = "<!-- BEGIN GENERATED price table -->";
export const END = "<!-- END GENERATED price table -->";

/** The table between the markers of docs/cost-aws.md, for a README that must not plan anything. */
export function priceTableOf(document: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the document lacks ${BEGIN}: run npm run cost`);
  return document.slice(from + BEGIN.length, to).trim();
}
