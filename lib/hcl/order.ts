/** The order in which a body reads. The tables are short on purpose: the rest is alphabetical. */

/** The groups of a body, in order; a blank line stands between two groups. */
const GROUPS = [
  "source",
  "meta",
  "identity",
  "argument",
  "multiLine",
  "block",
  "tags",
  "provisioner",
  "lifecycle",
  "dependsOn",
] as const;

/** A group of a body. */
export type GroupName = (typeof GROUPS)[number];

/** Where a module comes from. */
const SOURCE = ["source", "version"];

/** Arguments that say whether, how often and by whom a block is made. */
const META = ["count", "for_each", "iterator", "labels", "provider", "providers"];

/** Arguments that say what a thing is, in the order a reader looks for them. */
const IDENTITY = [
  "alias",
  "sid",
  "effect",
  "test",
  "variable",
  "id",
  "name",
  "name_prefix",
  "display_name",
  "identifier",
  "identifier_prefix",
  "cluster_identifier",
  "family",
  "bucket",
  "bucket_prefix",
  "description",
  "cluster",
  "location",
  "resource_group_name",
];

const TABLES = new Map<GroupName, readonly string[]>([
  ["source", SOURCE],
  ["meta", META],
  ["identity", IDENTITY],
]);

/** Where an ordinary argument belongs. */
export function argumentGroup(name: string, multiLine: boolean): GroupName {
  if (name === "tags") return "tags";
  if (multiLine) return "multiLine";
  return IDENTITY.includes(name) ? "identity" : "argument";
}

/** Compares two entries of a body; 0 keeps the order they have. */
export function compareEntries(
  a: { readonly name: string; readonly group: GroupName },
  b: { readonly name: string; readonly group: GroupName },
): number {
  const byGroup = GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group);
  if (byGroup !== 0) return byGroup;
  if (a.group === "provisioner") return 0;
  const table = TABLES.get(a.group) ?? [];
  const byTable = table.indexOf(a.name) - table.indexOf(b.name);
  if (byTable !== 0) return byTable;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
