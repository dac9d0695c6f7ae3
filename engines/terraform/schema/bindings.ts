import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { extractSchema, type Extracted } from "./extract";
import type { Schema, SchemaSource, TypeKind } from "./model";
import { applyWriteOnly, markSensitive } from "./aws-facts";
import { AWS_EPHEMERAL } from "./aws-ephemeral";

/** Folder of a data source in the bindings: `data-aws-vpc` for `aws_vpc`. */
const DATA = "data-";

/** Folder of the provider's own configuration. */
const PROVIDER = "provider";

/**
 * Schemas of hashicorp/aws, derived from the installed `@cdktf/provider-aws`, one type at a time and
 * only when asked for: all 2,211 together take seconds, a module uses a few dozen.
 */
export function schemasFromBindings(): SchemaSource {
  const lib = join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");
  const cache = new Map<string, Schema | undefined>();
  let folders: Set<string> | undefined;
  const has = (folder: string): boolean => (folders ??= new Set(readdirSync(lib))).has(folder);

  const load = (folder: string): Schema | undefined => {
    if (!cache.has(folder)) {
      cache.set(folder, has(folder) ? extract(join(lib, folder)) : undefined);
    }
    return cache.get(folder);
  };

  return {
    provider: () => {
      const schema = load(PROVIDER);
      if (schema === undefined) throw new Error(`${lib}/provider is missing`);
      return schema;
    },
    typeNames: (kind) => {
      if (kind === "ephemeral") return Object.keys(AWS_EPHEMERAL);
      has(PROVIDER);
      return [...(folders ?? [])]
        .filter(
          (f) => f !== PROVIDER && !f.includes(".") && f.startsWith(DATA) === (kind === "data"),
        )
        .map((f) => typeNameOf(f));
    },
    find: (kind, typeName) => {
      if (kind === "ephemeral") return AWS_EPHEMERAL[typeName];
      const folder = folderOf(kind, typeName);
      return folder === undefined ? undefined : load(folder);
    },
  };
}

/** The bindings' folder for a type: `ecs-service` for `aws_ecs_service`. */
function folderOf(kind: TypeKind, typeName: string): string | undefined {
  const name = /^aws_([a-z0-9_]+)$/.exec(typeName)?.[1]?.replace(/_/g, "-");
  if (name === undefined || name === PROVIDER) return undefined;
  return kind === "data" ? `${DATA}aws-${name}` : name;
}

function typeNameOf(folder: string): string {
  const name = folder.replace(/-/g, "_");
  return folder.startsWith(DATA) ? name.slice(DATA.length) : `aws_${name}`;
}

function extract(folder: string): Schema {
  const { typeName, schema } = schemaInFolder(folder);
  markSensitive(typeName, schema.block);
  applyWriteOnly(schema.block);
  return schema;
}

/** The schema of the one type in a folder of any provider's bindings, as the bindings tell it. */
export function schemaInFolder(folder: string): Extracted {
  return extractSchema(sourcesIn(folder).map(originalTypeScript).join("\n"));
}

/** `index.js`, and for the few largest types `index-structs/*.js` as well. */
function sourcesIn(folder: string): string[] {
  const structs = join(folder, "index-structs");
  const more = existsSync(structs)
    ? readdirSync(structs).filter((file) => /^structs\d+\.js$/.test(file))
    : [];
  return [join(folder, "index.js"), ...more.map((file) => join(structs, file))];
}

/**
 * The TypeScript a compiled file was made from. The bindings publish JavaScript without comments or
 * types; both are in the inline source map.
 */
function originalTypeScript(file: string): string {
  const compiled = readFileSync(file, "utf8");
  const marker = "sourceMappingURL=data:application/json;base64,";
  const start = compiled.lastIndexOf(marker);
  if (start < 0) throw new Error(`${file} carries no inline source map`);
  const map = JSON.parse(
    Buffer.from(compiled.slice(start + marker.length).trim(), "base64").toString("utf8"),
  ) as { sourcesContent?: string[] };
  const source = map.sourcesContent?.[0];
  if (source === undefined) throw new Error(`${file}: the source map holds no source text`);
  return source;
}
