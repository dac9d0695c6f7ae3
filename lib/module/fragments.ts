import { DefaultTokenResolver, StringConcat, TerraformElement, Tokenization } from "cdktf";
import type { Json } from "../hcl";
import type { ModulePart, ModuleStack } from "./module-stack";

/** The Terraform JSON of one element, such as `{ resource: { aws_s3_bucket: { events: … } } }`. */
export type Fragment = Record<string, Json>;

/**
 * The Terraform JSON of each element of a part, in the order of definition, which a merged document of
 * the whole stack has lost: there a data source is far from the resource that it serves.
 */
export function fragmentsOf(part: ModulePart): Fragment[] {
  return part.elements
    .map((element) => resolve(part, element))
    .filter((fragment) => Object.keys(fragment).length > 0);
}

function resolve(scope: ModulePart, element: TerraformElement): Fragment {
  return Tokenization.resolve(element.toTerraform(), {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as Fragment;
}

/** Sections of a document whose entries have one label; the others have a type and a label. */
const ONE_LABEL = new Set(["variable", "output", "locals", "module", "provider", "check"]);

/** Short prefixes, as Terraform writes addresses. */
const PREFIX: Readonly<Record<string, string>> = {
  variable: "var.",
  output: "output.",
  locals: "local.",
  module: "module.",
  provider: "provider.",
  check: "check.",
  resource: "",
  data: "data.",
  ephemeral: "ephemeral.",
};

/** The addresses that a fragment defines: `var.name`, `aws_s3_bucket.events`, `data.aws_region.current`. */
export function addressesOf(fragment: Fragment): string[] {
  return Object.entries(fragment).flatMap(([section, body]) => {
    const prefix = PREFIX[section];
    if (prefix === undefined || !isObject(body)) return [];
    if (ONE_LABEL.has(section)) return Object.keys(body).map((label) => prefix + label);
    return Object.entries(body).flatMap(([type, labels]) =>
      isObject(labels) ? Object.keys(labels).map((label) => `${prefix}${type}.${label}`) : [],
    );
  });
}

/**
 * Every fragment of a stack, by part.
 *
 * @throws Error when two elements have one address: merged, one of them would vanish without a word
 */
export function fragmentsByPart(stack: ModuleStack): ReadonlyMap<ModulePart, Fragment[]> {
  const known = resolvedStacks.get(stack);
  if (known) return known;
  const owners = new Map<string, string>();
  const byPart = new Map<ModulePart, Fragment[]>();
  for (const part of stack.parts) {
    const fragments = fragmentsOf(part);
    for (const address of fragments.flatMap(addressesOf)) {
      const owner = owners.get(address);
      if (owner) throw new Error(`${address} is defined twice: in ${owner} and in ${part.source}`);
      owners.set(address, part.source);
    }
    byPart.set(part, fragments);
  }
  resolvedStacks.set(stack, byPart);
  return byPart;
}

/** A stack is complete when its constructor returns, and is asked for its fragments by several writers. */
const resolvedStacks = new WeakMap<ModuleStack, ReadonlyMap<ModulePart, Fragment[]>>();

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text out of a document; what is no text is shown as JSON. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
