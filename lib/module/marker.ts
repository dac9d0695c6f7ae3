/** The one line that says where a generated file comes from. */
export function markerLine(source: string): string {
  return `Generated from ${source}. Edit there, then run npm run synth.`;
}

const MARKER = /Generated from .+\. Edit there, then run npm run synth\./;

/** The marker stands in one of the first lines, behind a shebang or an opening brace at the latest. */
const MARKER_LINES = 3;

/** Whether a text is one that synth wrote, and so may replace or remove. */
export function isGenerated(text: string): boolean {
  return text.split("\n", MARKER_LINES).some((line) => MARKER.test(line));
}
