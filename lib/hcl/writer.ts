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
  /**
   * Where in the text the first ` = ` stands, if it is one to align: as many brackets close as open after
   * it. That is a definition whose value ends on this line, or rarely a line of a broken expression.
   */
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

  /**
   * Adds text to the current line.
   *
   * @param equals where the text has its first ` = ` and how many brackets of its own are open there
   */
  write(text: string, equals?: { readonly at: number; readonly depth: number }): void {
    if (equals !== undefined && this.#equals === undefined) {
      this.#equals = this.#text.length + equals.at;
      this.#netAtEquals = this.#net + equals.depth;
    }
    this.#text += text;
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
  const indents = indentation(lines);
  const columns = alignment(lines, indents);
  return lines
    .map((line, index) => {
      if (line.text === "") return "\n";
      const indent = indents[index] ?? "";
      const text = aligned(indent + line.text, indent.length, line, columns[index]);
      return `${text}\n${line.heredoc === undefined ? "" : heredocBody(line.heredoc, indent)}`;
    })
    .join("");
}

/** Two spaces for each earlier line that opened more brackets than it closed. */
function indentation(lines: readonly Line[]): string[] {
  const levels: number[] = [];
  return lines.map((line) => {
    if (line.net < 0) shift(levels, line.net);
    const indent = "  ".repeat(levels.length);
    if (line.net > 0) shift(levels, line.net);
    return indent;
  });
}

/** The column of the `=` in each line's run; a run is consecutive lines with an `equals`. */
function alignment(lines: readonly Line[], indents: readonly string[]): (number | undefined)[] {
  const result: (number | undefined)[] = new Array<undefined>(lines.length).fill(undefined);
  for (let start = 0; start < lines.length;) {
    let end = start;
    let column = 0;
    for (let line = lines[end]; line?.equals !== undefined; line = lines[++end]) {
      const name = line.text.slice(0, line.equals);
      column = Math.max(column, (indents[end]?.length ?? 0) + columnsOf(name));
    }
    result.fill(column, start, end);
    start = end + 1;
  }
  return result;
}

function aligned(text: string, indent: number, line: Line, column: number | undefined): string {
  if (line.equals === undefined || column === undefined) return text;
  const name = text.slice(0, indent + line.equals);
  return name + " ".repeat(column - columnsOf(name)) + text.slice(indent + line.equals);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns as hclwrite counts them: one for each character a reader sees. */
function columnsOf(text: string): number {
  return /^[\x00-\x7f]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}

function heredocBody(heredoc: Heredoc, indent: string): string {
  const lines = heredoc.text.slice(0, -1).split("\n");
  if (!heredoc.indented) return [...lines, heredoc.delimiter, ""].join("\n");
  // A line of nothing but white space is not indented: `<<-` would not take it off again.
  const body = lines.map((line) => (line.trim() === "" ? line : `${indent}  ${line}`));
  return [...body, indent + heredoc.delimiter, ""].join("\n");
}
