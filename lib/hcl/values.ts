/** JSON values as expressions: what may stand to the right of `=`. */
import { escapeMarkers, escapeQuoted, isBareKey, quoteLiteral, wellFormed } from "./escape";
import { HclError } from "./errors";
import { heredocFor } from "./heredoc";
import { type Json, show } from "./json";
import { parseExpression, parseTemplate, type Part } from "./lexer";
import { sequenceText, stripParentheses, templateWord, toNodes } from "./parse";
import { expanded, group, listGroup, type Node, objectGroup, word } from "./tree";

/**
 * How Terraform reads the strings of a place: as templates, where `${x}` is an expression, or as
 * plain text (a variable's default, everything in `terraform {}`).
 */
export type StringMode = "template" | "literal";

/**
 * An argument's value as an expression.
 *
 * @throws HclError when an interpolation in it is not HCL.
 */
export function valueNodes(value: Json, mode: StringMode, address: string): Node[] {
  return nodesOf(value, mode, address, true);
}

function nodesOf(value: Json, mode: StringMode, address: string, ownLine: boolean): Node[] {
  if (value === null) return [word("identifier", "null")];
  switch (typeof value) {
    case "boolean":
      return [word("identifier", String(value))];
    case "number":
      return [word("number", String(value).replace("e+", "e"))];
    case "string":
      return stringNodes(wellFormed(value), mode, address, ownLine);
    case "object":
      break;
  }
  if (Array.isArray(value)) {
    return [listGroup(value.map((element) => ({ value: nodesOf(element, mode, address, false) })))];
  }
  const items = Object.entries(value).map(([key, element]) => ({
    key: keyNodes(wellFormed(key), mode, address),
    value: nodesOf(element, mode, address, true),
  }));
  return [objectGroup(items)];
}

function keyNodes(key: string, mode: StringMode, address: string): Node[] {
  if (isBareKey(key)) return [word("identifier", key)];
  if (mode === "literal") return [word("template", quoteLiteral(key))];
  const parts = parseTemplate(key, address);
  const [part] = parts;
  if (parts.length === 1 && part?.kind === "interpolation") {
    return [group("(", [{ value: stripParentheses(toNodes(part.tokens, address)) }])];
  }
  return [templateWord(escapeParts(parts), address)];
}

function stringNodes(text: string, mode: StringMode, address: string, ownLine: boolean): Node[] {
  if (mode === "literal") {
    const heredoc = ownLine ? heredocFor(escapeMarkers(text), false) : undefined;
    return [heredoc ?? word("template", quoteLiteral(text))];
  }
  const parts = parseTemplate(text, address);
  const [part] = parts;
  if (parts.length === 1 && part?.kind === "interpolation") {
    return [...expanded(stripParentheses(toNodes(part.tokens, address)))];
  }
  if (ownLine && text.endsWith("\n")) {
    const source = parts
      .map((one) => (one.kind === "literal" ? one.text : sequenceText(one, address)))
      .join("");
    const trims = parts.some((one) => one.kind !== "literal" && (one.trimBefore || one.trimAfter));
    const heredoc = heredocFor(source, trims);
    if (heredoc !== undefined) return [heredoc];
  }
  return [templateWord(escapeParts(withoutTrims(parts)), address)];
}

function escapeParts(parts: readonly Part[]): Part[] {
  return parts.map((part) =>
    part.kind === "literal" ? { kind: "literal", text: escapeQuoted(part.text) } : part,
  );
}

/**
 * `~` trims the neighbouring text up to the line's end in JSON, but across lines in a quoted string.
 * Where that makes a difference the trimming is done here and the `~` goes.
 */
function withoutTrims(parts: readonly Part[]): Part[] {
  const result = parts.map((part) => ({ ...part }));
  result.forEach((part, index) => {
    if (part.kind === "literal") return;
    const before = result[index - 1];
    if (part.trimBefore && before?.kind === "literal") {
      const start = before.text.slice(0, -1).lastIndexOf("\n") + 1;
      const kept = before.text.slice(0, start) + before.text.slice(start).trimEnd();
      if (kept !== before.text.trimEnd()) {
        result[index - 1] = { kind: "literal", text: kept };
        result[index] = part = { ...part, trimBefore: false };
      }
    }
    const after = result[index + 1];
    if (part.trimAfter && after?.kind === "literal") {
      const end = after.text.indexOf("\n") + 1;
      const kept =
        end === 0
          ? after.text.trimStart()
          : after.text.slice(0, end).trimStart() + after.text.slice(end);
      if (kept !== after.text.trimStart()) {
        result[index + 1] = { kind: "literal", text: kept };
        result[index] = { ...part, trimAfter: false };
      }
    }
  });
  return result;
}

/**
 * Text that stands for code (a reference, a type, a keyword), without the `${…}` around it that cdktf's
 * tokens and HCL-to-JSON converters add.
 */
export function bareText(text: string): string {
  return /^\$\{[^]*\}$/.test(text) ? text.slice(2, -1) : text;
}

/**
 * A place that takes a reference as text (`depends_on`, `provider`, `ignore_changes`): printed bare.
 * Also takes `${x}`, which cdktf's tokens make of a reference.
 *
 * @throws HclError when it is not a reference.
 */
export function referenceNodes(value: Json, address: string, place: string): Node[] {
  const problem = `${place} must be a reference such as "aws_s3_bucket.logs", got ${show(value)}`;
  if (typeof value !== "string" || value.trim() === "") throw new HclError(address, problem);
  const nodes = toNodes(parseExpression(bareText(value), address), address);
  if (!isTraversal(nodes)) throw new HclError(address, problem);
  return nodes;
}

/** `a.b[0]["c"].d`: a name, then dots with names, and indexes. */
function isTraversal(nodes: readonly Node[]): boolean {
  return nodes.every((node, index) => {
    const before = nodes[index - 1];
    const afterDot = before?.kind === "word" && before.text === ".";
    if (node.kind === "group")
      return node.open === "[" && node.items.length === 1 && !afterDot && index > 0;
    if (node.kind !== "word") return false;
    if (node.text === ".") return index > 0 && !afterDot && index < nodes.length - 1;
    if (node.type === "identifier") return index === 0 || afterDot;
    return (node.type === "number" || node.text === "*") && afterDot;
  });
}
