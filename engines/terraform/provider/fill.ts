import {
  attributesOf,
  blocksOf,
  type AttributeSchema,
  type BlockSchema,
  type NestedType,
  type TypeExpr,
} from "../schema/model";
import type { Session } from "./session";
import {
  conform,
  dynamicValue,
  isUnknown,
  mapElements,
  type ObjectValue,
  type Value,
} from "./values";

/** What is known while the computed values of one resource or data source are made up. */
export interface FillContext {
  typeName: string;
  session: Session;
  /** Forty hex digits, different for every resource and the same in every run. */
  seed: string;
  /** The resource's own values, known so far. Names, `id` and `arn` come before the rest. */
  root: ObjectValue;
}

/** Makes up one string by the name of its attribute; undefined leaves it to the general rules. */
export type TextRule = (name: string, context: FillContext) => string | undefined;

/** Attributes that others are made from, in the order in which they are needed. */
const FIRST = ["region", "name", "bucket", "identifier", "cluster_identifier", "id", "arn"];

/**
 * Replaces every unknown in a body by a plausible known value, as an apply would: the same in every
 * run, right in type and form, and nobody's real resource.
 */
export function fillBody(
  body: BlockSchema | NestedType,
  value: ObjectValue,
  context: FillContext,
  text: TextRule,
): ObjectValue {
  const out = value;
  const ordered = attributesOf(body).sort(([a], [b]) => rank(a) - rank(b));
  for (const [name, attribute] of ordered) {
    out[name] = fillAttribute(name, attribute, value[name] ?? null, context, text);
  }
  for (const [name, { nesting_mode, block }] of "nesting_mode" in body ? [] : blocksOf(body)) {
    const given = value[name] ?? null;
    out[name] = isUnknown(given)
      ? []
      : mapElements(nesting_mode, given, (element) => fillBody(block, element, context, text));
  }
  return out;
}

function rank(name: string): number {
  const at = FIRST.indexOf(name);
  return at < 0 ? FIRST.length : at;
}

function fillAttribute(
  name: string,
  attribute: AttributeSchema,
  value: Value,
  context: FillContext,
  text: TextRule,
): Value {
  const { nested_type: nested, type } = attribute;
  if (nested !== undefined) {
    const given = isUnknown(value) ? emptyNested(nested) : value;
    return mapElements(nested.nesting_mode, given, (e) => fillBody(nested, e, context, text));
  }
  if (type === undefined) return value;
  if (!isUnknown(value)) return fillInside(name, type, value, context, text);
  // What the user could have set but did not is mostly empty; what only the provider sets is not.
  const sparse = attribute.optional === true && isSequence(type);
  return sparse ? [] : plausible(name, type, context, text);
}

function emptyNested(nested: NestedType): Value {
  if (nested.nesting_mode === "single") {
    return conform(
      nested,
      Object.fromEntries(Object.keys(nested.attributes).map((n) => [n, null])),
    );
  }
  return nested.nesting_mode === "map" ? {} : [];
}

const isSequence = (type: TypeExpr): boolean =>
  Array.isArray(type) && (type[0] === "list" || type[0] === "set");

/** A configured collection may hold unknowns where it refers to what is not applied yet. */
function fillInside(
  name: string,
  type: TypeExpr,
  value: Value,
  context: FillContext,
  text: TextRule,
): Value {
  if (isUnknown(value)) return plausible(name, type, context, text);
  if (!Array.isArray(type) || value === null) return value;
  const [kind, inner] = type;
  if (kind === "list" || kind === "set" || kind === "map") {
    if (Array.isArray(value)) {
      return value.map((e) => fillInside(name, inner, e, context, text));
    }
    return mapValues(value, (_, e) => fillInside(name, inner, e, context, text));
  }
  const types = inner as Record<string, TypeExpr>;
  return mapValues(value, (key, e) => fillInside(key, types[key] ?? "string", e, context, text));
}

function mapValues(value: Value, change: (key: string, inner: Value) => Value): Value {
  return mapObject(value as ObjectValue, change);
}

const mapObject = (value: ObjectValue, change: (key: string, inner: Value) => Value): ObjectValue =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(key, inner)]));

/** A made-up value of a type, by the name of the attribute that holds it. */
export function plausible(
  name: string,
  type: TypeExpr,
  context: FillContext,
  text: TextRule,
): Value {
  if (type === "string") return text(name, context) ?? generalText(name, context);
  if (type === "number") return plausibleNumber(name, context.typeName);
  if (type === "bool") return false;
  if (type === "dynamic") return dynamicValue({});
  switch (type[0]) {
    case "map":
      return {};
    case "list":
    case "set":
      return [plausible(singular(name), type[1], context, text)];
    case "tuple":
      return type[1].map((inner) => plausible(name, inner, context, text));
    case "object":
      return Object.fromEntries(
        Object.entries(type[1]).map(([key, inner]) => [key, plausible(key, inner, context, text)]),
      );
  }
}

const singular = (name: string): string => name.replace(/(?<!s)s$/, "");

const DEFAULT_PORTS: [RegExp, number][] = [
  [/elasticache|memorydb|redis/, 6379],
  [/mysql/, 3306],
  [/^aws_(db|rds|docdb|redshift)|postgres/, 5432],
];

function plausibleNumber(name: string, typeName: string): number {
  if (!/port$/.test(name)) return 1;
  return DEFAULT_PORTS.find(([types]) => types.test(typeName))?.[1] ?? 443;
}

/** A UUID made from a seed. */
export function uuid(seed: string): string {
  const s = seed.padEnd(32, "0");
  return `${s.slice(0, 8)}-${s.slice(8, 12)}-4${s.slice(13, 16)}-8${s.slice(17, 20)}-${s.slice(20, 32)}`;
}

function generalText(name: string, { seed }: FillContext): string {
  const short = seed.slice(0, 8);
  if (/ipv6/.test(name)) return /cidr|prefix/.test(name) ? "2001:db8::/56" : "2001:db8::1";
  if (/cidr|address_prefix|address_space/.test(name)) return "10.0.0.0/16";
  if (/public_ip|static_ip|outbound_ip/.test(name)) return "203.0.113.10";
  if (/(^|_)ip(_address)?$|^private_ip/.test(name)) return "10.0.0.10";
  if (/(_at|_date|_time|timestamp|_after|_before|_on)$/.test(name)) return "2025-01-01T00:00:00Z";
  if (/(^|_)(policy|json|document)$/.test(name)) return "{}";
  if (/(^|_)ur[il]$|_url_/.test(name)) return `https://${short}.offline.test`;
  if (/endpoint|fqdn|host(_?name)?$|domain|address$|dns_name/.test(name))
    return `${short}.offline.test`;
  if (/uuid|guid/.test(name)) return uuid(seed);
  if (/password|secret|token|(^|_)key$/.test(name)) return seed;
  if (/^(status|state)$/.test(name)) return "ACTIVE";
  if (/version/.test(name)) return "1";
  return `${name.replace(/_/g, "-")}-${short}`;
}
