/**
 * Lines, and the two passes that make them look like `terraform fmt`: indentation by open brackets,
 * and `=` aligned over consecutive lines (the algorithm is hclwrite's, so its judgement agrees).
 */
import { type Heredoc } from "./tree";

/** The width that lists and expressions try to stay in. */
export const MAX_WIDTH = 100;

/** One line without its indentation; a heredoc's body belongs to the line that opens it. */
export interface Line {
  readonly text: string;
  /** Brackets that the line opens, less those it closes. */
  readonly net: number;
  /** Where in the text the `=` of `name = value` stands, if the value ends on this line. */
  readonly equals?: number;
  readonly heredoc?: Heredoc;
}

/** A blank line. */
export const BLANK: Line = { text: "", net: 0 };

/** A line that is printed as it is. */
export function plainLine(text: string): Line {
  return { text, net: 0 };
}

/** Collects lines; knows how far the current one has come. */
export class LineWriter {
  readonly lines: Line[] = [];
  #text = "";
  #net = 0;
  #netAtEquals = 0;
  #equals: number | undefined;
  #heredoc: Heredoc | undefined;
  readonly #levels: number[] = [];

  /** @param depth how many brackets are open around what is written here */
  constructor(private readonly depth: number) {}

  /** Columns left on the current line. */
  get room(): number {
    return MAX_WIDTH - 2 * (this.depth + this.#levels.length) - this.#text.length;
  }

  /** Adds text to the current line. */
  write(text: string): void {
    this.#text += text;
  }

  /** Adds the ` = ` of a definition. */
  writeEquals(): void {
    this.#equals ??= this.#text.length;
    this.#netAtEquals = this.#net;
    this.#text += " = ";
  }

  /** Adds an opening bracket whose content goes on over several lines. */
  open(bracket: string): void {
    this.#text += bracket;
    this.#net += 1;
  }

  /** Adds the closing bracket to an {@link open}. */
  close(bracket: string): void {
    this.#text += bracket;
    this.#net -= 1;
  }

  /** Adds a heredoc; the line must end after it. */
  writeHeredoc(heredoc: Heredoc): void {
    this.#text += `<<${heredoc.indented ? "-" : ""}${heredoc.delimiter}`;
    this.#heredoc = heredoc;
  }

  /** Ends the current line. */
  newline(): void {
    const balanced = this.#equals !== undefined && this.#net === this.#netAtEquals;
    this.lines.push({
      text: this.#text,
      net: this.#net,
      ...(balanced ? { equals: this.#equals } : {}),
      ...(this.#heredoc ? { heredoc: this.#heredoc } : {}),
    });
    shift(this.#levels, this.#net);
    this.#text = "";
    this.#net = 0;
    this.#equals = undefined;
    this.#heredoc = undefined;
  }
}

/** Moves the stack of open indentations by what a line opens or closes. */
function shift(levels: number[], net: number): void {
  if (net > 0) levels.push(net);
  for (let closing = -net; closing > 0;) {
    const top = levels.pop();
    if (top === undefined) return;
    if (top > closing) levels.push(top - closing);
    closing -= Math.min(top, closing);
  }
}

/** Indents, aligns and joins lines. Every line ends in a newline. */
export function renderLines(lines: readonly Line[]): string {
  const widths = alignment(lines);
  const levels: number[] = [];
  let output = "";
  lines.forEach((line, index) => {
    if (line.net < 0) shift(levels, line.net);
    const indent = "  ".repeat(levels.length);
    if (line.net > 0) shift(levels, line.net);
    output += line.text === "" ? "\n" : `${indent}${aligned(line, widths[index])}\n`;
    if (line.heredoc !== undefined) output += heredocBody(line.heredoc, indent);
  });
  return output;
}

function aligned(line: Line, width: number | undefined): string {
  if (line.equals === undefined || width === undefined) return line.text;
  const name = line.text.slice(0, line.equals);
  return name + " ".repeat(width - columns(name)) + line.text.slice(line.equals);
}

/** The width of the names in each line's run; a run is consecutive lines with an `equals`. */
function alignment(lines: readonly Line[]): (number | undefined)[] {
  const widths: (number | undefined)[] = new Array<undefined>(lines.length).fill(undefined);
  for (let start = 0; start < lines.length;) {
    let end = start;
    let width = 0;
    for (let line = lines[end]; line?.equals !== undefined; line = lines[++end]) {
      width = Math.max(width, columns(line.text.slice(0, line.equals)));
    }
    widths.fill(width, start, end);
    start = end + 1;
  }
  return widths;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns as hclwrite counts them: one for each character a reader sees. */
function columns(text: string): number {
  return /^[\x00-\x7f]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}

function heredocBody(heredoc: Heredoc, indent: string): string {
  const lines = heredoc.text.slice(0, -1).split("\n");
  if (!heredoc.indented) return [...lines, heredoc.delimiter, ""].join("\n");
  // A line of nothing but white space is not indented: `<<-` would not take it off again.
  const body = lines.map((line) => (line.trim() === "" ? line : `${indent}  ${line}`));
  return [...body, indent + heredoc.delimiter, ""].join("\n");
}
