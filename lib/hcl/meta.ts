/** Blocks that belong to Terraform itself and stand in several kinds of bodies. */
import {
  bodiesOf,
  checkBoolean,
  knownKeys,
  labelledBodies,
  present,
  referenceList,
} from "./blocks";
import { commentsOf } from "./comments";
import {
  argumentEntry,
  arranged,
  blockEntry,
  blockLines,
  commented,
  compact,
  type Entry,
  expressionEntry,
} from "./entries";
import { HclError } from "./errors";
import { entriesOf, isObject, type Json, ownValue, show } from "./json";
import { word } from "./tree";
import { bareText, referenceNodes } from "./values";
import { type Line } from "./writer";

/** `validation`, `precondition`, `postcondition` and `assert` blocks. */
export function conditionBlocks(
  type: string,
  value: Json,
  address: string,
  depth: number,
): Entry[] {
  return bodiesOf(value, `${address}.${type}`).map((body) => {
    const own = `${address}.${type}`;
    knownKeys(body, ["condition", "error_message"], own);
    const comments = commentsOf(body, own);
    const entries = ["condition", "error_message"].map((key) => {
      const part = ownValue(body, key);
      if (part === undefined) throw new HclError(own, `must have ${key}`);
      return argumentEntry(key, part, own, depth + 1);
    });
    return blockEntry(type, blockLines(type, compact(commented(entries, comments, own)), comments));
  });
}

/** `depends_on`. Null means none. */
export function dependsOnEntries(value: Json, address: string, depth: number): Entry[] {
  if (value === null) return [];
  const nodes = referenceList(value, `${address}.depends_on`);
  return [expressionEntry("depends_on", nodes, depth, "dependsOn")];
}

/** `provider = aws.east`. */
export function providerEntries(value: Json, address: string, depth: number): Entry[] {
  if (value === null) return [];
  return [expressionEntry("provider", referenceNodes(value, address, "provider"), depth, "meta")];
}

const LIFECYCLE_KEYS = [
  "create_before_destroy",
  "prevent_destroy",
  "ignore_changes",
  "replace_triggered_by",
  "precondition",
  "postcondition",
];

/** The `lifecycle` block of resources and data sources. */
export function lifecycleEntries(value: Json, address: string, depth: number): Entry[] {
  const own = `${address}.lifecycle`;
  return bodiesOf(value, own).map((body) => {
    knownKeys(body, LIFECYCLE_KEYS, own);
    const comments = commentsOf(body, own);
    const entries = LIFECYCLE_KEYS.flatMap((key) => {
      const part = present(body, key);
      return part === undefined ? [] : lifecycleArgument(key, part, own, depth + 1);
    });
    const lines = blockLines("lifecycle", compact(commented(entries, comments, own)), comments);
    return blockEntry("lifecycle", lines, "lifecycle");
  });
}

function lifecycleArgument(key: string, value: Json, address: string, depth: number): Entry[] {
  switch (key) {
    case "precondition":
    case "postcondition":
      return conditionBlocks(key, value, address, depth);
    case "ignore_changes":
      // "all" is a keyword; everything else is a list.
      if (typeof value === "string" && bareText(value) === "all") {
        return [expressionEntry(key, [word("identifier", "all")], depth)];
      }
      return [expressionEntry(key, referenceList(value, `${address}.${key}`), depth)];
    case "replace_triggered_by":
      return [expressionEntry(key, referenceList(value, `${address}.${key}`), depth)];
    default:
      checkBoolean(value, `${address}.${key}`);
      return [argumentEntry(key, value, address, depth)];
  }
}

/** `connection` blocks. All they hold is arguments. */
export function connectionEntries(value: Json, address: string, depth: number): Entry[] {
  const own = `${address}.connection`;
  return bodiesOf(value, own).map((body) => {
    const comments = commentsOf(body, own);
    const entries = plainArguments(entriesOf(body), own, depth + 1);
    const lines = blockLines("connection", arranged(commented(entries, comments, own)), comments);
    return blockEntry("connection", lines, "provisioner");
  });
}

function plainArguments(
  entries: readonly [string, Json][],
  address: string,
  depth: number,
  maps: string[] = [],
): Entry[] {
  return entries.map(([name, value]) => {
    const blocky = isObject(value) || (Array.isArray(value) && value.some(isObject));
    if (blocky && !maps.includes(name)) {
      throw new HclError(
        address,
        `"${name}" must be a value or a list of values, got ${show(value)}`,
      );
    }
    return argumentEntry(name, value, address, depth);
  });
}

const KEYWORDS = new Map([
  ["when", ["create", "destroy"]],
  ["on_failure", ["continue", "fail"]],
]);

/** `provisioner` blocks, in the order they run. */
export function provisionerEntries(value: Json, address: string, depth: number): Entry[] {
  return labelledBodies(value, 1, `${address}.provisioner`).map(
    ({ labels, body, address: own }) => {
      const comments = commentsOf(body, own);
      const rest: [string, Json][] = [];
      const entries: Entry[] = [];
      for (const [key, part] of entriesOf(body)) {
        const keywords = KEYWORDS.get(key);
        if (part === null) continue;
        if (key === "connection") entries.push(...connectionEntries(part, own, depth + 1));
        else if (keywords === undefined) rest.push([key, part]);
        else if (typeof part === "string" && keywords.includes(bareText(part))) {
          entries.push(
            expressionEntry(key, [word("identifier", bareText(part))], depth + 1, "identity"),
          );
        } else {
          throw new HclError(own, `${key} must be ${keywords.join(" or ")}, got ${show(part)}`);
        }
      }
      entries.push(...plainArguments(rest, own, depth + 1, ["environment"]));
      const lines: Line[] = blockLines(
        `provisioner "${labels[0] ?? ""}"`,
        arranged(commented(entries, comments, own)),
        comments,
      );
      return blockEntry("provisioner", lines, "provisioner");
    },
  );
}
