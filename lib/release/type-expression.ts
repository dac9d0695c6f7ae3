import { HclError } from "../hcl";
import { parseExpression } from "../hcl/lexer";
import { toNodes } from "../hcl/parse";
import { flatten, type Group, type Node } from "../hcl/tree";

/** A type constraint of a variable, as far as compatibility needs it taken apart. */
export type TypeTree =
  | { readonly kind: "plain"; readonly text: string }
  | {
      readonly kind: "collection";
      readonly of: "list" | "set" | "map";
      readonly element: TypeTree;
    }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, Attribute> };

/** An attribute of an object type. */
export interface Attribute {
  readonly type: TypeTree;
  readonly optional: boolean;
  /** The default of `optional(type, default)`, as an expression. */
  readonly default?: string;
}

/**
 * Takes a type expression apart. What is neither an object nor a collection, and what cannot be read, stays
 * text in a normal form.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function parseType(text: string): TypeTree {
  try {
    return typeOf(toNodes(parseExpression(text, "type"), "type"));
  } catch (error) {
    if (error instanceof HclError)
      return { kind: "plain", text: text.replace(/\s+/gu, " ").trim() };
    throw error;
  }
}

/** A type in one line. */
export function typeText(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function typeOf(nodes: readonly Node[]): TypeTree {
  const [name, args] = callOf(nodes) ?? [];
  const [argument] = args?.items ?? [];
  if (name !== undefined && argument && args?.items.length === 1) {
    if (name === "list" || name === "set" || name === "map") {
      return { kind: "collection", of: name, element: typeOf(argument.value) };
    }
    const attributes = name === "object" ? attributesOf(argument.value) : undefined;
    if (attributes) return { kind: "object", attributes };
  }
  return { kind: "plain", text: flatten(nodes) };
}

function callOf(nodes: readonly Node[]): [string, Group] | undefined {
  const [name, args] = nodes;
  if (nodes.length !== 2 || name?.kind !== "word" || args?.kind !== "group") return undefined;
  return args.open === "(" ? [name.text, args] : undefined;
}

function attributesOf(nodes: readonly Node[]): Map<string, Attribute> | undefined {
  const [braces] = nodes;
  if (nodes.length !== 1 || braces?.kind !== "group" || braces.open !== "{") return undefined;
  return new Map(
    braces.items.map(({ key = [], value }) => [
      flatten(key).replace(/^"(.*)"$/u, "$1"),
      attributeOf(value),
    ]),
  );
}

function attributeOf(nodes: readonly Node[]): Attribute {
  const [name, args] = callOf(nodes) ?? [];
  const [type, fallback] = args?.items ?? [];
  if (name !== "optional" || !type) return { type: typeOf(nodes), optional: false };
  return {
    type: typeOf(type.value),
    optional: true,
    ...(fallback ? { default: flatten(fallback.value) } : {}),
  };
}
