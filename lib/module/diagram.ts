import { addressesOf, type Fragment, fragmentsByPart, isObject } from "./fragments";
import type { ModuleStack } from "./module-stack";

/** A box of the picture: some of what the stack defines. */
export interface DiagramNode {
  /** Short name, for the arrows. */
  readonly id: string;

  /** What stands in the box; `<br/>` begins a line. */
  readonly label: string;

  /** Ids of parts, or addresses of single elements, which count for more than the part that they are in. */
  readonly of: readonly string[];

  /**
   * Whether it keeps data, which is drawn as a cylinder.
   *
   * @default false
   */
  readonly isStore?: boolean;

  /**
   * Id of the group that the box stands in.
   *
   * @default - none
   */
  readonly group?: string;
}

/** A frame around boxes. */
export interface DiagramGroup {
  readonly id: string;
  readonly label: string;

  /**
   * Id of the group around it.
   *
   * @default - none
   */
  readonly group?: string;
}

export interface DiagramProps {
  readonly groups: readonly DiagramGroup[];
  readonly nodes: readonly DiagramNode[];

  /** Id of the box that users' requests reach first, and what they come by. */
  readonly entry: { readonly label: string; readonly to: string; readonly by: string };

  /** Ids of the parts that are in no box. */
  readonly undrawn: readonly string[];

  /** What stands at an arrow, by `from>to`. */
  readonly arrows?: Readonly<Record<string, string>>;
}

/** Arguments that name other resources without using them. */
const WITHOUT_USE = new Set(["depends_on", "lifecycle", "//"]);

