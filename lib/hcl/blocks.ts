/** How blocks lie in JSON: an object for each label, and at every level a list may stand instead. */
import { HclError } from "./errors";
import { isIdentifier } from "./escape";
import { entriesOf, isObject, type Json, type JsonObject, ownValue, show } from "./json";
import { referenceNodes } from "./values";
import { group, type Node } from "./tree";

/** A block's labels and body. */
export interface LabelledBody {
  readonly labels: readonly string[];
  readonly body: JsonObject;
  readonly address: string;
}

/**
 * The bodies under a block type without labels: an object, a list of objects, or null for none.
 *
 * @throws HclError for anything else
 */
export function bodiesOf(value: Json, address: string): JsonObject[] {
  if (value === null) return [];
  if (isObject(value)) return [value];
  if (!Array.isArray(value)) {
    throw new HclError(
      address,
      `must be a block (an object, or a list of objects), got ${show(value)}`,
    );
  }
  return value.flatMap((element) => {
    if (element === null) return [];
    if (!isObject(element)) {
      throw new HclError(
        address,
        `must be a list of blocks (objects), but it has ${show(element)}`,
      );
    }
    return [element];
  });
}

/**
 * The bodies under a block type with labels.
 *
 * @param count how many labels the type has
 * @throws HclError when a label is not a name, or a level is not an object
 */
export function labelledBodies(value: Json, count: number, address: string): LabelledBody[] {
  return bodiesOf(value, address).flatMap((body) => {
    if (count === 0) return [{ labels: [], body, address }];
    return Object.entries(body).flatMap(([label, inner]) => {
      checkName(label, `${address}.${label}`);
      return labelledBodies(inner, count - 1, `${address}.${label}`).map((found) => ({
        ...found,
        labels: [label, ...found.labels],
      }));
    });
  });
}

/**
 * Like {@link labelledBodies}, for blocks that may exist only once by name.
 *
 * @throws HclError also when two bodies have the same labels
 */
export function uniqueBodies(value: Json, count: number, address: string): LabelledBody[] {
  const found = labelledBodies(value, count, address);
  const seen = new Set<string>();
  for (const { address: own } of found) {
    if (seen.has(own)) throw new HclError(own, "is declared twice: give one of them another name");
    seen.add(own);
  }
  return found;
}

/** @throws HclError when the text cannot be a name in Terraform */
export function checkName(name: string, address: string): void {
  if (!isIdentifier(name)) {
    throw new HclError(
      address,
      `${JSON.stringify(name)} is not a name: use a letter or _, then letters, digits, _ and -`,
    );
  }
}

/**
 * The values of a body with a fixed set of keys.
 *
 * @throws HclError when the body has another key
 */
export function knownKeys(body: JsonObject, keys: readonly string[], address: string): void {
  for (const [key] of entriesOf(body)) {
    if (!keys.includes(key)) {
      throw new HclError(address, `"${key}" is not known here: use one of ${keys.join(", ")}`);
    }
  }
}

/** The value under the key, with null as absent. */
export function present(body: JsonObject, key: string): Json | undefined {
  return ownValue(body, key) ?? undefined;
}

/** @throws HclError when the value is not true or false */
export function checkBoolean(value: Json, address: string): boolean {
  if (typeof value !== "boolean")
    throw new HclError(address, `must be true or false, got ${show(value)}`);
  return value;
}

/** @throws HclError when the value is not text */
export function checkText(value: Json, address: string): string {
  if (typeof value !== "string") throw new HclError(address, `must be text, got ${show(value)}`);
  return value;
}

/** @throws HclError when the value is not a list of references */
export function referenceList(value: Json, address: string): Node[] {
  if (!Array.isArray(value)) {
    throw new HclError(address, `must be a list of references, got ${show(value)}`);
  }
  return [
    group(
      "[",
      value.map((element) => ({ value: referenceNodes(element, address, "an entry") })),
    ),
  ];
}
