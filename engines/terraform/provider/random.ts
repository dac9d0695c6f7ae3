import { createHash } from "node:crypto";
import type { Behaviour, EphemeralOpener, ResourceApplier } from "./behaviour";
import { uuid } from "./fill";
import type { ObjectValue, Value } from "./values";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** Bytes that look random and are the same in every run. */
function bytes(seed: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 32 < length; i++) {
    blocks.push(createHash("sha256").update(`${seed} ${i}`).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const numberOf = (value: Value | undefined, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

/** Arguments of strings and passwords that are known, with their defaults, when the plan is made. */
function stringDefaults({ number, numeric }: ObjectValue): ObjectValue {
  // `number` is the old name of `numeric`; whichever is set decides for both.
  const digits = numeric ?? number ?? true;
  return {
    lower: true,
    upper: true,
    number: digits,
    numeric: digits,
    special: true,
    min_lower: 0,
    min_upper: 0,
    min_numeric: 0,
    min_special: 0,
  };
}

/** A string with at least as many characters of each kind as asked for, and only of kinds allowed. */
function randomString(config: ObjectValue, seed: string): string {
  const overrides = typeof config.override_special === "string" ? config.override_special : "";
  const kinds: [string, string, string][] = [
    ["lower", "min_lower", LOWER],
    ["upper", "min_upper", UPPER],
    ["numeric", "min_numeric", DIGITS],
    ["special", "min_special", overrides || SPECIAL],
  ];
  const allowed = kinds.filter(([flag]) => config[flag] !== false);
  const source = bytes(seed, 4096);
  let at = 0;
  const pick = (alphabet: string): string => alphabet[(source[at++] ?? 0) % alphabet.length] ?? "";
  const length = numberOf(config.length, 1);
  const out = kinds.flatMap(([, min, alphabet]) =>
    Array.from({ length: numberOf(config[min], 0) }, () => pick(alphabet)),
  );
  const all = allowed.map(([, , alphabet]) => alphabet).join("");
  while (out.length < length && all !== "") out.push(pick(all));
  return out.join("");
}

const stringApplier: ResourceApplier = (known, { seed }) => {
  const result = randomString(known, seed);
  return { result, id: "bcrypt_hash" in known ? "none" : result };
};

const password: EphemeralOpener = (config, { seed }) => {
  // The ephemeral variant never had the old name.
  const unset = Object.entries(stringDefaults(config)).filter(
    ([name]) => name !== "number" && (config[name] ?? null) === null,
  );
  return { ...Object.fromEntries(unset), result: randomString(config, seed) };
};

/** hashicorp/random, offline: right in length and alphabet, the same in every run. */
export const randomBehaviour: Behaviour = {
  text: () => undefined,
  planned: (typeName, config) =>
    typeName === "random_password" || typeName === "random_string"
      ? stringDefaults(config)
      : typeName === "random_pet"
        ? { length: 2, separator: "-" }
        : {},
  resources: {
    random_password: stringApplier,
    random_string: stringApplier,
    random_id: (known, { seed }) => {
      const b = bytes(seed, numberOf(known.byte_length, 8));
      const prefix = typeof known.prefix === "string" ? known.prefix : "";
      const url = b.toString("base64url");
      return {
        b64_url: prefix + url,
        b64_std: prefix + b.toString("base64"),
        hex: prefix + b.toString("hex"),
        dec: prefix + BigInt(`0x${b.toString("hex")}`).toString(),
        id: url,
      };
    },
    random_bytes: (known, { seed }) => {
      const b = bytes(seed, numberOf(known.length, 1));
      return { hex: b.toString("hex"), base64: b.toString("base64") };
    },
    random_uuid: (_, { seed }) => ({ result: uuid(seed), id: uuid(seed) }),
    random_integer: ({ min, max }, { seed }) => {
      const low = numberOf(min, 0);
      const result = low + (bytes(seed, 4).readUInt32BE() % (numberOf(max, low) - low + 1));
      return { result, id: String(result) };
    },
    random_pet: ({ prefix }, { seed }) => ({
      id: [
        ...(typeof prefix === "string" ? [prefix] : []),
        "calm",
        `otter${seed.slice(0, 4)}`,
      ].join("-"),
    }),
    random_shuffle: ({ input, result_count: count }) => {
      const items = Array.isArray(input) ? [...input].reverse() : [];
      return { result: items.slice(0, numberOf(count, items.length)), id: "-" };
    },
  },
  dataSources: {},
  ephemerals: { random_password: password },
};
