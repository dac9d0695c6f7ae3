/** Where an expression breaks over lines. */
import { needsSpace } from "./spacing";
import {
  closing,
  firstEquals,
  hasEqualsInside,
  flatten,
  type Group,
  mustBreak,
  type Node,
  widthOf,
} from "./tree";
import { type LineWriter } from "./writer";

/** Writes a name and its ` = `. */
export function writeDefinition(writer: LineWriter, name: readonly Node[]): void {
  const text = flatten(name);
  writer.write(`${text} = `, firstEquals(name) ?? { at: text.length, depth: 0 });
}

/** Writes a sequence on the current line. */
function writeFlat(writer: LineWriter, nodes: readonly Node[]): void {
  writer.write(flatten(nodes), firstEquals(nodes));
}

/** Shorter expressions are not broken at operators, nor shorter brackets opened, to save width. */
const MIN_SPLIT = 40;
const MIN_GROUP = 20;

/**
 * Writes an expression. It stays on one line when it fits and nothing in it has to break; otherwise
 * its brackets, and as the last means its operators, go over several lines.
 *
 * @param bracketed true inside brackets that ignore newlines; elsewhere operators need parentheses
 *   before they may break
 */
export function writeExpression(
  writer: LineWriter,
  nodes: readonly Node[],
  bracketed = false,
): void {
  const only = nodes.length === 1 ? nodes[0] : undefined;
  if (only?.kind === "heredoc") {
    writer.writeHeredoc(only);
    return;
  }
  const breaking = nodes.filter(mustBreak);
  if (breaking.length === 0 && widthOf(nodes) <= writer.room) {
    writeFlat(writer, nodes);
    return;
  }
  const pieces = splitAtOperators(nodes);
  const worthIt = breaking.length > 0 || widthOf(nodes) > MIN_SPLIT;
  if (worthIt && pieces !== undefined && !endsInItsOnlyBreak(nodes, breaking, writer.room)) {
    writePieces(writer, pieces, bracketed);
    return;
  }
  const broken = new Set(breaking.length > 0 ? breaking : widest(nodes));
  writeBroken(writer, nodes, broken);
}

/** `condition ? x : {` … `}` reads well as it is: one break, at the very end. */
function endsInItsOnlyBreak(
  nodes: readonly Node[],
  breaking: readonly Node[],
  room: number,
): boolean {
  const last = nodes.at(-1);
  if (last?.kind !== "group" || breaking.length !== 1 || breaking[0] !== last) return false;
  return widthOf(nodes.slice(0, -1)) + 4 <= room;
}

/** Writes the sequence with the given groups broken and the others on one line. */
function writeBroken(writer: LineWriter, nodes: readonly Node[], broken: ReadonlySet<Node>): void {
  nodes.forEach((node, index) => {
    if (index > 0 && needsSpace(nodes, index)) writer.write(" ");
    if (node.kind === "group" && broken.has(node)) writeGroup(writer, node);
    else writeFlat(writer, [node]);
  });
}

/** The group to break when nothing has to but the line is too long: the widest that can. */
function widest(nodes: readonly Node[]): Node[] {
  let found: Group | undefined;
  for (const node of nodes) {
    if (node.kind === "group" && node.items.length > 0 && node.width > (found?.width ?? 0))
      found = node;
  }
  // Breaking the brackets of a lone word, as in x[0] or f(y), gains nothing.
  return found === undefined || found.width < MIN_GROUP ? [] : [found];
}

function writeGroup(writer: LineWriter, node: Group): void {
  const [first] = node.items;
  const hugged = huggedItem(node, writer.room);
  writer.open(node.open);
  if (node.isFor && first !== undefined) {
    writer.newline();
    writeFor(writer, first.value);
    writer.newline();
  } else if (hugged >= 0) {
    node.items.forEach((item, index) => {
      if (index > 0) writer.write(", ");
      if (index === hugged) writeForced(writer, item.value);
      else writeFlat(writer, item.value);
    });
  } else {
    writer.newline();
    node.items.forEach((item, index) => {
      if (item.key !== undefined) {
        writeDefinition(writer, item.key);
      }
      // In an object the newline separates, so operators must not break freely.
      writeExpression(writer, item.value, node.open !== "{");
      const last = index === node.items.length - 1;
      if ((node.open === "[" && !node.isIndex) || (node.open === "(" && !last)) writer.write(",");
      writer.newline();
    });
  }
  writer.close(closing(node));
}

