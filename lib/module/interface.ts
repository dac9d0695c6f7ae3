import type { Json } from "../hcl";
import { addressesOf, type Fragment, fragmentsByPart, isObject, textOf } from "./fragments";
import type { ModuleStack } from "./module-stack";

/** An input variable, as its users see it. What is optional here is missing in lists of an older form. */
export interface VariableInterface {
  /** The type expression, as it stands in the module. */
  readonly type: string;
  readonly required: boolean;
  /** Its default where it has one, which may be null; missing where it is required. */
  readonly default?: Json;
  /** Whether null is a value of its own; false means that null stands for the default. */
  readonly nullable?: boolean;
  readonly sensitive?: boolean;
  readonly ephemeral?: boolean;
  /** The conditions of its validations, as expressions. */
  readonly validations?: readonly string[];
}

/** An output, as users of the module see it. */
export interface OutputInterface {
  readonly sensitive: boolean;
  readonly ephemeral?: boolean;
}

/** A `moved` block: the state of one address belongs to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * What users of a module depend on: a rename of any of it breaks a configuration or replaces a resource.
 * The list is committed, and synth never rewrites it unasked.
 */
export interface ModuleInterface {
  readonly requiredVersion: string;
  readonly requiredProviders: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, VariableInterface>>;
  readonly outputs: Readonly<Record<string, OutputInterface>>;
  /** State addresses, sorted. */
  readonly addresses: readonly string[];
  /** The `moved` blocks, sorted; missing in lists of an older form. */
  readonly moved?: readonly Move[];
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
    variables: mapValues(section(fragments, "variable"), variableOf),
    outputs: mapValues(section(fragments, "output"), (output) => ({
      sensitive: isObject(output) && output.sensitive === true,
      ephemeral: isObject(output) && output.ephemeral === true,
    })),
    addresses: fragments
      .flatMap(addressesOf)
      .filter((address) => !/^(var|output|local|provider)\./.test(address))
      .sort(),
    moved: fragments.flatMap(({ moved }) => movesOf(moved)).sort(byFrom),
    files: [...files].sort(),
  };
}

function variableOf(variable: Json): VariableInterface {
  const of = isObject(variable) ? variable : {};
  return {
    type: of.type === undefined ? "any" : textOf(of.type),
    required: !("default" in of),
    ...("default" in of ? { default: of.default } : {}),
    nullable: of.nullable !== false,
    sensitive: of.sensitive === true,
    ephemeral: of.ephemeral === true,
    validations: bodies(of.validation).map(({ condition }) => expressionOf(condition)),
  };
}

/** The `moved` section of Terraform JSON: one object or a list of them. */
export function movesOf(section: Json | undefined): Move[] {
  return bodies(section).map(({ from, to }) => ({
    from: expressionOf(from),
    to: expressionOf(to),
  }));
}

function byFrom(a: Move, b: Move): number {
  return a.from < b.from ? -1 : 1;
}

function bodies(value: Json | undefined): { [key: string]: Json }[] {
  return (Array.isArray(value) ? value : [value]).filter((body) => isObject(body));
}

/** `var.a > 1` out of `${var.a > 1}`. */
function expressionOf(value: Json | undefined): string {
  return textOf(value).replace(/^\$\{([^]*)\}$/u, "$1");
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
    ...Object.entries(value.variables).flatMap(variableEntries),
    ...Object.entries(value.outputs).map(
      ([name, { sensitive, ephemeral }]) =>
        `output ${name}${sensitive ? ", sensitive" : ""}${ephemeral ? ", ephemeral" : ""}`,
    ),
    ...value.addresses,
    ...(value.moved ?? []).map(({ from, to }) => `moved ${from} to ${to}`),
    ...value.files.map((file) => `file ${file}`),
  ];
}

function variableEntries([name, variable]: [string, VariableInterface]): string[] {
  const { type, required, nullable, sensitive, ephemeral, validations = [] } = variable;
  const traits = [
    required ? "required" : "optional",
    ...("default" in variable ? [`default ${JSON.stringify(variable.default)}`] : []),
    ...(nullable === false ? ["never null"] : []),
    ...(sensitive ? ["sensitive"] : []),
    ...(ephemeral ? ["ephemeral"] : []),
  ];
  return [
    `variable ${name} ${type}, ${traits.join(", ")}`,
    ...validations.map((condition) => `variable ${name} only if ${condition}`),
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
