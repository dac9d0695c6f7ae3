/**
 * Writes a module registry as files for any web host: `npm run registry:build -- --out DIR --base-url URL`.
 */
import path from "node:path";
import { Command } from "commander";
import { runProgram } from "../lib/cli";
import { parseBaseUrl } from "../lib/registry/static/address";
import { buildRegistry } from "../lib/registry/static/build";
import { dotless } from "../lib/registry/static/host";
import { chosenSources } from "../lib/release/module-source";

interface Options {
  readonly out: string;
  readonly baseUrl: string;
  readonly module?: string;
  readonly version?: string;
  readonly namespace: string;
}

function build({ out, baseUrl, module, version, namespace }: Options): void {
  const sources = chosenSources(module);
  const folder = out === "" ? out : path.resolve(out);
  const published = buildRegistry({ out: folder, baseUrl, namespace, sources, version });
  for (const { address, version: known, from, isNew } of published) {
    console.log(`${address} ${known}  ${isNew ? `added from ${from}` : "kept"}`);
  }
  const { origin, host } = parseBaseUrl(baseUrl);
  const readme = path.relative(process.cwd(), path.join(folder, "README.md"));
  console.log(
    `Put it at the root of ${origin}. Terraform needs one header from the host: ${readme}`,
  );
  if (!host.includes(".")) console.log(dotless(host).trim());
}

void runProgram(
  new Command("registry:build")
    .description(
      "Writes a Terraform module registry as files, with every tagged version and HEAD's.",
    )
    .requiredOption("--out <folder>", "where; versions that are there stay and never change")
    .requiredOption("--base-url <url>", "where it will be served: https://HOST[:PORT][/FOLDER]")
    .option("--module <module>", "aws or azurerm; without it both")
    .option("--version <version>", "HEAD's; without it what CHANGELOG.md names first")
    .option("--namespace <name>", "who publishes, in HOST/NAMESPACE/langfuse/aws", "langfuse")
    .action(build),
);
