import type { Json } from "../hcl";
import { addressesOf, type Fragment, fragmentsByPart, isObject, textOf } from "./fragments";
import type { ModuleStack } from "./module-stack";

/**
 * What users of a module depend on: a rename of any of it breaks a configuration or replaces a resource.
 * The list is committed, and synth never rewrites it unasked.
 */
export interface ModuleInterface {
  readonly requiredVersion: string;
  readonly requiredProviders: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, { type: string; required: boolean }>>;
  readonly outputs: Readonly<Record<string, { sensitive: boolean }>>;
  /** State addresses, sorted. */
  readonly addresses: readonly string[];
  /** Paths of the generated files, sorted. */
  readonly files: readonly string[];
}

/** Reads the interface off a stack. */
export function interfaceOf(stack: ModuleStack, files: readonly string[]): ModuleInterface {
  const fragments = [...fragmentsByPart(stack).values()].flat();
  const terraform = section(fragments, "terraform");
  return {
    requiredVersion: textOf(terraform.required_version),
    requiredProviders: mapValues(terraform.required_providers, (provider) =>
      isObject(provider) ? `${textOf(provider.source)} ${textOf(provider.version)}` : "",
    ),
    variables: mapValues(section(fragments, "variable"), (variable) => ({
      type: isObject(variable) ? textOf(variable.type) : "any",
      required: isObject(variable) && !("default" in variable),
    })),
    outputs: mapValues(section(fragments, "output"), (output) => ({
      sensitive: isObject(output) && output.sensitive === true,
    })),
    addresses: fragments
      .flatMap(addressesOf)
      .filter((address) => !/^(var|output|local|provider)\./.test(address))
      .sort(),
    files: [...files].sort(),
  };
}

/** Lines that say how two interfaces differ: `- aws_s3_bucket.events`, `+ variable region string`. */
export function compareInterfaces(before: ModuleInterface, after: ModuleInterface): string[] {
  const old = new Set(entriesOf(before));
  const now = new Set(entriesOf(after));
  return [
    ...[...old].filter((entry) => !now.has(entry)).map((entry) => `- ${entry}`),
    ...[...now].filter((entry) => !old.has(entry)).map((entry) => `+ ${entry}`),
  ];
}

/** One line for each thing that a user may depend on. Where a file's text stands is no such thing. */
function entriesOf(value: ModuleInterface): string[] {
  return [
    `terraform ${value.requiredVersion}`,
    ...Object.values(value.requiredProviders).map((provider) => `provider ${provider}`),
    ...Object.entries(value.variables).map(
      ([name, { type, required }]) =>
        `variable ${name} ${type}, ${required ? "required" : "optional"}`,
    ),
    ...Object.entries(value.outputs).map(
      ([name, { sensitive }]) => `output ${name}${sensitive ? ", sensitive" : ""}`,
    ),
    ...value.addresses,
    ...value.files.map((file) => `file ${file}`),
  ];
}

function section(fragments: readonly Fragment[], name: string): Record<string, Json> {
  return Object.assign({}, ...fragments.map((fragment) => fragment[name] ?? {})) as Record<
    string,
    Json
  >;
}

function mapValues<T>(value: Json | undefined, map: (value: Json) => T): Record<string, T> {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, v]) => [key, map(v)]));
}
