import { decode as unpack, encode as pack, ExtData } from "@msgpack/msgpack";
import { attributesOf, blocksOf, type BlockSchema, type NestedType } from "../schema/model";

/**
 * A Terraform value as it travels: msgpack, with an unknown value as extension data. A value of
 * `dynamic` type is a pair of its type's JSON (bytes) and the value.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | ExtData
  | Value[]
  | { [name: string]: Value };

/** An object value: a resource, a block, a map. */
export type ObjectValue = Record<string, Value>;

/** A value that only an apply tells. Extension type 0; type 12 carries refinements and is only read. */
export const UNKNOWN: Value = new ExtData(0, new Uint8Array([0]));

/** Whether a value itself (not something inside it) is unknown. */
export const isUnknown = (value: Value | undefined): value is ExtData => value instanceof ExtData;

/** Whether a value is an object or map. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !isUnknown(value)
  );
}

/** Whether nothing inside a value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}

/** The message `DynamicValue` of the plugin protocol. */
export interface DynamicValue {
  msgpack?: Uint8Array;
  json?: Uint8Array;
}

/** Reads a `DynamicValue`; an absent one is null. */
export function decode(value: DynamicValue | null | undefined): Value {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) {
    return unpack(value.msgpack) as Value;
  }
  if (value?.json !== undefined && value.json.length > 0) {
    return JSON.parse(Buffer.from(value.json).toString("utf8")) as Value;
  }
  return null;
}

/** Writes a `DynamicValue`. */
export const encode = (value: Value): DynamicValue => ({ msgpack: pack(value) });

/** Reads a `DynamicValue` that must be an object or null. */
export function decodeObject(value: DynamicValue | null | undefined): ObjectValue | null {
  const decoded = decode(value);
  if (decoded === null || isObject(decoded)) return decoded;
  throw new Error(`expected an object on the wire, got ${JSON.stringify(decoded)}`);
}

/** A value of `dynamic` type, whose type is that of the JSON value given. */
export function dynamicValue(value: Value): Value {
  return [Buffer.from(JSON.stringify(typeOfJson(value))), value];
}

function typeOfJson(value: Value): unknown {
  if (Array.isArray(value)) return ["tuple", value.map(typeOfJson)];
  if (isObject(value)) {
    return [
      "object",
      Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typeOfJson(v)])),
    ];
  }
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number" || typeof value === "bigint") return "number";
  return value === null ? "dynamic" : "string";
}

/**
 * Makes a value complete for a body: every attribute present (null when it was not), every nested
 * block of many an empty collection, nothing the schema does not know.
 */
export function conform(body: BlockSchema | NestedType, value: ObjectValue): ObjectValue {
  const out: ObjectValue = {};
  for (const [name, { nested_type, type }] of attributesOf(body)) {
    const given = value[name] ?? null;
    out[name] =
      nested_type !== undefined && given !== null
        ? mapElements(nested_type.nesting_mode, given, (e) => conform(nested_type, e))
        : type === "dynamic"
          ? asDynamic(given)
          : given;
  }
  for (const [name, nested] of "nesting_mode" in body ? [] : blocksOf(body)) {
    const given = value[name] ?? emptyBlocks(nested.nesting_mode);
    out[name] = mapElements(nested.nesting_mode, given, (e) => conform(nested.block, e));
  }
  return out;
}

/** In state files a dynamic value is `{ value, type }`; on the wire it is a pair. */
function asDynamic(value: Value): Value {
  if (!isObject(value)) return value;
  const { type, value: inner = null } = value;
  if (type === undefined) return dynamicValue(value);
  return [Buffer.from(JSON.stringify(type)), inner];
}

/** What an absent nested block is, by how it nests. */
export function emptyBlocks(nesting: string): Value {
  if (nesting === "map") return {};
  return nesting === "list" || nesting === "set" ? [] : null;
}

/** Applies a function to every element of a nested block or attribute; unknown and null stay. */
export function mapElements(
  nesting: string,
  value: Value,
  change: (element: ObjectValue, key: number | string) => ObjectValue,
): Value {
  if (Array.isArray(value)) return value.map((e, i) => (isObject(e) ? change(e, i) : e));
  if (!isObject(value)) return value;
  if (nesting !== "map") return change(value, 0);
  return Object.fromEntries(
    Object.entries(value).map(([key, e]) => [key, isObject(e) ? change(e, key) : e]),
  );
}

/** The element of a nested value at the place another value has one. */
export function elementAt(value: Value | undefined, key: number | string): ObjectValue | null {
  const found = Array.isArray(value)
    ? value[key as number]
    : isObject(value)
      ? typeof key === "string"
        ? value[key]
        : value
      : null;
  return isObject(found) ? found : null;
}
