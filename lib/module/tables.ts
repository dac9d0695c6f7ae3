import { type Fragment, fragmentsByPart, isObject, textOf } from "./fragments";
import type { ModuleStack } from "./module-stack";

/**
 * The tables of a module's README, in the columns and the order of terraform-docs, so that its users find
 * what they know from other modules.
 *
 * @param level of the headings
 * @see https://terraform-docs.io/reference/markdown-table/
 */
export function interfaceTables(stack: ModuleStack, level = 2): string {
  const heading = (title: string, columns: readonly string[], rows: readonly string[][]) =>
    `${"#".repeat(level)} ${title}\n\n${table(columns, rows)}`;
  const fragments = [...fragmentsByPart(stack).values()].flat();
  return [
    heading("Requirements", ["Name", "Version"], requirements(fragments)),
    heading("Resources", ["Name", "Type"], resources(fragments)),
    heading("Inputs", ["Name", "Description", "Type", "Default", "Required"], inputs(fragments)),
    heading("Outputs", ["Name", "Description"], outputs(fragments)),
  ].join("\n\n");
}

function requirements(fragments: readonly Fragment[]): string[][] {
  const terraform = entries(fragments, "terraform");
  const version = terraform.find(([key]) => key === "required_version")?.[1];
  const providers = terraform.find(([key]) => key === "required_providers")?.[1];
  return [
    ["terraform", escapeCell(textOf(version))],
    ...Object.entries(isObject(providers) ? providers : {}).map(([name, provider]) => [
      name,
      escapeCell(isObject(provider) ? textOf(provider.version) : ""),
    ]),
  ];
}

function resources(fragments: readonly Fragment[]): string[][] {
  const kinds = { resource: "resource", data: "data source", ephemeral: "ephemeral resource" };
  return Object.entries(kinds).flatMap(([section, kind]) =>
    entries(fragments, section)
      .flatMap(([type, labels]) =>
        isObject(labels) ? Object.keys(labels).map((label) => [`${type}.${label}`, kind]) : [],
      )
      .sort(byFirstCell),
  );
}

function inputs(fragments: readonly Fragment[]): string[][] {
  return entries(fragments, "variable")
    .flatMap(([name, variable]) => {
      if (!isObject(variable)) return [];
      const required = !("default" in variable);
      return [
        [
          name,
          escapeCell(textOf(variable.description)),
          `\`${textOf(variable.type).replace(/\s+/g, " ")}\``,
          required ? "n/a" : `\`${JSON.stringify(variable.default)}\``,
          required ? "yes" : "no",
        ],
      ];
    })
    .sort(byFirstCell);
}

function outputs(fragments: readonly Fragment[]): string[][] {
  return entries(fragments, "output")
    .map(([name, output]) => [name, escapeCell(isObject(output) ? textOf(output.description) : "")])
    .sort(byFirstCell);
}

function entries(fragments: readonly Fragment[], section: string) {
  return fragments.flatMap((fragment) => {
    const body = fragment[section];
    return isObject(body) ? Object.entries(body) : [];
  });
}

function table(columns: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map((cells) => line(cells))].join(
    "\n",
  );
}

/** Text in a table cell: `|` would end it and `<` would start a tag. */
function escapeCell(text: string): string {
  return text.replace(/\|/g, "\\|").replace(/</g, "&lt;").replace(/\n/g, " ");
}

function byFirstCell(a: readonly string[], b: readonly string[]): number {
  return (a[0] ?? "") < (b[0] ?? "") ? -1 : 1;
}
