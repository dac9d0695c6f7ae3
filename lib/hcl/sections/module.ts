/** `module` and `locals`: bodies that hold nothing but expressions. */
import { bodiesOf, checkName, checkText, uniqueBodies } from "../blocks";
import { commentsOf } from "../comments";
import {
  argumentEntry,
  arranged,
  blockLines,
  commented,
  type Entry,
  expressionEntry,
  stacked,
} from "../entries";
import { HclError } from "../errors";
import { entriesOf, isObject, type Json, ownValue, show } from "../json";
import { dependsOnEntries } from "../meta";
import { group, type Node } from "../tree";
import { referenceNodes } from "../values";
import { type Line } from "../writer";

/** Prints the `module` section. */
export function moduleSection(value: Json): Line[][] {
  return uniqueBodies(value, 1, "module").map(({ labels, body, address }) => {
    if (ownValue(body, "source") === undefined) throw new HclError(address, "must have a source");
    const comments = commentsOf(body, address);
    const entries = entriesOf(body).flatMap(([name, one]) => moduleArgument(name, one, address));
    const lines = arranged(commented(entries, comments, address));
    return blockLines(`module "${labels[0] ?? ""}"`, lines, comments);
  });
}

function moduleArgument(name: string, value: Json, address: string): Entry[] {
  switch (name) {
    case "source":
    case "version":
      if (name === "version" && value === null) return [];
      checkText(value, `${address}.${name}`);
      return [argumentEntry(name, value, address, 1, { mode: "literal", group: "source" })];
    case "count":
    case "for_each":
      return [argumentEntry(name, value, address, 1, { group: "meta" })];
    case "providers":
      return value === null
        ? []
        : [expressionEntry(name, providersMap(value, `${address}.providers`), 1, "meta")];
    case "depends_on":
      return dependsOnEntries(value, address, 1);
    default:
      checkName(name, `${address}.${name}`);
      return [argumentEntry(name, value, address, 1)];
  }
}

/** `providers = { aws.east = aws.virginia }`: references on both sides. */
function providersMap(value: Json, address: string): Node[] {
  if (!isObject(value)) {
    throw new HclError(address, `must map provider names to providers, got ${show(value)}`);
  }
  const items = Object.entries(value).map(([key, reference]) => ({
    key: referenceNodes(key, address, "a provider's name"),
    value: referenceNodes(reference, address, "a provider"),
  }));
  return [group("{", items, { breaks: items.length > 0 })];
}

/** Prints the `locals` section. The values keep their order. */
export function localsSection(value: Json): Line[][] {
  return bodiesOf(value, "locals").map((body) => {
    const comments = commentsOf(body, "locals");
    const entries = entriesOf(body).map(([name, one]) => {
      checkName(name, `local.${name}`);
      return argumentEntry(name, one, "local", 1);
    });
    return blockLines("locals", stacked(commented(entries, comments, "locals")), comments);
  });
}
