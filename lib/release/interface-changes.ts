import type { Json } from "../hcl";
import type { ModuleInterface, OutputInterface, VariableInterface } from "../module/interface";
import type { Moves } from "./moves";
import { addressChanges } from "./address-changes";
import type { Bump, Change } from "./bump";
import { conditionChanges } from "./condition-changes";
import { typeChanges } from "./type-changes";
import { compareRanges } from "./version-range";

/**
 * Why a module's next version must be a major, minor or patch one, as far as its interface tells: one line for
 * each reason. What cannot be shown to be compatible is major. Traits that one of the lists does not record are
 * not compared; {@link unrecorded} names them.
 *
 * @param moves the `moved` blocks of the module as it is now, beside those of the list
 */
export function interfaceChanges(
  before: ModuleInterface,
  after: ModuleInterface,
  moves: Moves = { all: [], own: [] },
): Change[] {
  return [
    ...rangeChange("required_version of Terraform", before.requiredVersion, after.requiredVersion),
    ...each(before.requiredProviders, after.requiredProviders, {
      gone: (name) => major(`provider ${name} is no longer required: who passes it gets an error`),
      added: (name) => major(`provider ${name} is newly required`),
      kept: providerChanges,
    }),
    ...each(before.variables, after.variables, {
      gone: (name) => major(`variable ${name} is gone`),
      added: (name, { required }) =>
        required
          ? major(`variable ${name} is new and required`)
          : [{ bump: "minor", text: `variable ${name} is new, and optional` }],
      kept: variableChanges,
    }),
    ...each(before.outputs, after.outputs, {
      gone: (name) => major(`output ${name} is gone`),
      added: (name) => [{ bump: "minor", text: `output ${name} is new` }],
      kept: outputChanges,
    }),
    ...addressChanges(before, after, moves),
  ];
}

const TRAITS = ["nullable", "sensitive", "ephemeral", "validations"] as const;

/** What a list does not record, because it has an older form: such as `nullable`, or `moved`. */
export function unrecorded({ variables, outputs, moved }: ModuleInterface): string[] {
  const all = Object.values(variables);
  const missing: string[] = TRAITS.filter((trait) => all.some((one) => one[trait] === undefined));
  if (all.some((one) => !one.required && !("default" in one))) missing.unshift("default");
  if (Object.values(outputs).some((one) => one.ephemeral === undefined)) {
    missing.push("ephemeral of outputs");
  }
  return moved ? missing : [...missing, "moved"];
}

function variableChanges(
  name: string,
  before: VariableInterface,
  after: VariableInterface,
): Change[] {
  const what = `variable ${name}`;
  return [
    ...typeChanges(what, before.type, after.type),
    ...defaultChanges(what, before, after),
    ...nullableChanges(what, before, after),
    ...flag(before.sensitive, after.sensitive, {
      on: ["minor", `${what} became sensitive`],
      off: ["minor", `${what} is no longer sensitive: plans show it`],
    }),
    ...flag(before.ephemeral, after.ephemeral, {
      on: ["minor", `${what} takes ephemeral values`],
      off: ["major", `${what} no longer takes ephemeral values`],
    }),
    ...(before.validations && after.validations
      ? conditionChanges(what, before.validations, after.validations)
      : []),
  ];
}

function defaultChanges(
  what: string,
  before: VariableInterface,
  after: VariableInterface,
): Change[] {
  if (!before.required && after.required) return major(`${what} became required`);
  if (before.required && !after.required) {
    return [{ bump: "minor", text: `${what} need not be set any more` }];
  }
  if (!("default" in before) || !("default" in after)) return [];
  const [old, now] = [canonical(before.default), canonical(after.default)];
  if (old === now) return [];
  const text = `${what}: its default ${old} became ${now}, for all who do not set it`;
  return [{ bump: "minor", text }];
}

/** Null means the default where a variable is not nullable, and itself where it is. */
function nullableChanges(
  what: string,
  before: VariableInterface,
  after: VariableInterface,
): Change[] {
  return flag(before.nullable, after.nullable, {
    on: before.required
      ? ["minor", `${what} may be null`]
      : ["major", `${what} may be null: null no longer stands for the default`],
    off: ["major", `${what} may not be null any more`],
  });
}

function outputChanges(name: string, before: OutputInterface, after: OutputInterface): Change[] {
  const what = `output ${name}`;
  return [
    ...flag(before.sensitive, after.sensitive, {
      on: ["major", `${what} became sensitive: an output that passes it on is refused`],
      off: ["minor", `${what} is no longer sensitive: plans show it`],
    }),
    ...flag(before.ephemeral, after.ephemeral, {
      on: ["major", `${what} became ephemeral: it can no longer be used everywhere`],
      off: ["minor", `${what} is no longer ephemeral`],
    }),
  ];
}

/** A provider is recorded as its source and its range: `hashicorp/aws >= 6.25, < 7.0`. */
function providerChanges(name: string, before: string, after: string): Change[] {
  const [oldSource, oldRange] = splitProvider(before);
  const [source, range] = splitProvider(after);
  if (oldSource !== source) return major(`provider ${name}: ${oldSource} became ${source}`);
  return rangeChange(`provider ${name}`, oldRange, range);
}

function splitProvider(text: string): [string, string] {
  const at = text.indexOf(" ");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function rangeChange(what: string, before: string, after: string): Change[] {
  const texts = `"${before}" became "${after}"`;
  switch (compareRanges(before, after)) {
    case "same":
      return [];
    case "wider":
      return [{ bump: "minor", text: `${what}: ${texts}, which takes more versions` }];
    case "narrower":
      return major(`${what}: ${texts}, which refuses versions that were fine`);
  }
}

function flag(
  before: boolean | undefined,
  after: boolean | undefined,
  { on, off }: Record<"on" | "off", readonly [Bump, string]>,
): Change[] {
  if (before === undefined || after === undefined || before === after) return [];
  const [bump, text] = after ? on : off;
  return [{ bump, text }];
}

function each<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  on: {
    gone: (name: string) => Change[];
    added: (name: string, value: T) => Change[];
    kept: (name: string, before: T, after: T) => Change[];
  },
): Change[] {
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  return [
    ...[...old.keys()].filter((name) => !now.has(name)).flatMap((name) => on.gone(name)),
    ...[...now].flatMap(([name, value]) => {
      const known = old.get(name);
      return known === undefined ? on.added(name, value) : on.kept(name, known, value);
    }),
  ];
}

function major(text: string): Change[] {
  return [{ bump: "major", text }];
}

/** JSON with sorted keys: their order is no change. */
function canonical(value: Json | undefined): string {
  return JSON.stringify(value, (_, part: Json) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
