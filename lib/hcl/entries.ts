/** The contents of a body: arguments and nested blocks as lines, and how they stand together. */
import { type Comments } from "./comments";
import { HclError } from "./errors";
import { writeDefinition, writeExpression } from "./expression";
import { type Json } from "./json";
import { argumentGroup, compareEntries, type GroupName } from "./order";
import { type Node, word } from "./tree";
import { type StringMode, valueNodes } from "./values";
import { BLANK, type Line, LineWriter, plainLine } from "./writer";

/** An argument or nested block of a body. */
export interface Entry {
  readonly name: string;
  readonly group: GroupName;
  readonly lines: readonly Line[];
  /** True when blank lines set it off from its neighbours. */
  readonly apart: boolean;
}

/** An argument whose value is already an expression. */
export function expressionEntry(
  name: string,
  nodes: readonly Node[],
  depth: number,
  group?: GroupName,
): Entry {
  const writer = new LineWriter(depth);
  writeDefinition(writer, [word("identifier", name)]);
  writeExpression(writer, nodes);
  writer.newline();
  const multiLine = writer.lines.length > 1 || writer.lines[0]?.heredoc !== undefined;
  return {
    name,
    group: group ?? argumentGroup(name, multiLine),
    lines: writer.lines,
    apart: multiLine,
  };
}

/** An argument from its JSON value. */
export function argumentEntry(
  name: string,
  value: Json,
  address: string,
  depth: number,
  options: { mode?: StringMode; group?: GroupName } = {},
): Entry {
  const nodes = valueNodes(value, options.mode ?? "template", `${address}.${name}`);
  return expressionEntry(name, nodes, depth, options.group);
}

/** A nested block. `name` is what it is called among its siblings: a `dynamic` block's is its type. */
export function blockEntry(
  name: string,
  lines: readonly Line[],
  group: GroupName = "block",
): Entry {
  return { name, group, lines, apart: true };
}

const NO_COMMENTS: Comments = { above: [], inside: [], byArgument: new Map() };

/** A block: its head, then comments and content between braces. */
export function blockLines(head: string, content: readonly Line[], comments = NO_COMMENTS): Line[] {
  const above = comments.above.map(plainLine);
  const inside = [...comments.inside.map(plainLine), ...content];
  if (inside.length === 0) return [...above, plainLine(`${head} {}`)];
  return [...above, { text: `${head} {`, net: 1 }, ...inside, { text: "}", net: -1 }];
}

/** Puts the entries into reading order, with blank lines between the groups. */
export function arranged(entries: readonly Entry[]): Line[] {
  const sorted = [...entries].sort(compareEntries);
  const size = (group: GroupName): number => sorted.filter((entry) => entry.group === group).length;
  // A single line of identity stands at the head of the others; a blank line there would be noise.
  const joined = size("identity") < 2 || size("argument") < 2;
  const section = ({ group }: Entry): GroupName =>
    group === "argument" && joined ? "identity" : group;
  return stacked(sorted, (before, after) => section(before) !== section(after));
}

/** The entries as they come; blank lines around those that stand apart, or where `divide` says. */
export function stacked(
  entries: readonly Entry[],
  divide: (before: Entry, after: Entry) => boolean = () => false,
): Line[] {
  const lines: Line[] = [];
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    if (before && (before.apart || entry.apart || divide(before, entry))) lines.push(BLANK);
    // Not push(...): a list of a hundred thousand elements is more than a call takes arguments.
    for (const line of entry.lines) lines.push(line);
  });
  return lines;
}

/** Arguments without blank lines between them, then blocks with: variables, outputs and the like. */
export function compact(entries: readonly Entry[]): Line[] {
  return stacked(
    entries.map((entry) => ({ ...entry, apart: entry.group === "block" })),
    () => false,
  );
}

/**
 * Sets the comments above the arguments and blocks they name.
 *
 * @throws HclError when a comment names something that is not there
 */
export function commented(entries: readonly Entry[], comments: Comments, address: string): Entry[] {
  const waiting = new Map(comments.byArgument);
  const result = entries.map((entry) => {
    const lines = waiting.get(entry.name);
    if (lines === undefined) return entry;
    waiting.delete(entry.name);
    return { ...entry, lines: [...lines.map(plainLine), ...entry.lines] };
  });
  for (const name of waiting.keys()) {
    throw new HclError(address, `"//".arguments has a comment on "${name}", which is not there`);
  }
  return result;
}
