/** From tokens to the tree: finds groups, items and keys, and says things the simple way. */
import { HclError } from "./errors";
import { isBareKey } from "./escape";
import { type Part, type Token } from "./lexer";
import {
  expanded,
  flatten,
  hasEqualsInside,
  group,
  type Group,
  type Item,
  type Node,
  soleLiteral,
  word,
  type Word,
} from "./tree";

/**
 * Builds the tree of an expression.
 *
 * @throws HclError when an object in it is malformed.
 */
export function toNodes(tokens: readonly Token[], address: string): Node[] {
  const reader = { tokens, at: 0, address };
  return readSequence(reader, () => false);
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly address: string;
  at: number;
}

/** Reads nodes until the end, a closing bracket, or a token that `stops`; drops newlines. */
function readSequence(reader: Reader, stops: (token: Token) => boolean): Node[] {
  const nodes: Node[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token.type === "close" || stops(token)) return nodes;
    reader.at += 1;
    switch (token.type) {
      case "newline":
        break;
      case "open":
        nodes.push(readGroup(reader, token.text as Group["open"], nodes.at(-1)));
        break;
      case "template":
        nodes.push(...unwrapped(token.parts, reader.address));
        break;
      default:
        nodes.push(word(token.type, token.text));
    }
  }
}

function isOperator(token: Token | undefined, ...texts: string[]): boolean {
  return token?.type === "operator" && texts.includes(token.text);
}

function skipNewlines(reader: Reader): void {
  while (reader.tokens[reader.at]?.type === "newline") reader.at += 1;
}

/** Functions whose argument reads as a document. */
const DOCUMENT_FUNCTIONS = new Set(["jsonencode", "yamlencode"]);

function readGroup(reader: Reader, open: Group["open"], before: Node | undefined): Group {
  skipNewlines(reader);
  const first = reader.tokens[reader.at];
  const isFor = open !== "(" && first?.type === "identifier" && first.text === "for";
  const items: Item[] = [];
  while (reader.tokens[reader.at]?.type !== "close") {
    if (isFor) items.push({ value: readSequence(reader, () => false) });
    else if (open === "{") items.push(readObjectItem(reader));
    else items.push({ value: readSequence(reader, (token) => isOperator(token, ",")) });
    while (
      isOperator(reader.tokens[reader.at], ",") ||
      reader.tokens[reader.at]?.type === "newline"
    )
      reader.at += 1;
  }
  reader.at += 1;
  if (open === "{" && !isFor) {
    // An object that holds another one is a document too: nobody writes it on one line.
    return group(open, items, { breaks: items.some((item) => item.value.some(isFilledObject)) });
  }
  if (open === "(" && before?.kind === "word" && DOCUMENT_FUNCTIONS.has(before.text)) {
    const [item] = items;
    if (items.length === 1 && item && isDocument(item.value)) {
      return group(open, [{ value: expanded(item.value) }]);
    }
  }
  return group(open, items, { isFor, isIndex: open === "[" && isOperand(before) });
}

/** True when brackets after this node are an index and not a list. */
function isOperand(node: Node | undefined): boolean {
  if (node?.kind !== "word") return node !== undefined;
  if (node.type === "identifier") return !["for", "in", "if"].includes(node.text);
  return node.type === "number" || node.type === "template";
}

/** Two keys, or anything nested: too much for one line in a document. */
function isDocument(nodes: readonly Node[]): boolean {
  const literal = soleLiteral(nodes);
  if (literal === undefined) return false;
  if (literal.open === "{" && literal.items.length > 1) return true;
  return literal.items.some((item) => (soleLiteral(item.value)?.items.length ?? 0) > 0);
}

function isFilledObject(node: Node): boolean {
  return node.kind === "group" && node.open === "{" && !node.isFor && node.items.length > 0;
}

function readObjectItem(reader: Reader): Item {
  const key = readSequence(
    reader,
    (token) => token.type === "newline" || isOperator(token, "=", ":"),
  );
  if (key.length === 0 || !isOperator(reader.tokens[reader.at], "=", ":")) {
    throw new HclError(
      reader.address,
      `an object in an expression has no "=" after ${flatten(key)}`,
    );
  }
  const keyToken = reader.tokens[reader.at - 1];
  reader.at += 1;
  skipNewlines(reader);
  const value = readSequence(reader, (token) => token.type === "newline" || isOperator(token, ","));
  return { key: objectKey(key, keyToken), value };
}

/**
 * A quoted key that is a plain name loses its quotes; `"${x}"` becomes `(x)`, because a bare `x`
 * would be the name.
 */
function objectKey(key: Node[], token: Token | undefined): Node[] {
  if (key.length !== 1 || token?.type !== "template") {
    return token?.type === "template" ? [group("(", [{ value: key }])] : key;
  }
  const [part] = token.parts;
  if (token.parts.length !== 1 || part === undefined) return key;
  if (part.kind !== "literal")
    return key[0]?.kind === "group" ? key : [group("(", [{ value: key }])];
  return isBareKey(part.text) ? [word("identifier", part.text)] : key;
}

/**
 * A quoted string inside an expression. One that is nothing but `${x}` means `x` itself, whatever
 * its type, so it is printed so (in parentheses where `x` has operators of its own).
 */
function unwrapped(parts: readonly Part[], address: string): Node[] {
  const [part] = parts;
  if (parts.length === 1 && part?.kind === "interpolation") {
    const inner = stripParentheses(toNodes(part.tokens, address));
    return isAtom(inner) ? inner : [group("(", [{ value: inner }])];
  }
  return [templateWord(parts, address)];
}

/** True when the sequence has no operator that its surroundings could tear apart. */
function isAtom(nodes: readonly Node[]): boolean {
  return nodes.every((node, index) => {
    if (node.kind !== "word" || node.type !== "operator") return true;
    const before = nodes[index - 1];
    const afterDot = before?.kind === "word" && before.text === ".";
    return node.text === "." || node.text === "::" || (node.text === "*" && afterDot);
  });
}

/** Removes parentheses around a whole expression, such as cdktf's operators leave. */
export function stripParentheses(nodes: Node[]): Node[] {
  let current = nodes;
  for (;;) {
    const [only] = current;
    if (current.length !== 1 || only?.kind !== "group" || only.open !== "(") return current;
    const [item] = only.items;
    if (only.items.length !== 1 || item === undefined) return current;
    current = [...item.value];
  }
}

/** A quoted string from template parts; literal parts are taken as already escaped. */
export function templateWord(parts: readonly Part[], address: string): Word {
  let holdsEquals = false;
  const texts = parts.map((part) => {
    if (part.kind === "literal") return part.text;
    const nodes = sequenceNodes(part, address);
    holdsEquals ||= nodes.some(hasEqualsInside);
    return flatten(nodes);
  });
  return word("template", `"${texts.join("")}"`, holdsEquals);
}

/** `${…}` or `%{…}` as it stands in a template. */
export function sequenceText(part: Sequence, address: string): string {
  return flatten(sequenceNodes(part, address));
}

type Sequence = Exclude<Part, { kind: "literal" }>;

function sequenceNodes(part: Sequence, address: string): Node[] {
  const nodes = toNodes(part.tokens, address);
  const inner = part.kind === "interpolation" ? stripParentheses(nodes) : nodes;
  const sign = part.kind === "interpolation" ? "${" : "%{";
  return [
    word("sequence", sign + (part.trimBefore ? "~" : "")),
    ...inner,
    word("sequence", part.trimAfter ? "~}" : "}"),
  ];
}
