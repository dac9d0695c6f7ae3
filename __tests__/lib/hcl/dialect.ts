/**
 * `@cdktf/hcl2json` gives back JSON, but not the JSON that Terraform reads. This turns Terraform JSON
 * into its dialect, independently of the printer, so that the two can be compared. The differences, all of
 * them losses of that library and none of the printed text:
 *
 * - every block body is in a list, with or without labels;
 * - text that is code (references, types, keywords) comes as `${…}`;
 * - text that is never a template (descriptions, defaults, `terraform {}`) has its `${` escaped;
 * - Unicode is in normal form C, as HCL defines strings;
 * - comments are gone, and so are null blocks.
 */
import {
  type BlockKnowledge,
  type BodyKnowledge,
  type Json,
  type TerraformJson,
} from "../../../lib/hcl";

type Fields = { [key: string]: Json };
type Convert = (value: Json) => Json;

const isFields = (value: Json): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const code: Convert = (value) => (typeof value === "string" ? `\${${value}}` : value);
const codes: Convert = (value) => (Array.isArray(value) ? value.map(code) : value);

/** Applies to each text and each key. */
function texts(value: Json, convert: (text: string) => string): Json {
  if (typeof value === "string") return convert(value);
  if (Array.isArray(value)) return value.map((element) => texts(element, convert));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [convert(key), texts(inner, convert)]),
  );
}

