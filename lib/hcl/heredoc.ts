/**
 * When multi-line text may become a heredoc without changing a byte of its value. Everything else
 * stays a quoted string with \n in it.
 */
import { hasInvisible } from "./escape";
import { type Heredoc } from "./tree";

/**
 * @param text what is to stand between the delimiters: template markers as they are to be read
 * @param trims true when a `~` in the text trims white space; an indented heredoc would then keep its
 *   indentation, because trimming comes first
 * @returns undefined when only a quoted string is exact: no newline at the end (a heredoc always has
 *   one), a single line, carriage returns or other characters that need an escape, or only white space
 */
export function heredocFor(text: string, trims: boolean): Heredoc | undefined {
  if (!text.endsWith("\n") || text.indexOf("\n") === text.length - 1) return undefined;
  if (hasInvisible(text)) return undefined;
  const lines = text.slice(0, -1).split("\n");
  const filled = lines.filter((line) => line.trim() !== "");
  if (filled.length === 0) return undefined;
  // `<<-` takes off the indentation that all lines share. That must be ours alone, so one line has to
  // start at the margin; and a combining mark would melt into the space before it.
  const indented =
    !trims &&
    filled.some((line) => /^\S/u.test(line)) &&
    !filled.some((line) => /^\p{M}/u.test(line));
  return { kind: "heredoc", text, indented, delimiter: unusedDelimiter(lines) };
}

function unusedDelimiter(lines: readonly string[]): string {
  const used = new Set(lines.map((line) => line.trim()));
  let delimiter = "EOT";
  for (let n = 2; used.has(delimiter); n++) delimiter = `EOT${n}`;
  return delimiter;
}
