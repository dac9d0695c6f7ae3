/**
 * HCL's two languages, read from text: templates (literal text with `${…}` and `%{…}`) and the
 * expressions inside. One scanner for both, because each nests in the other.
 */
import { MAX_DEPTH } from "./check-json";
import { HclError } from "./errors";

/** What a token is, as far as spacing cares. */
export type TokenType = "identifier" | "number" | "operator" | "open" | "close" | "newline";

/** A token of an expression. A quoted string is one token that carries its own parts. */
export type Token =
  | { readonly type: TokenType; readonly text: string }
  | { readonly type: "template"; readonly parts: readonly Part[] };

/**
 * A piece of a template. The text of a literal is kept as it was found (escapes not undone); `trim…`
 * is the `~` of `${~ x ~}`.
 */
export type Part =
  | { readonly kind: "literal"; readonly text: string }
  | {
      readonly kind: "interpolation" | "directive";
      readonly tokens: readonly Token[];
      readonly trimBefore: boolean;
      readonly trimAfter: boolean;
    };

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /\.\.\.|::|=>|==|!=|<=|>=|&&|\|\||[-+*/%<>!?:=.,]/y;
const SPACE = /[ \t\r]+/y;
const COMMENT = /(?:#|\/\/)[^\n]*|\/\*[^]*?\*\//y;
const LITERAL_RUN = { json: /[^$%]+/y, quoted: /[^$%"\\]+/y };

/** A position in the text that the scanning functions share and move. */
interface Cursor {
  readonly text: string;
  readonly address: string;
  at: number;
  depth: number;
}

/**
 * Reads a whole string of Terraform JSON as a template.
 *
 * @throws HclError when an interpolation does not end or holds something that is not HCL.
 */
export function parseTemplate(text: string, address: string): Part[] {
  return scanTemplate({ text, address, at: 0, depth: 0 }, "json");
}

/**
 * Reads a whole text as one expression.
 *
 * @throws HclError when it is not HCL.
 */
export function parseExpression(text: string, address: string): Token[] {
  const cursor: Cursor = { text, address, at: 0, depth: 0 };
  const tokens = scanExpression(cursor);
  if (cursor.at < text.length) throw fail(cursor, "there is a closing brace too many");
  if (tokens.every((token) => token.type === "newline")) throw fail(cursor, "there is nothing");
  return tokens;
}

function fail(cursor: Cursor, problem: string): HclError {
  const shown = cursor.text.length > 120 ? `${cursor.text.slice(0, 117)}…` : cursor.text;
  return new HclError(cursor.address, `${problem} in ${JSON.stringify(shown)}`);
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

/** Reads to the end of the text (`json`) or to the closing quote (`quoted`), which it consumes. */
function scanTemplate(cursor: Cursor, mode: "json" | "quoted"): Part[] {
  const { text } = cursor;
  const parts: Part[] = [];
  let literal = "";
  const flush = (): void => {
    if (literal !== "") parts.push({ kind: "literal", text: literal });
    literal = "";
  };
  for (;;) {
    literal += match(cursor, LITERAL_RUN[mode]) ?? "";
    const sign = text.charAt(cursor.at);
    if (sign === "") {
      if (mode === "quoted") throw fail(cursor, "a quoted string does not end");
      break;
    }
    if (sign === '"') {
      cursor.at += 1;
      break;
    }
    if (sign === "\\") {
      literal += text.slice(cursor.at, cursor.at + 2);
      cursor.at += 2;
    } else if (text.startsWith(`${sign}{`, cursor.at)) {
      flush();
      parts.push(scanSequence(cursor, sign === "$" ? "interpolation" : "directive"));
    } else if (text.startsWith(`${sign}${sign}{`, cursor.at)) {
      literal += text.slice(cursor.at, cursor.at + 3);
      cursor.at += 3;
    } else {
      literal += sign;
      cursor.at += 1;
    }
  }
  flush();
  return parts;
}

/** Reads `${…}` or `%{…}` from its sign to its closing brace. */
function scanSequence(cursor: Cursor, kind: "interpolation" | "directive"): Part {
  const opening = cursor.text.slice(cursor.at, cursor.at + 2);
  const start = cursor.at;
  cursor.at += 2;
  const trimBefore = cursor.text[cursor.at] === "~";
  if (trimBefore) cursor.at += 1;
  const tokens = scanExpression(cursor);
  if (cursor.at >= cursor.text.length) {
    cursor.at = start;
    const plain = opening.charAt(0) + opening;
    throw fail(cursor, `"${opening}" has no closing brace (write "${plain}" for the plain text)`);
  }
  const trimAfter = cursor.text[cursor.at] === "~";
  cursor.at += trimAfter ? 2 : 1;
  if (tokens.every((token) => token.type === "newline")) {
    throw fail(cursor, `"${opening}}" is empty`);
  }
  return { kind, tokens, trimBefore, trimAfter };
}

/**
 * Reads tokens up to the brace that closes the surrounding sequence, or to the end of the text.
 * Comments are left out, as Terraform's own parser does.
 */
function scanExpression(cursor: Cursor): Token[] {
  descend(cursor);
  const { text } = cursor;
  const tokens: Token[] = [];
  const open: string[] = [];
  while (cursor.at < text.length) {
    const character = text.charAt(cursor.at);
    if (open.length === 0 && (character === "}" || text.startsWith("~}", cursor.at))) break;
    if (match(cursor, SPACE) !== undefined || match(cursor, COMMENT) !== undefined) continue;
    if (character === "\n") {
      cursor.at += 1;
      tokens.push({ type: "newline", text: "\n" });
    } else if (character === '"') {
      cursor.at += 1;
      tokens.push({ type: "template", parts: scanTemplate(cursor, "quoted") });
    } else if (character === "(" || character === "[" || character === "{") {
      cursor.at += 1;
      open.push(character);
      descend(cursor);
      tokens.push({ type: "open", text: character });
    } else if (character === ")" || character === "]" || character === "}") {
      const opening = character === ")" ? "(" : character === "]" ? "[" : "{";
      if (open.pop() !== opening) throw fail(cursor, `"${character}" closes nothing`);
      cursor.depth -= 1;
      cursor.at += 1;
      tokens.push({ type: "close", text: character });
    } else {
      tokens.push(scanWord(cursor));
    }
  }
  const unclosed = open.pop();
  if (unclosed !== undefined) throw fail(cursor, `"${unclosed}" is not closed`);
  cursor.depth -= 1;
  return tokens;
}

/** Counts brackets and templates inside each other: everything after this recurses over them. */
function descend(cursor: Cursor): void {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw fail(cursor, `more than ${MAX_DEPTH} nested brackets`);
}

function scanWord(cursor: Cursor): Token {
  if (cursor.text.startsWith("<<", cursor.at)) {
    throw fail(cursor, "a heredoc inside an expression is not supported: use a quoted string");
  }
  const identifier = match(cursor, IDENTIFIER);
  if (identifier !== undefined) return { type: "identifier", text: identifier };
  const number = match(cursor, NUMBER);
  if (number !== undefined) return { type: "number", text: number };
  const operator = match(cursor, OPERATOR);
  if (operator !== undefined) return { type: "operator", text: operator };
  const found = String.fromCodePoint(cursor.text.codePointAt(cursor.at) ?? 0);
  throw fail(cursor, `${JSON.stringify(found)} is not part of any HCL expression`);
}
