import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Schema, SchemaSource, TypeKind } from "./model";

interface SchemaFile {
  provider_schemas: Record<string, ProviderEntry>;
}

interface ProviderEntry {
  provider: Schema;
  resource_schemas?: Record<string, Schema>;
  data_source_schemas?: Record<string, Schema>;
  ephemeral_resource_schemas?: Record<string, Schema>;
}

/**
 * Schemas of one provider from a file in the format of `terraform providers schema -json`.
 *
 * @param name file name in `schemas/`, without `.json`
 */
export function schemasFromJson(name: string): SchemaSource {
  let loaded: ProviderEntry | undefined;
  const entry = (): ProviderEntry => (loaded ??= read(name));
  const ofKind = (kind: TypeKind): Record<string, Schema> => {
    const { resource_schemas, data_source_schemas, ephemeral_resource_schemas } = entry();
    const byKind = {
      resource: resource_schemas,
      data: data_source_schemas,
      ephemeral: ephemeral_resource_schemas,
    };
    return byKind[kind] ?? {};
  };
  return {
    provider: () => entry().provider,
    typeNames: (kind) => Object.keys(ofKind(kind)),
    find: (kind, typeName) => ofKind(kind)[typeName],
  };
}

function read(name: string): ProviderEntry {
  const file = join(__dirname, "..", "schemas", `${name}.json`);
  const parsed = JSON.parse(readFileSync(file, "utf8")) as SchemaFile;
  const providers = Object.values(parsed.provider_schemas);
  const [first] = providers;
  if (first === undefined || providers.length !== 1) {
    throw new Error(`${file} must describe exactly one provider, got ${providers.length}`);
  }
  return first;
}
