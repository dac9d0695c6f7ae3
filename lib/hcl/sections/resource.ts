/** `resource`, `data`, `ephemeral` and `provider`: bodies that a provider defines. */
import { labelledBodies, type LabelledBody, uniqueBodies } from "../blocks";
import { bodyBlock, type SpecialArguments } from "../body";
import { argumentEntry } from "../entries";
import { HclError } from "../errors";
import { type Json, ownValue, show } from "../json";
import { type BlockKnowledge, UNKNOWN_BODY } from "../knowledge";
import {
  connectionEntries,
  dependsOnEntries,
  lifecycleEntries,
  provisionerEntries,
  providerEntries,
} from "../meta";
import { type Line } from "../writer";

/** Prints the `resource`, `data` or `ephemeral` section. */
export function resourceSection(
  kind: "resource" | "data" | "ephemeral",
  value: Json,
  blocks: BlockKnowledge,
): Line[][] {
  return uniqueBodies(value, 2, kind).map((found) => resourceBlock(kind, found, blocks, 1));
}

/** Prints one such block; `depth` counts the brackets around its content. */
export function resourceBlock(
  kind: "resource" | "data" | "ephemeral",
  { labels, body, address }: LabelledBody,
  blocks: BlockKnowledge,
  depth: number,
): Line[] {
  const [type = "", name = ""] = labels;
  return bodyBlock(`${kind} "${type}" "${name}"`, body, {
    address,
    depth,
    knowledge: blocks.body(kind, type) ?? UNKNOWN_BODY,
    special: metaArguments(kind, address, depth),
  });
}

function metaArguments(kind: string, address: string, depth: number): SpecialArguments {
  const repeat = (name: string) => (value: Json) => [
    argumentEntry(name, value, address, depth, { group: "meta" }),
  ];
  const special: [string, (value: Json) => ReturnType<typeof dependsOnEntries>][] = [
    ["count", repeat("count")],
    ["for_each", repeat("for_each")],
    ["provider", (value) => providerEntries(value, address, depth)],
    ["lifecycle", (value) => lifecycleEntries(value, address, depth)],
    ["depends_on", (value) => dependsOnEntries(value, address, depth)],
  ];
  if (kind === "resource") {
    special.push(
      ["connection", (value) => connectionEntries(value, address, depth)],
      ["provisioner", (value) => provisionerEntries(value, address, depth)],
    );
  }
  return new Map(special);
}

/** Prints the `provider` section. A provider may have several configurations. */
export function providerSection(value: Json, blocks: BlockKnowledge): Line[][] {
  return labelledBodies(value, 1, "provider").map(({ labels, body, address }) => {
    const [name = ""] = labels;
    for (const key of ["alias", "version"]) {
      const text = ownValue(body, key) ?? null;
      if (text !== null && typeof text !== "string") {
        throw new HclError(address, `${key} must be text, got ${show(text)}`);
      }
    }
    const literal = (key: string) => (text: Json) =>
      text === null ? [] : [argumentEntry(key, text, address, 1, { mode: "literal" })];
    return bodyBlock(`provider "${name}"`, body, {
      address,
      depth: 1,
      knowledge: blocks.body("provider", name) ?? UNKNOWN_BODY,
      special: new Map([
        ["alias", literal("alias")],
        ["version", literal("version")],
      ]),
    });
  });
}