const template: Convert = (value) => texts(value, (text) => text.normalize("NFC"));
const literal: Convert = (value) =>
  texts(value, (text) => text.normalize("NFC").replace(/([$%])\{/g, "$1$1{"));

const bodies = (value: Json): Fields[] => (Array.isArray(value) ? value : [value]).filter(isFields);

function mapFields(body: Fields, convert: (key: string, value: Json) => Json | undefined): Fields {
  const result: Fields = {};
  for (const [key, value] of Object.entries(body)) {
    const converted = key === "//" ? undefined : convert(key, value);
    if (converted !== undefined) result[key] = converted;
  }
  return result;
}

const blocks = (value: Json, convert: (key: string, value: Json) => Json | undefined): Json =>
  bodies(value).map((body) => mapFields(body, convert));

/** Walks down the labels, then converts the bodies. */
function labelled(value: Json, labels: number, convert: Convert): Json {
  if (labels === 0) return convert(value);
  const merged: Fields = {};
  for (const body of bodies(value)) {
    for (const [label, inner] of Object.entries(body))
      merged[label] = labelled(inner, labels - 1, convert);
  }
  return merged;
}

const condition: Convert = (value) => blocks(value, (_, inner) => template(inner));

function provided(value: Json, knowledge: BodyKnowledge | undefined, top: boolean): Json {
  return blocks(value, (key, inner) => {
    if (top && key === "depends_on") return codes(inner);
    if (top && key === "provider") return code(inner);
    if (top && key === "lifecycle") return blocks(inner, lifecycle);
    if (top && key === "provisioner") {
      const merged: { [type: string]: Json[] } = {};
      for (const one of bodies(inner)) {
        for (const [type, body] of Object.entries(one)) {
          (merged[type] ??= []).push(...(blocks(body, provisioner) as Json[]));
        }
      }
      return merged;
    }
    if (top && key === "connection") return condition(inner);
    if (key === "dynamic") {
      return labelled(inner, 1, (one) =>
        blocks(one, (name, part) => {
          if (name === "iterator") return code(part);
          return name === "content" ? provided(part, undefined, false) : template(part);
        }),
      );
    }
    const known = knowledge?.argument(key);
    if (known?.kind !== "block") return template(inner);
    const found = provided(inner, known.body, false) as Json[];
    return found.length === 0 ? undefined : found;
  });
}

function lifecycle(key: string, value: Json): Json {
  if (key === "ignore_changes" || key === "replace_triggered_by")
    return Array.isArray(value) ? codes(value) : code(value);
  return key.endsWith("condition") ? condition(value) : value;
}

function provisioner(key: string, value: Json): Json {
  if (key === "when" || key === "on_failure") return code(value);
  return key === "connection" ? condition(value) : template(value);
}

function variable(key: string, value: Json): Json | undefined {
  if (value === null && key !== "default") return undefined;
  if (key === "type") return code(value);
  return key === "validation" ? condition(value) : literal(value);
}

function output(key: string, value: Json): Json | undefined {
  if (value === null && key !== "value") return undefined;
  if (key === "depends_on") return codes(value);
  if (key === "precondition") return condition(value);
  return key === "value" ? template(value) : literal(value);
}

function module(key: string, value: Json): Json {
  if (key === "depends_on") return codes(value);
  if (key === "providers" && isFields(value)) return mapFields(value, (_, inner) => code(inner));
  return key === "source" || key === "version" ? literal(value) : template(value);
}

function settings(key: string, value: Json): Json {
  return key === "workspaces" ? blocks(value, (_, inner) => literal(inner)) : literal(value);
}

function terraformBlock(key: string, value: Json): Json {
  switch (key) {
    case "required_providers":
      return blocks(value, (_, provider) =>
        isFields(provider)
          ? mapFields(provider, (name, inner) =>
              name === "configuration_aliases" ? codes(inner) : literal(inner),
            )
          : literal(provider),
      );
    case "backend":
      return labelled(value, 1, (body) => blocks(body, settings));
    case "provider_meta":
      return labelled(value, 1, (body) => blocks(body, settings));
    case "cloud":
      return blocks(value, settings);
    case "experiments":
      return codes(value);
    default:
      return literal(value);
  }
}

function about(key: string, value: Json): Json {
  if (key === "lifecycle") return blocks(value, (_, inner) => inner);
  return key === "id" || key === "for_each" ? template(value) : code(value);
}

/** Terraform JSON in the dialect of hcl2json. */
export function inDialect(document: TerraformJson, knowledge: BlockKnowledge): Fields {
  const convert = (section: string, value: Json): Json => {
    switch (section) {
      case "terraform":
        return blocks(value, terraformBlock);
      case "provider": {
        const merged: { [name: string]: Json[] } = {};
        for (const one of bodies(value)) {
          for (const [name, body] of Object.entries(one)) {
            (merged[name] ??= []).push(
              ...(provided(body, knowledge.body("provider", name), false) as Json[]),
            );
          }
        }
        return merged;
      }
      case "resource":
      case "data":
      case "ephemeral":
        return types(section, value, knowledge);
      case "variable":
        return labelled(value, 1, (body) => blocks(body, variable));
      case "output":
        return labelled(value, 1, (body) => blocks(body, output));
      case "module":
        return labelled(value, 1, (body) => blocks(body, module));
      case "locals":
        return blocks(value, (_, inner) => template(inner));
      case "check":
        return labelled(value, 1, (body) =>
          blocks(body, (key, inner) =>
            key === "data" ? types("data", inner, knowledge) : condition(inner),
          ),
        );
      default:
        return blocks(value, about);
    }
  };
  return mapFields(document, (section, value) => convert(section, value));
}

function types(
  kind: "resource" | "data" | "ephemeral",
  value: Json,
  knowledge: BlockKnowledge,
): Json {
  const merged: Fields = {};
  for (const body of bodies(value)) {
    for (const [type, inner] of Object.entries(body)) {
      const named = labelled(inner, 1, (one) => provided(one, knowledge.body(kind, type), true));
      merged[type] = { ...(merged[type] as Fields | undefined), ...(named as Fields) };
    }
  }
  return merged;
}

/** Sorts all keys as hcl2json does, by their bytes. */
export function sorted<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (!isFields(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)])) as T;
}

/**
 * The way back, for printing a second time: Terraform JSON whose texts are literal again where Terraform
 * reads them so. The printer itself understands `${…}` where code is expected.
 */
export function fromDialect(document: TerraformJson): TerraformJson {
  const undo: Convert = (value) => texts(value, (text) => text.replace(/([$%])\1\{/g, "$1{"));
  const literalKeys: Record<string, readonly string[]> = {
    variable: ["description", "default"],
    output: ["description"],
    module: ["source", "version"],
  };
  return mapFields(document, (section, value) => {
    if (section === "terraform") return undo(value);
    const keys = literalKeys[section];
    if (keys === undefined) return value;
    return labelled(value, 1, (body) =>
      blocks(body, (key, inner) => (keys.includes(key) ? undo(inner) : inner)),
    );
  });
}
