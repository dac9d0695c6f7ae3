/** Bodies that a provider defines: resources, data sources, provider configurations. */
import { bodiesOf, checkName, knownKeys, labelledBodies } from "./blocks";
import { commentsOf } from "./comments";
import {
  argumentEntry,
  arranged,
  blockEntry,
  blockLines,
  commented,
  type Entry,
  expressionEntry,
} from "./entries";
import { HclError } from "./errors";
import { quoteLiteral } from "./escape";
import { entriesOf, isObject, type Json, type JsonObject, ownValue, show } from "./json";
import { type ArgumentKnowledge, type BodyKnowledge, UNKNOWN_BODY } from "./knowledge";
import { referenceNodes } from "./values";
import { type Line } from "./writer";

/** How to print names that mean the same in every body of a kind, such as `depends_on`. */
export type SpecialArguments = ReadonlyMap<string, (value: Json) => Entry[]>;

/** What the printer needs to know about the body it is in. */
export interface BodyContext {
  readonly address: string;
  /** Brackets around the body's content. */
  readonly depth: number;
  readonly knowledge: BodyKnowledge;
  readonly special?: SpecialArguments;
}

/** Prints a block with a provider-defined body. */
export function bodyBlock(head: string, body: JsonObject, context: BodyContext): Line[] {
  const { address } = context;
  const comments = commentsOf(body, address);
  const entries = entriesOf(body).flatMap(([name, value]) => nameEntries(name, value, context));
  return blockLines(head, arranged(commented(entries, comments, address)), comments);
}

function nameEntries(name: string, value: Json, context: BodyContext): Entry[] {
  const special = context.special?.get(name);
  if (special !== undefined) return special(value);
  if (name === "dynamic") return dynamicEntries(value, context);
  checkName(name, `${context.address}.${name}`);
  const known = context.knowledge.argument(name) ?? onlyPossible(name, value, context.address);
  switch (known.kind) {
    case "attribute":
      return [argumentEntry(name, value, context.address, context.depth)];
    case "block":
      return nestedBlocks(name, value, known, context);
  }
}

/** Without knowledge, only what cannot be a block can be printed. */
function onlyPossible(name: string, value: Json, address: string): ArgumentKnowledge {
  const maybeBlock =
    isObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isObject));
  if (!maybeBlock) return { kind: "attribute" };
  throw new HclError(
    address,
    `"${name}" is ${show(value)}, and nothing tells whether ${name} is a block or an argument: ` +
      "install the provider's @cdktf/provider-… binding, or pass its schema " +
      '("terraform providers schema -json") to the printer',
  );
}

function nestedBlocks(
  name: string,
  value: Json,
  known: Extract<ArgumentKnowledge, { kind: "block" }>,
  context: BodyContext,
): Entry[] {
  const address = `${context.address}.${name}`;
  if (
    typeof value === "string" ||
    (Array.isArray(value) && value.some((one) => typeof one === "string"))
  ) {
    throw new HclError(
      address,
      `is a block, and a block cannot be given as an expression, got ${show(value)}: use dynamic "${name}"`,
    );
  }
  if (known.labelled !== true) {
    return bodiesOf(value, address).map((body) =>
      blockEntry(name, bodyBlock(name, body, nested(address, known.body, context))),
    );
  }
  return bodiesOf(value, address)
    .flatMap((labels) => Object.entries(labels))
    .flatMap(([label, inner]) =>
      bodiesOf(inner, address).map((body) =>
        blockEntry(
          name,
          bodyBlock(`${name} ${quoteLiteral(label)}`, body, nested(address, known.body, context)),
        ),
      ),
    );
}

function nested(address: string, knowledge: BodyKnowledge, context: BodyContext): BodyContext {
  return { address, knowledge, depth: context.depth + 1 };
}

const DYNAMIC_KEYS = ["for_each", "iterator", "labels", "content"];

function dynamicEntries(value: Json, context: BodyContext): Entry[] {
  return labelledBodies(value, 1, `${context.address}.dynamic`).map(({ labels, body, address }) => {
    const [type = ""] = labels;
    knownKeys(body, DYNAMIC_KEYS, address);
    const comments = commentsOf(body, address);
    const depth = context.depth + 1;
    const entries: Entry[] = [];
    const forEach = ownValue(body, "for_each");
    if (forEach === undefined) throw new HclError(address, "must have for_each");
    entries.push(argumentEntry("for_each", forEach, address, depth, { group: "meta" }));
    const iterator = ownValue(body, "iterator") ?? null;
    if (iterator !== null) {
      const nodes = referenceNodes(iterator, address, "iterator");
      if (nodes.length !== 1)
        throw new HclError(address, `iterator must be a name, got ${show(iterator)}`);
      entries.push(expressionEntry("iterator", nodes, depth, "meta"));
    }
    const blockLabels = ownValue(body, "labels") ?? null;
    if (blockLabels !== null) {
      entries.push(argumentEntry("labels", blockLabels, address, depth, { group: "meta" }));
    }
    const contents = bodiesOf(ownValue(body, "content") ?? null, `${address}.content`);
    const [content] = contents;
    if (content === undefined || contents.length > 1) {
      throw new HclError(address, `must have one content block, got ${contents.length}`);
    }
    const inner = {
      address: `${address}.content`,
      depth: depth + 1,
      knowledge: contentKnowledge(type, context),
    };
    entries.push(blockEntry("content", bodyBlock("content", content, inner)));
    const lines = blockLines(
      `dynamic "${type}"`,
      arranged(commented(entries, comments, address)),
      comments,
    );
    return blockEntry(type, lines);
  });
}

/** `dynamic` says itself that it makes blocks; what is inside them may still be unknown. */
function contentKnowledge(type: string, context: BodyContext): BodyKnowledge {
  const known = context.knowledge.argument(type);
  if (known?.kind === "block") return known.body;
  // Lists of objects may be written as blocks (`ingress`), and what an object holds is arguments.
  if (known?.kind === "attribute") return { argument: () => ({ kind: "attribute" }) };
  return UNKNOWN_BODY;
}
