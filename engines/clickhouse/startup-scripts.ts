import { XMLParser } from "fast-xml-parser";
import type { ConfigFiles } from "./config-files";

/** One query that a server runs while it starts. */
export interface StartupScript {
  readonly query: string;
  /** The query runs only when this one answers `1` or `true`. */
  readonly condition?: string;
}

/** The section `startup_scripts` of a merged configuration. */
export interface StartupScripts {
  /** Whether a failing query stops the start. */
  readonly throwOnError: boolean;
  readonly scripts: readonly StartupScript[];
}

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** What fast-xml-parser makes of a node when it keeps the order: the name, the text, or `:@`. */
type OrderedNode = Record<string, unknown>;

const SECTION = "startup_scripts";
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
});

/**
 * Reads the startup scripts out of the files in `config.d`, merged as ClickHouse merges them: in
 * alphabetical order, and an element of a later file goes *into* the first element of the same name and
 * attributes, so that two files that both say `<scripts>` overwrite each other's queries.
 *
 * chDB does not run startup scripts and keeps no merged text, so both are done here.
 *
 * @see https://clickhouse.com/docs/operations/startup-scripts
 */
export function startupScripts(files: ConfigFiles): StartupScripts {
  const root: Element = { name: "clickhouse", attributes: {}, children: [], text: "" };
  const names = Object.keys(files).filter((name) => name.startsWith("config.d/"));
  for (const name of names.sort()) {
    const [document] = elements(parser.parse(files[name] ?? "") as OrderedNode[]);
    if (document) merge(root, document);
  }
  const section = root.children.find(({ name }) => name === SECTION);
  const children = section?.children ?? [];
  return {
    throwOnError: /^(1|true|yes|on)$/i.test(textOf(children, "throw_on_error") ?? ""),
    scripts: children.filter(({ name }) => name !== "throw_on_error").map(script),
  };
}

function script({ name, children }: Element): StartupScript {
  const query = textOf(children, "query");
  if (query === undefined) throw new Error(`${SECTION}.${name} has no <query>`);
  const condition = textOf(children, "condition");
  return condition === undefined ? { query } : { query, condition };
}

function textOf(children: readonly Element[], name: string): string | undefined {
  return children.find((child) => child.name === name)?.text.trim();
}

/** ClickHouse's ConfigProcessor::mergeRecursive. */
function merge(target: Element, source: Element): void {
  const free = [...target.children];
  target.text = source.text;
  for (const child of source.children) {
    const at = free.findIndex((other) => identity(other) === identity(child));
    const [match] = at < 0 ? [] : free.splice(at, 1);
    const isRemoved = "remove" in child.attributes;
    if (match === undefined) {
      if (!isRemoved) target.children.push(child);
    } else if (isRemoved || "replace" in child.attributes) {
      const index = target.children.indexOf(match);
      target.children.splice(index, 1, ...(isRemoved ? [] : [child]));
    } else {
      merge(match, child);
    }
  }
}

/** Name and attributes; those that say how to merge are no part of it. */
function identity({ name, attributes }: Element): string {
  const own = Object.entries(attributes).filter(([key]) => key !== "remove" && key !== "replace");
  return JSON.stringify([name, ...own.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function elements(nodes: readonly OrderedNode[]): Element[] {
  return nodes.flatMap((node) => {
    const { ":@": attributes = {}, ...rest } = node;
    const [name, content] = Object.entries(rest)[0] ?? [];
    if (name === undefined || name.startsWith("#") || name.startsWith("?")) return [];
    const children = content as OrderedNode[];
    const text = children.map((child) => (child["#text"] as string | undefined) ?? "").join("");
    return [
      {
        name,
        attributes: attributes as Record<string, string>,
        children: elements(children),
        text,
      },
    ];
  });
}
