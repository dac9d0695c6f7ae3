/**
 * What the text of a generated binding says about blocks.
 *
 * Each type's class has `synthesizeHclAttributes()`, and each nested struct a function
 * `xxxToHclTerraform(struct)`, with entries such as
 *
 *     load_balancer: {
 *         value: cdktf.listMapperHcl(ecsServiceLoadBalancerToHclTerraform, true)(this._loadBalancer…),
 *         isBlock: true,
 *         type: "set",
 *
 * `isBlock` only says that the value is a struct. Which it is shows in `value` and `type` (counted over
 * all types of provider-aws 21 and provider-azurerm 14):
 *
 * | value                                  | type        | what it is                                     |
 * | -------------------------------------- | ----------- | ---------------------------------------------- |
 * | `stringToHclTerraform` and its kind    | simple      | argument                                       |
 * | `hashMapperHcl(stringTo…)`             | map         | argument                                       |
 * | `listMapperHcl(stringTo…, false)`      | list, set   | argument                                       |
 * | `listMapperHcl(structTo…, true)`       | list, set   | block, any number                              |
 * | `listMapperHcl(structTo…, false)`      | list, set   | argument: a list of objects ("attributes as    |
 * |                                        |             | blocks" such as aws_security_group.ingress)    |
 * | `structTo…(x)`                         | list, set   | block, at most one (max_items = 1)             |
 * | `structTo…(x)`                         | struct      | either: a single block (`timeouts`) or an      |
 * |                                        |             | object argument (aws_s3tables_table)           |
 * | `hashMapperHcl(structTo…)`             | map         | either, as above                               |
 * | `anyToHclTerraform`                    | simple      | block whose content cdktf gave up on           |
 * |                                        |             | (aws_wafv2_web_acl.rule.statement)             |
 *
 * Where the code leaves it open, the doc comment in the `.d.ts` tells: cdktf writes "timeouts block"
 * above a property that comes from a block, and nothing above one that comes from an attribute.
 * A value may be prefixed by `struct.x === undefined ? null :` (lists of objects, whose members must all
 * be set). Very large types keep their structs in `index-structs/`.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type ArgumentKnowledge, type BodyKnowledge, UNKNOWN_BODY } from "../hcl/knowledge";
import { bindingFile } from "./binding-file";

const ATTRIBUTE: ArgumentKnowledge = { kind: "attribute" };

/** One entry of a `…ToHclTerraform` function; sticky, so nothing is scanned twice. */
const ENTRY =
  /\s*"?([A-Za-z0-9_]+)"?: \{\s*value: ([^\n]*),\s*isBlock: (?:true|false),\s*type: "(\w+)",\s*storageClassType: "\w+",\s*\},/y;

/** `(0, index_structs_1.fooToHclTerraform)(…)`, `cdktf.listMapperHcl(fooToHclTerraform, true)(…)`. */
const VALUE =
  /^(?:\w+\.\w+ === undefined \? null : )?(?:cdktf\.(listMapperHcl|hashMapperHcl)\()?(?:\(0, )?(?:(\w+)\.)?(\w+)ToHclTerraform\)?(?:, (true|false)\))?/;

interface Binding {
  readonly text: string;
  readonly folder: string;
  /** The `.d.ts`, read when first needed. */
  readonly declarations: () => string;
  /** The files of `index-structs/`, read when first needed. */
  readonly structs: () => readonly string[];
}

/** Reads the binding in the folder; undefined when there is none. */
export function readBinding(folder: string): BodyKnowledge | undefined {
  const text = bindingFile(join(folder, "index.js"));
  if (text === undefined) return undefined;
  const start = text.indexOf("synthesizeHclAttributes() {");
  if (start < 0) return undefined;
  const binding: Binding = {
    text,
    folder,
    declarations: once(() => bindingFile(join(folder, "index.d.ts")) ?? ""),
    structs: once(() => structFiles(folder)),
  };
  return bodyAt(binding, text, start, "");
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function structFiles(folder: string): string[] {
  const inner = join(folder, "index-structs");
  if (!existsSync(inner)) return [];
  return readdirSync(inner)
    .filter((name) => /^structs\d+\.js$/.test(name))
    .map((name) => bindingFile(join(inner, name)) ?? "");
}

/** Reads the entries of the function that starts at the position. */
function bodyAt(binding: Binding, text: string, position: number, struct: string): BodyKnowledge {
  const opening = "const attrs = {";
  const start = text.indexOf(opening, position);
  const entries = new Map<string, { value: string; type: string }>();
  ENTRY.lastIndex = start + opening.length;
  for (let found = ENTRY.exec(text); found !== null; found = ENTRY.exec(text)) {
    const [, name = "", value = "", type = ""] = found;
    entries.set(name, { value, type });
  }
  const cache = new Map<string, ArgumentKnowledge>();
  return {
    argument(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const known = cache.get(name) ?? classify(binding, name, entry, struct);
      cache.set(name, known);
      return known;
    },
  };
}

function classify(
  binding: Binding,
  name: string,
  entry: { value: string; type: string },
  struct: string,
): ArgumentKnowledge {
  const [, mapper, qualifier, target = "", isBlock] = VALUE.exec(entry.value) ?? [];
  if (target === "any") return { kind: "block", body: UNKNOWN_BODY };
  if (qualifier === "cdktf" || target === "") return ATTRIBUTE;
  const open = entry.type === "struct" || mapper === "hashMapperHcl";
  const block = open
    ? documentedAsBlock(binding, name, struct)
    : mapper === undefined || isBlock === "true";
  if (!block) return ATTRIBUTE;
  return { kind: "block", body: structBody(binding, target), labelled: mapper === "hashMapperHcl" };
}

/** True when the `.d.ts` says "name block" in the interface that the struct's function belongs to. */
function documentedAsBlock(binding: Binding, name: string, struct: string): boolean {
  const text = binding.declarations();
  const owner = struct.charAt(0).toUpperCase() + struct.slice(1);
  const head =
    struct === ""
      ? /^export interface \w+Config extends /m
      : new RegExp(`^export interface ${owner} \\{`, "m");
  const start = text.search(head);
  const end = text.indexOf("\n}", start);
  return start >= 0 && text.slice(start, end).includes(`* ${name} block\n`);
}

function structBody(binding: Binding, struct: string): BodyKnowledge {
  const head = `function ${struct}ToHclTerraform(struct`;
  const own = binding.text.indexOf(head);
  if (own >= 0) return bodyAt(binding, binding.text, own, struct);
  for (const text of binding.structs()) {
    const at = text.indexOf(head);
    if (at >= 0) return bodyAt(binding, text, at, struct);
  }
  return UNKNOWN_BODY;
}
