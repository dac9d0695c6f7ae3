/** `variable` and `output`. */
import { checkBoolean, checkText, knownKeys, present, uniqueBodies } from "../blocks";
import { commentsOf } from "../comments";
import {
  argumentEntry,
  blockLines,
  commented,
  compact,
  type Entry,
  expressionEntry,
} from "../entries";
import { HclError } from "../errors";
import { type Json, type JsonObject, ownValue, show } from "../json";
import { parseExpression } from "../lexer";
import { conditionBlocks, dependsOnEntries } from "../meta";
import { toNodes } from "../parse";
import { group, type Group, type Node } from "../tree";
import { bareText } from "../values";
import { type Line } from "../writer";

const VARIABLE_KEYS = [
  "description",
  "type",
  "default",
  "nullable",
  "sensitive",
  "ephemeral",
  "validation",
];

/** Prints the `variable` section. */
export function variableSection(value: Json): Line[][] {
  return uniqueBodies(value, 1, "variable").map(({ labels, body, address }) =>
    fixedBlock(`variable "${labels[0] ?? ""}"`, body, address, VARIABLE_KEYS, variableArgument),
  );
}

function variableArgument(key: string, value: Json, address: string): Entry[] {
  switch (key) {
    case "type":
      return [expressionEntry(key, typeNodes(value, `${address}.type`), 1)];
    case "validation":
      return conditionBlocks(key, value, address, 1);
    case "description":
      checkText(value, `${address}.${key}`);
      return [argumentEntry(key, value, address, 1, { mode: "literal" })];
    case "default":
      return [argumentEntry(key, value, address, 1, { mode: "literal" })];
    default:
      checkBoolean(value, `${address}.${key}`);
      return [argumentEntry(key, value, address, 1)];
  }
}

/** A type constraint is an expression written as text; an object's attributes get a line each. */
function typeNodes(value: Json, address: string): Node[] {
  if (typeof value !== "string" || value.trim() === "") {
    throw new HclError(address, `must be a type such as "list(string)", got ${show(value)}`);
  }
  return toNodes(parseExpression(bareText(value), address), address).map(spread);
}

function spread(node: Node): Node {
  if (node.kind !== "group") return node;
  const items = node.items.map((item) => ({ ...item, value: item.value.map(spread) }));
  const breaks = node.open === "{" && node.items.length > 1 && node.items.every((item) => item.key);
  return group(node.open, items, { isFor: node.isFor, breaks } satisfies Partial<Group>);
}

const OUTPUT_KEYS = [
  "description",
  "value",
  "sensitive",
  "ephemeral",
  "precondition",
  "depends_on",
];

/** Prints the `output` section. */
export function outputSection(value: Json): Line[][] {
  return uniqueBodies(value, 1, "output").map(({ labels, body, address }) => {
    if (ownValue(body, "value") === undefined) throw new HclError(address, "must have a value");
    return fixedBlock(`output "${labels[0] ?? ""}"`, body, address, OUTPUT_KEYS, outputArgument);
  });
}

function outputArgument(key: string, value: Json, address: string): Entry[] {
  switch (key) {
    case "value":
      return [argumentEntry(key, value, address, 1)];
    case "precondition":
      return conditionBlocks(key, value, address, 1);
    case "depends_on":
      return dependsOnEntries(value, address, 1);
    case "description":
      checkText(value, `${address}.${key}`);
      return [argumentEntry(key, value, address, 1, { mode: "literal" })];
    default:
      checkBoolean(value, `${address}.${key}`);
      return [argumentEntry(key, value, address, 1)];
  }
}

/** A block with a fixed set of keys, printed in the order of `keys`. */
function fixedBlock(
  head: string,
  body: JsonObject,
  address: string,
  keys: readonly string[],
  print: (key: string, value: Json, address: string) => Entry[],
): Line[] {
  knownKeys(body, keys, address);
  const comments = commentsOf(body, address);
  const entries = keys.flatMap((key) => {
    // A null default or value is a null; a null anything else is one that was not given.
    const value = key === "default" || key === "value" ? ownValue(body, key) : present(body, key);
    return value === undefined ? [] : print(key, value, address);
  });
  return blockLines(head, compact(commented(entries, comments, address)), comments);
}
