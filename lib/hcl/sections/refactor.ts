/** `import`, `moved`, `removed` and `check`: blocks about resources that stand elsewhere. */
import {
  bodiesOf,
  checkBoolean,
  knownKeys,
  labelledBodies,
  present,
  uniqueBodies,
} from "../blocks";
import { commentsOf } from "../comments";
import {
  argumentEntry,
  blockEntry,
  blockLines,
  commented,
  compact,
  type Entry,
  expressionEntry,
} from "../entries";
import { HclError } from "../errors";
import { type Json, type JsonObject } from "../json";
import { type BlockKnowledge } from "../knowledge";
import { conditionBlocks, connectionEntries, providerEntries, provisionerEntries } from "../meta";
import { referenceNodes } from "../values";
import { type Line } from "../writer";
import { resourceBlock } from "./resource";

const KEYS = {
  moved: ["from", "to"],
  import: ["for_each", "to", "id", "identity", "provider"],
  removed: ["from", "connection", "provisioner", "lifecycle"],
} as const;

/** Which keys a block cannot do without. */
const REQUIRED = { moved: ["from", "to"], import: ["to"], removed: ["from"] } as const;

/** Prints the `moved`, `import` or `removed` section. */
export function refactorSection(kind: keyof typeof KEYS, value: Json): Line[][] {
  const bodies = bodiesOf(value, kind);
  return bodies.map((body, index) => {
    const address = bodies.length === 1 ? kind : `${kind}[${index}]`;
    knownKeys(body, KEYS[kind], address);
    for (const key of REQUIRED[kind]) {
      if (present(body, key) === undefined) throw new HclError(address, `must have ${key}`);
    }
    const comments = commentsOf(body, address);
    const entries = KEYS[kind].flatMap((key): Entry[] => {
      const one = present(body, key);
      return one === undefined ? [] : refactorArgument(key, one, address);
    });
    return blockLines(kind, compact(commented(entries, comments, address)), comments);
  });
}

function refactorArgument(
  key: (typeof KEYS)[keyof typeof KEYS][number],
  value: Json,
  address: string,
): Entry[] {
  switch (key) {
    case "from":
    case "to":
      return [expressionEntry(key, referenceNodes(value, address, key), 1)];
    case "provider":
      return providerEntries(value, address, 1);
    case "for_each":
    case "id":
    case "identity":
      return [argumentEntry(key, value, address, 1)];
    case "connection":
      return connectionEntries(value, address, 1);
    case "provisioner":
      return provisionerEntries(value, address, 1);
    case "lifecycle":
      return bodiesOf(value, `${address}.lifecycle`).map((body) => removedLifecycle(body, address));
  }
}

function removedLifecycle(body: JsonObject, address: string): Entry {
  const own = `${address}.lifecycle`;
  knownKeys(body, ["destroy"], own);
  const comments = commentsOf(body, own);
  const destroy = present(body, "destroy");
  if (destroy === undefined) throw new HclError(own, "must have destroy");
  checkBoolean(destroy, `${own}.destroy`);
  const entries = commented([argumentEntry("destroy", destroy, own, 2)], comments, own);
  return blockEntry("lifecycle", blockLines("lifecycle", compact(entries), comments));
}

/** Prints the `check` section. */
export function checkSection(value: Json, blocks: BlockKnowledge): Line[][] {
  return uniqueBodies(value, 1, "check").map(({ labels, body, address }) => {
    knownKeys(body, ["data", "assert"], address);
    const comments = commentsOf(body, address);
    const data = labelledBodies(present(body, "data") ?? null, 2, `${address}.data`).map((found) =>
      blockEntry("data", resourceBlock("data", found, blocks, 2)),
    );
    const asserts = conditionBlocks("assert", present(body, "assert") ?? null, address, 1);
    if (asserts.length === 0) throw new HclError(address, "must have an assert block");
    const entries = commented([...data, ...asserts], comments, address);
    return blockLines(`check "${labels[0] ?? ""}"`, compact(entries), comments);
  });
}
