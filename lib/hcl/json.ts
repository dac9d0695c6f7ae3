/** A JSON value, as `JSON.parse` gives it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. Read it with {@link entriesOf} or {@link ownValue}: a key may be `constructor`. */
export type JsonObject = { [key: string]: Json };

/** A Terraform JSON document: section name (`resource`, `variable`, …) to content. */
export interface TerraformJson {
  [section: string]: Json;
}

/** The key whose value is a comment in Terraform JSON, at the root and in every body. */
export const COMMENT_KEY = "//";

/** True for `{…}`, false for lists, null and scalars. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value under `key` if the object itself has it (never one inherited from `Object`). */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The entries of a body: everything but the comment key. */
export function entriesOf(body: JsonObject): [string, Json][] {
  return Object.entries(body).filter(([key]) => key !== COMMENT_KEY);
}

/** A value as an error message shows it: JSON, cut when long. */
export function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
