import type { Terraform } from "./terraform";

/** A template and what Terraform fills it with. */
export interface Filling {
  /** A template as `templatefile` takes it. */
  readonly content: string;
  /** Its values; what the template does not use may stand there too. @default {} */
  readonly values?: Readonly<Record<string, unknown>>;
}

/**
 * Fills templates by Terraform's own `templatefile`, all of them in one plan, so that directives, number
 * formats and missing values are Terraform's and not an imitation's.
 *
 * @returns the texts under the names of the fillings
 * @throws Error with Terraform's words when a template lacks a value
 */
export async function fillTemplates<Name extends string>(
  ready: Terraform["ready"],
  fillings: Readonly<Record<Name, Filling>>,
): Promise<Record<Name, string>> {
  const names = Object.keys(fillings) as Name[];
  const calls = names.map(
    (_, index) =>
      `    templatefile("\${path.module}/${index}.tftpl", jsondecode(file("\${path.module}/${index}.json"))),`,
  );
  const files: Record<string, string> = {
    "main.tf": `output "texts" {\n  value = [\n${calls.join("\n")}\n  ]\n}\n`,
  };
  for (const [index, name] of names.entries()) {
    files[`${index}.tftpl`] = fillings[name].content;
    files[`${index}.json`] = JSON.stringify(fillings[name].values ?? {});
  }
  const workspace = await ready({ files });
  const { plan } = await workspace.plan();
  const texts = plan.output("texts") as string[];
  return Object.fromEntries(names.map((name, index) => [name, texts[index]])) as Record<
    Name,
    string
  >;
}