const REFERENCE = /\b((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+|local)\.([a-z_][a-z0-9_]*)/gu;

/** Several documents show the same picture. */
const drawn = new WeakMap<ModuleStack, string>();

/**
 * The picture of a stack, see {@link diagram}.
 *
 * @throws Error for a stack that says nothing of its picture
 */
export function pictureOf(stack: ModuleStack): string {
  if (!stack.picture) throw new Error(`${stack.moduleName} has no picture`);
  const picture = drawn.get(stack) ?? diagram(stack, stack.picture);
  drawn.set(stack, picture);
  return picture;
}

/**
 * A Mermaid flow chart of a stack: which of its boxes uses which other, as its expressions say, through locals.
 *
 * @throws Error for a part that is neither drawn nor left out on purpose, for a box of something that the stack
 *   does not have, and for the text of an arrow that is not there
 */
export function diagram(stack: ModuleStack, props: DiagramProps): string {
  const uses = usesOf(stack, props);
  const wrong = Object.keys(props.arrows ?? {}).filter((arrow) => !uses.has(arrow));
  if (wrong.length > 0) {
    throw new Error(
      `${stack.moduleName}: no ${wrong.join(", ")} in the picture; there are ${[...uses].join(", ")}`,
    );
  }
  const { entry } = props;
  return [
    "```mermaid",
    "flowchart LR",
    `  users["${entry.label}"] -->|"${entry.by}"| ${entry.to}`,
    ...boxes(props, undefined, "  "),
    ...arrows(uses, props.arrows ?? {}),
    "```",
  ].join("\n");
}

/** One line for all boxes that use the same others. */
function arrows(uses: ReadonlySet<string>, texts: Readonly<Record<string, string>>): string[] {
  const all = [...uses].map((use) => {
    const [from = "", to = ""] = use.split(">");
    const text = texts[use];
    return { from, to, arrow: text === undefined ? "-->" : `-->|"${text}"|` };
  });
  const users = groupBy(
    all,
    ({ to, arrow }) => `${arrow} ${to}`,
    ({ from }) => from,
  );
  const lines = groupBy(
    all,
    ({ to, arrow }) => `  ${(users.get(`${arrow} ${to}`) ?? []).join(" & ")} ${arrow}`,
    ({ to }) => to,
  );
  return [...lines].map(([line, targets]) => `${line} ${[...new Set(targets)].join(" & ")}`);
}

function groupBy<T>(all: readonly T[], key: (item: T) => string, value: (item: T) => string) {
  const groups = new Map<string, string[]>();
  for (const item of all) groups.set(key(item), [...(groups.get(key(item)) ?? []), value(item)]);
  return groups;
}

function boxes(props: DiagramProps, group: string | undefined, indent: string): string[] {
  const { groups, nodes } = props;
  const own = nodes
    .filter((node) => node.group === group)
    .map(({ id, label, isStore }) =>
      isStore === true ? `${indent}${id}[("${label}")]` : `${indent}${id}["${label}"]`,
    );
  const inner = groups
    .filter((candidate) => candidate.group === group)
    .flatMap(({ id, label }) => [
      `${indent}subgraph ${id}["${label}"]`,
      ...boxes(props, id, `${indent}  `),
      `${indent}end`,
    ]);
  return [...own, ...inner];
}

/** `from>to` for each box that uses another, in the order of the boxes. */
function usesOf(stack: ModuleStack, props: DiagramProps): Set<string> {
  const owners = ownersOf(stack, props);
  const referred = new Map<string, ReadonlySet<string>>();
  for (const fragments of fragmentsByPart(stack).values()) {
    for (const fragment of fragments) {
      const references = new Set(referencesOf(fragment));
      for (const address of addressesOf(fragment)) referred.set(address, references);
    }
  }
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const found = new Set<string>();
    const open = [...owners].filter(([, node]) => node === from).map(([address]) => address);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const address of referred.get(next) ?? []) {
        if (seen.has(address)) continue;
        seen.add(address);
        const owner = owners.get(address);
        if (owner !== undefined && owner !== from) found.add(owner);
        // Locals of a box are how others speak of it; those of parts without one are looked through.
        if (owner === undefined && address.startsWith("local.")) open.push(address);
      }
    }
    return found;
  };
  const targets = props.nodes.filter(({ id }) => id !== props.entry.to).map(({ id }) => id);
  // What keeps data is used and uses nobody.
  const sources = props.nodes.filter(({ isStore }) => isStore !== true).map(({ id }) => id);
  return new Set(
    sources.flatMap((from) => {
      const found = reached(from);
      return targets.filter((to) => found.has(to)).map((to) => `${from}>${to}`);
    }),
  );
}

/** The box of each address, variables and outputs left out. */
function ownersOf(stack: ModuleStack, { nodes, undrawn }: DiagramProps): Map<string, string> {
  const drawn = new Map(nodes.flatMap(({ id, of }) => of.map((what) => [what, id] as const)));
  const unknown = new Set([...drawn.keys(), ...undrawn]);
  const owners = new Map<string, string>();
  const missing: string[] = [];
  for (const [part, fragments] of fragmentsByPart(stack)) {
    const { id } = part.node;
    unknown.delete(id);
    if (!drawn.has(id) && !undrawn.includes(id)) missing.push(id);
    for (const address of fragments.flatMap(addressesOf)) {
      unknown.delete(address);
      const owner = drawn.get(address) ?? drawn.get(id);
      if (owner !== undefined && !/^(?:var|output)\./u.test(address)) owners.set(address, owner);
    }
  }
  if (unknown.size > 0) {
    throw new Error(`${stack.moduleName} has no ${[...unknown].join(", ")}: mend its picture`);
  }
  if (missing.length > 0) {
    throw new Error(
      `${stack.moduleName}: ${missing.join(", ")} is in no box of its picture: draw it, or say that it is undrawn`,
    );
  }
  return owners;
}

function referencesOf(value: Fragment[string]): string[] {
  if (typeof value === "string") {
    return [...value.matchAll(REFERENCE)].map(([, type, label]) => `${type ?? ""}.${label ?? ""}`);
  }
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    WITHOUT_USE.has(key) ? [] : referencesOf(inner),
  );
}