/** Breaks the last group of a sequence even if it would fit. */
function writeForced(writer: LineWriter, nodes: readonly Node[]): void {
  const last = nodes.at(-1);
  writeBroken(writer, nodes, new Set(last === undefined ? [] : [last]));
}

/**
 * The argument whose brackets may open on the call's own line, as in `merge(local.tags, {`: the only
 * one that breaks. -1 when each argument needs a line of its own.
 */
function huggedItem(node: Group, room: number): number {
  if (node.open !== "(") return -1;
  const breaking = node.items.filter((item) => item.value.some(mustBreak));
  const candidate = breaking.length === 0 ? node.items.at(-1) : breaking[0];
  if (candidate === undefined || breaking.length > 1) return -1;
  const nested = candidate.value.at(-1);
  if (nested?.kind !== "group" || nested.items.length === 0) return -1;
  // Beside other arguments only a list or an object opens there, unless it has to break anyway.
  const whole = candidate.value.length === 1 && nested.open !== "(";
  if (node.items.length > 1 && breaking.length === 0 && !whole) return -1;
  if (splitAtOperators(candidate.value) !== undefined) return -1;
  const index = node.items.indexOf(candidate);
  const head = node.items.slice(0, index);
  // `f({ a = 1 }, {`: fmt would take the first "=" for a definition's.
  if (head.some((item) => item.value.some(hasEqualsInside))) return -1;
  const tail = node.items.slice(index + 1);
  if (tail.some((item) => item.value.some(hasEqualsInside)) && breaking.length === 0) return -1;
  const headWidth = head.reduce((sum, item) => sum + widthOf(item.value) + 2, 0);
  return headWidth + widthOf(candidate.value.slice(0, -1)) + 2 <= room ? index : -1;
}

function isOperator(node: Node | undefined, ...texts: string[]): boolean {
  return node?.kind === "word" && node.type === "operator" && texts.includes(node.text);
}

/** `for x in xs :` on the first line, what it makes on the next. */
function writeFor(writer: LineWriter, nodes: readonly Node[]): void {
  const colon = nodes.findIndex((node) => isOperator(node, ":"));
  if (widthOf(nodes) <= writer.room && !nodes.some(mustBreak)) {
    writeFlat(writer, nodes);
    return;
  }
  writeFlatOrBroken(writer, nodes.slice(0, colon + 1));
  writer.newline();
  writeFlatOrBroken(writer, nodes.slice(colon + 1));
}

function writeFlatOrBroken(writer: LineWriter, nodes: readonly Node[]): void {
  const breaking = nodes.filter(mustBreak);
  if (breaking.length === 0 && widthOf(nodes) <= writer.room) writeFlat(writer, nodes);
  else writeBroken(writer, nodes, new Set(breaking.length > 0 ? breaking : widest(nodes)));
}

/**
 * The pieces between a sequence's loosest operators, each with its operator: at the front for a
 * conditional, at the end for `||` and `&&`. Undefined when there is none.
 */
function splitAtOperators(nodes: readonly Node[]): Node[][] | undefined {
  const has = (text: string): boolean => nodes.some((node) => isOperator(node, text));
  const loosest = has("?") ? "?" : has("||") ? "||" : has("&&") ? "&&" : undefined;
  if (loosest === undefined) return undefined;
  const pieces: Node[][] = [[]];
  for (const node of nodes) {
    const splits = loosest === "?" ? isOperator(node, "?", ":") : isOperator(node, loosest);
    if (splits && loosest === "?") pieces.push([node]);
    else pieces.at(-1)?.push(node);
    if (splits && loosest !== "?") pieces.push([]);
  }
  return pieces;
}

function writePieces(writer: LineWriter, pieces: readonly Node[][], bracketed: boolean): void {
  if (!bracketed) {
    writer.open("(");
    writer.newline();
  }
  pieces.forEach((piece, index) => {
    if (index > 0) writer.newline();
    writeFlatOrBroken(writer, piece);
  });
  if (!bracketed) {
    writer.newline();
    writer.close(")");
  }
}
