/** `required_providers` for the providers named, as the content of a file. */
export function requiredProviders(...names: ("aws" | "azurerm" | "azapi" | "random")[]): string {
  const entries = names.map((name) => {
    const namespace = name === "azapi" ? "Azure" : "hashicorp";
    return `    ${name} = { source = "${namespace}/${name}" }`;
  });
  return `terraform {\n  required_providers {\n${entries.join("\n")}\n  }\n}\n`;
}
