import { type Json, printHcl } from "../hcl";
import { Fragment, fragmentsByPart, isObject } from "./fragments";
import { markerLine } from "./marker";
import type { ModuleFile } from "./module-file";
import type { ModuleStack } from "./module-stack";
import { readme } from "./readme";

/** How a module's configuration is written: HCL, or the JSON that Terraform reads as well. */
export type ModuleFormat = "hcl" | "json";

export const MODULE_FORMATS: readonly ModuleFormat[] = ["hcl", "json"];

/** Renders the configuration of a module, one file a part, and adds the files that it carries. */
export function renderModule(stack: ModuleStack, format: ModuleFormat): ModuleFile[] {
  const configuration = [...fragmentsByPart(stack)].map(([part, fragments]) => ({
    path: `${part.node.id}.${format === "hcl" ? "tf" : "tf.json"}`,
    content:
      format === "hcl" ? renderHcl(part.source, fragments) : renderJson(part.source, fragments),
  }));
  return [...configuration, readme(stack), ...stack.files];
}

function renderHcl(source: string, fragments: Fragment[]): string {
  const blocks = joinLocals(fragments).map((fragment) => printHcl(fragment));
  return [`# ${markerLine(source)}\n`, ...blocks].join("\n");
}

/** Neighbouring locals share one block. */
function joinLocals(fragments: Fragment[]): Fragment[] {
  const joined: Fragment[] = [];
  for (const fragment of fragments) {
    const last = joined.at(-1);
    if (last && isObject(last.locals) && isObject(fragment.locals)) {
      joined[joined.length - 1] = { locals: { ...last.locals, ...fragment.locals } };
    } else joined.push(fragment);
  }
  return joined;
}

function renderJson(source: string, fragments: Fragment[]): string {
  const document: Fragment = { "//": markerLine(source) };
  for (const fragment of fragments) merge(document, withoutComments(fragment) as Fragment);
  return `${JSON.stringify(document, null, 2)}\n`;
}

function merge(target: Fragment, source: Fragment): void {
  for (const [key, value] of Object.entries(source)) {
    const existing = target[key];
    if (isObject(existing) && isObject(value)) merge(existing, value);
    else target[key] = value;
  }
}

/** Terraform skips `//`, and what stands there is meant for the HCL printer. */
function withoutComments(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//")
      .map(([key, v]) => [key, withoutComments(v)]),
  );
}
