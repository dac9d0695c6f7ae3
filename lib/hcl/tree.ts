/**
 * The printer's document: an expression as words and bracket groups, before anybody has decided
 * where lines break. JSON values and `${…}` texts both become this, so both print alike.
 */
import { type TokenType } from "./lexer";
import { escapeQuoted } from "./escape";
import { needsSpace } from "./spacing";

/** What a word is, as far as spacing cares. A `sequence` is the `${` or `}` around an interpolation. */
export type WordType = Exclude<TokenType, "open" | "close" | "newline"> | "template" | "sequence";

/** A word that is printed as it stands. */
export interface Word {
  readonly kind: "word";
  readonly type: WordType;
  readonly text: string;
  /** True for a template with an object in one of its interpolations: `"${f({ a = 1 })}"`. */
  readonly holdsEquals?: boolean;
}

/** Multi-line text; it must be the last thing on its line. */
export interface Heredoc {
  readonly kind: "heredoc";
  /** The text with its template parts as they are to stand, ending in a newline. */
  readonly text: string;
  /** True when every line may be indented with the block (`<<-`). */
  readonly indented: boolean;
  readonly delimiter: string;
}

/** What stands between two commas; in an object it has a key. */
export interface Item {
  readonly key?: readonly Node[];
  readonly value: readonly Node[];
}

/** A bracketed group: a call's arguments, a parenthesis, an index, a list, an object, a `for`. */
export interface Group {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly items: readonly Item[];
  /** True for `[for …]` and `{for …}`: one item, no comma after it. */
  readonly isFor: boolean;
  /** True for the brackets of `x[0]`, which take no trailing comma. */
  readonly isIndex: boolean;
  /** True when the group must be printed over several lines wherever lines may break. */
  readonly breaks: boolean;
  /** Width when printed on one line. */
  readonly width: number;
  /** True when an `=` stands somewhere inside. */
  readonly hasEquals: boolean;
}

/** A node of an expression. */
export type Node = Word | Heredoc | Group;

const CLOSING = { "(": ")", "[": "]", "{": "}" } as const;

/** The bracket that closes the group. */
export function closing(group: Group): ")" | "]" | "}" {
  return CLOSING[group.open];
}

/** Makes a word. */
export function word(type: WordType, text: string, holdsEquals = false): Word {
  return { kind: "word", type, text, holdsEquals };
}

/** Makes a group and works out its width and whether it must break. */
export function group(
  open: Group["open"],
  items: readonly Item[],
  options: { isFor?: boolean; isIndex?: boolean; breaks?: boolean } = {},
): Group {
  let width = 2;
  let hasEquals = false;
  let breaks = options.breaks ?? false;
  if (open === "{" && items.length > 0) width += 2;
  items.forEach((item, index) => {
    width += (index > 0 ? 2 : 0) + widthOf(item.value);
    if (item.key !== undefined) width += widthOf(item.key) + 3;
    hasEquals ||= item.key !== undefined || item.value.some(hasEqualsInside);
    breaks ||= item.value.some((node) => node.kind === "heredoc" || mustBreak(node));
  });
  const { isFor = false, isIndex = false } = options;
  return { kind: "group", open, items, isFor, isIndex, breaks, width, hasEquals };
}

/** True when an `=` stands somewhere inside. */
export function hasEqualsInside(node: Node): boolean {
  if (node.kind === "word") return node.holdsEquals === true;
  return node.kind === "group" && node.hasEquals;
}

/** True for a group that must be printed over several lines. */
export function mustBreak(node: Node): boolean {
  return node.kind === "group" && node.breaks;
}

/** Width of a sequence on one line. */
export function widthOf(nodes: readonly Node[]): number {
  let width = 0;
  nodes.forEach((node, index) => {
    if (index > 0 && needsSpace(nodes, index)) width += 1;
    width += node.kind === "word" ? node.text.length : node.kind === "group" ? node.width : 0;
  });
  return width;
}

/** A sequence on one line. */
export function flatten(nodes: readonly Node[]): string {
  return nodes
    .map((node, index) => (index > 0 && needsSpace(nodes, index) ? " " : "") + flattenNode(node))
    .join("");
}

/**
 * Where a sequence on one line has its first ` = `, and how many brackets are open there. Templates with
 * one inside count as closing more brackets than a line can open.
 */
export function firstEquals(nodes: readonly Node[]): { at: number; depth: number } | undefined {
  let at = 0;
  for (const [index, node] of nodes.entries()) {
    if (index > 0 && needsSpace(nodes, index)) at += 1;
    if (node.kind === "word" && node.holdsEquals === true) return { at, depth: Infinity };
    if (node.kind === "group" && node.hasEquals) {
      at += node.open === "{" ? 2 : 1;
      for (const item of node.items) {
        for (const part of [item.key ?? [], item.value]) {
          const found = firstEquals(part);
          if (found !== undefined) return { at: at + found.at, depth: found.depth + 1 };
          at += widthOf(part);
          if (part === item.key) return { at, depth: 1 };
        }
        at += 2;
      }
    }
    at += widthOf([node]);
  }
  return undefined;
}

function flattenNode(node: Node): string {
  switch (node.kind) {
    case "word":
      return node.text;
    case "heredoc":
      return `"${escapeQuoted(node.text)}"`;
    case "group": {
      const items = node.items.map((item) =>
        item.key === undefined
          ? flatten(item.value)
          : `${flatten(item.key)} = ${flatten(item.value)}`,
      );
      const pad = node.open === "{" && items.length > 0 ? " " : "";
      return node.open + pad + items.join(", ") + pad + closing(node);
    }
  }
}

/** The `{` or `[` a value consists of, if that is all it is (a `for` does not count). */
export function soleLiteral(nodes: readonly Node[]): Group | undefined {
  const [node] = nodes;
  if (nodes.length !== 1 || node?.kind !== "group") return undefined;
  return node.open === "(" || node.isFor || node.isIndex ? undefined : node;
}

/** A list as a value: lists and objects inside it get a line each. */
export function listGroup(items: readonly Item[]): Group {
  const nested = items.some((item) => (soleLiteral(item.value)?.items.length ?? 0) > 0);
  return group("[", items, { breaks: nested });
}

/** An object as a value: always one key per line. */
export function objectGroup(items: readonly Item[]): Group {
  return group("{", items, { breaks: items.length > 0 });
}

/** An object or list written as `"${{ … }}"` prints like the JSON object or list it stands for. */
export function expanded(nodes: readonly Node[]): readonly Node[] {
  const literal = soleLiteral(nodes);
  if (literal === undefined) return nodes;
  const items = literal.items.map((item) => ({ ...item, value: expanded(item.value) }));
  return [
    literal.open === "[" ? listGroup(items) : group("{", items, { breaks: items.length > 0 }),
  ];
}
