/** The `terraform` block. Its texts are never templates. */
import {
  bodiesOf,
  checkName,
  checkText,
  knownKeys,
  labelledBodies,
  present,
  referenceList,
} from "../blocks";
import { commentsOf } from "../comments";
import {
  argumentEntry,
  arranged,
  blockEntry,
  blockLines,
  commented,
  compact,
  type Entry,
  expressionEntry,
} from "../entries";
import { HclError } from "../errors";
import { entriesOf, isObject, type Json, type JsonObject, show } from "../json";
import { group, type Item, type Node, word } from "../tree";
import { valueNodes } from "../values";
import { type Line } from "../writer";

const TERRAFORM_KEYS = [
  "required_version",
  "experiments",
  "required_providers",
  "backend",
  "cloud",
  "provider_meta",
];

/** Prints the `terraform` section. */
export function terraformSection(value: Json): Line[][] {
  return bodiesOf(value, "terraform").map((body) => {
    knownKeys(body, TERRAFORM_KEYS, "terraform");
    const comments = commentsOf(body, "terraform");
    const entries = TERRAFORM_KEYS.flatMap((key) => {
      const one = present(body, key);
      return one === undefined ? [] : terraformArgument(key, one);
    });
    return blockLines("terraform", compact(commented(entries, comments, "terraform")), comments);
  });
}

function terraformArgument(key: string, value: Json): Entry[] {
  const address = `terraform.${key}`;
  switch (key) {
    case "required_version":
      checkText(value, address);
      return [argumentEntry(key, value, "terraform", 1, { mode: "literal" })];
    case "experiments":
      return [expressionEntry(key, referenceList(value, address), 1)];
    case "required_providers":
      return bodiesOf(value, address).map(requiredProviders);
    case "cloud":
      return bodiesOf(value, address).map((body) =>
        blockEntry(key, settingsBlock(key, body, address, CLOUD_BLOCKS)),
      );
    default:
      return labelledBodies(value, 1, address).map(({ labels, body, address: own }) => {
        const [type = ""] = labels;
        const blocks = key === "backend" ? (BACKEND_BLOCKS.get(type) ?? []) : [];
        return blockEntry(key, settingsBlock(`${key} "${type}"`, body, own, blocks));
      });
  }
}

const CLOUD_BLOCKS = ["workspaces"];

/** Backends with blocks in them. All other objects in a backend are arguments. */
const BACKEND_BLOCKS = new Map([
  ["remote", ["workspaces"]],
  ["kubernetes", ["exec"]],
  ["cos", ["assume_role"]],
  ["oss", ["assume_role"]],
]);

/** Objects that are arguments, by name, in the backends that have any. */
const BACKEND_OBJECTS = ["assume_role", "assume_role_with_web_identity", "endpoints", "headers"];

function settingsBlock(
  head: string,
  body: JsonObject,
  address: string,
  blocks: readonly string[],
  depth = 2,
): Line[] {
  const comments = commentsOf(body, address);
  const entries = entriesOf(body).flatMap(([name, value]) => {
    checkName(name, `${address}.${name}`);
    if (blocks.includes(name)) {
      return bodiesOf(value, `${address}.${name}`).map((inner) =>
        blockEntry(name, settingsBlock(name, inner, `${address}.${name}`, [], depth + 1)),
      );
    }
    if (isObject(value) && !BACKEND_OBJECTS.includes(name)) {
      throw new HclError(
        address,
        `"${name}" is ${show(value)}, but it is not known as a block or an object of ${head}`,
      );
    }
    return [argumentEntry(name, value, address, depth, { mode: "literal" })];
  });
  return blockLines(head, arranged(commented(entries, comments, address)), comments);
}

const PROVIDER_KEYS = ["source", "version", "configuration_aliases"];

function requiredProviders(body: JsonObject): Entry {
  const address = "terraform.required_providers";
  const comments = commentsOf(body, address);
  const entries = entriesOf(body).map(([name, value]) => {
    checkName(name, `${address}.${name}`);
    const own = `${address}.${name}`;
    const nodes = isObject(value)
      ? [providerRequirement(value, own)]
      : valueNodes(checkText(value, own), "literal", own);
    return { ...expressionEntry(name, nodes, 2, "argument") };
  });
  return blockEntry(
    "required_providers",
    blockLines("required_providers", compact(commented(entries, comments, address)), comments),
  );
}

function providerRequirement(body: JsonObject, address: string): Node {
  knownKeys(body, PROVIDER_KEYS, address);
  const items = PROVIDER_KEYS.flatMap((key): Item[] => {
    const value = present(body, key);
    if (value === undefined) return [];
    const nodes =
      key === "configuration_aliases"
        ? referenceList(value, `${address}.${key}`)
        : valueNodes(checkText(value, `${address}.${key}`), "literal", address);
    return [{ key: [word("identifier", key)], value: nodes }];
  });
  return group("{", items, { breaks: items.length > 0 });
}
