/** Block knowledge from the output of `terraform providers schema -json`. */
import { HclError } from "./errors";
import { isObject, type Json, ownValue, show } from "./json";
import { type BlockKnowledge, type BodyKind, type BodyKnowledge } from "./knowledge";

const SECTIONS: Record<BodyKind, string> = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
  provider: "provider",
};

/**
 * Reads what `terraform providers schema -json` prints. Attributes with a `nested_type` are
 * arguments (`x = {…}`); only `block_types` are blocks.
 *
 * @throws HclError when it is something else.
 */
export function blocksFromProviderSchema(json: Json): BlockKnowledge {
  const providers = isObject(json) ? ownValue(json, "provider_schemas") : undefined;
  if (!isObject(providers)) {
    throw new HclError(
      "provider schema",
      `must be the output of "terraform providers schema -json", got ${show(json)}`,
    );
  }
  const schemas = Object.entries(providers);
  return {
    body(kind, type) {
      for (const [source, schema] of schemas) {
        const section = member(schema, SECTIONS[kind]);
        if (kind !== "provider") {
          const found = member(section, type);
          if (found !== undefined) return bodyOf(member(found, "block"));
        } else if (source.split("/").at(-1) === type) {
          return bodyOf(member(section, "block"));
        }
      }
      return undefined;
    },
  };
}

function member(object: Json | undefined, key: string): Json | undefined {
  return isObject(object) ? ownValue(object, key) : undefined;
}

function bodyOf(block: Json | undefined): BodyKnowledge {
  return {
    argument(name) {
      if (member(member(block, "attributes"), name) !== undefined) return { kind: "attribute" };
      const nested = member(member(block, "block_types"), name);
      if (nested === undefined) return undefined;
      const labelled = member(nested, "nesting_mode") === "map";
      return { kind: "block", body: bodyOf(member(nested, "block")), labelled };
    },
  };
}
