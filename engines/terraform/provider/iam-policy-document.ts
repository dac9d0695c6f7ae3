import { isObject, type ObjectValue, type Value } from "./values";

type Json = Record<string, unknown>;

/**
 * Renders `aws_iam_policy_document` as hashicorp/aws does: members in its order, one-element lists as
 * plain strings, longer lists in reverse order, `&{…}` as IAM's `${…}`, later statements replacing
 * earlier ones of the same `sid` as the merging arguments say.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function iamPolicyDocument(config: ObjectValue): ObjectValue {
  const sources = documents(config.source_policy_documents);
  const overrides = documents(config.override_policy_documents);
  const own = blocks(config.statement).map(statement);
  const statements = merge(
    merge(sources.flatMap(statementsOf), own),
    overrides.flatMap(statementsOf),
  );
  const last = [...sources, ...overrides].pop();
  const document: Json = {
    Version: config.version ?? last?.Version ?? "2012-10-17",
    ...optional("Id", config.policy_id ?? last?.Id),
    ...optional("Statement", statements.length > 0 ? statements : undefined),
  };
  return {
    json: escape(JSON.stringify(document, null, 2)),
    minified_json: escape(JSON.stringify(document)),
  };
}

/** Go escapes these in JSON text. */
const escape = (json: string): string =>
  json.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);

const optional = (key: string, value: unknown): Json =>
  value === undefined || value === null || value === "" ? {} : { [key]: value };

const blocks = (value: Value | undefined): ObjectValue[] =>
  Array.isArray(value) ? value.filter((v): v is ObjectValue => isObject(v)) : [];

const strings = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : [];

const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");

function documents(value: Value | undefined): Json[] {
  return strings(value)
    .filter((document) => document !== "")
    .map((document) => JSON.parse(document) as Json);
}

function statementsOf(document: Json): Json[] {
  const found = document.Statement ?? [];
  return (Array.isArray(found) ? found : [found]) as Json[];
}

function merge(base: Json[], more: Json[]): Json[] {
  const out = [...base];
  for (const item of more) {
    const at = item.Sid === undefined ? -1 : out.findIndex(({ Sid }) => Sid === item.Sid);
    if (at < 0) out.push(item);
    else out[at] = item;
  }
  return out;
}

function statement(block: ObjectValue): Json {
  return {
    ...optional("Sid", block.sid),
    Effect: block.effect ?? "Allow",
    ...optional("Action", oneOrMany(strings(block.actions))),
    ...optional("NotAction", oneOrMany(strings(block.not_actions))),
    ...optional("Resource", oneOrMany(strings(block.resources).map(variables))),
    ...optional("NotResource", oneOrMany(strings(block.not_resources).map(variables))),
    ...optional("Principal", principals(blocks(block.principals))),
    ...optional("NotPrincipal", principals(blocks(block.not_principals))),
    ...optional("Condition", conditions(blocks(block.condition))),
  };
}

const variables = (given: string): string => given.replaceAll("&{", "${");

const descending = (items: string[]): string[] => [...items].sort().reverse();

function oneOrMany(items: string[]): string | string[] | undefined {
  return items.length > 1 ? descending(items) : items[0];
}

function principals(found: ObjectValue[]): unknown {
  if (found.length === 0) return undefined;
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of found) {
    const names = strings(identifiers).map(variables);
    if (type === "*" && names.length === 1 && names[0] === "*") return "*";
    const key = text(type);
    byType.set(key, [...(byType.get(key) ?? []), ...descending(names)]);
  }
  return sorted(byType);
}

function conditions(found: ObjectValue[]): unknown {
  if (found.length === 0) return undefined;
  const byTest = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of found) {
    const byVariable = byTest.get(text(test)) ?? new Map<string, string[]>();
    const before = byVariable.get(text(variable)) ?? [];
    byVariable.set(text(variable), [...before, ...strings(values).map(variables)]);
    byTest.set(text(test), byVariable);
  }
  return Object.fromEntries([...byTest].sort(byKey).map(([test, inner]) => [test, sorted(inner)]));
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Go writes the keys of maps in order. */
const sorted = (map: Map<string, string[]>): Json =>
  Object.fromEntries([...map].sort(byKey).map(([k, v]) => [k, v.length === 1 ? v[0] : v]));
