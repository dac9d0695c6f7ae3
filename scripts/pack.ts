/**
 * Packs the modules for whoever takes an archive: `npm run pack`. Same commit, same bytes.
 */
import path from "node:path";
import { Command } from "commander";
import { checkOutputFolder, type ModulePackage, packModule, writePackages } from "../lib/archive";
import { runProgram } from "../lib/cli";
import { chosenSources } from "../lib/release/module-source";
import { checkVersion } from "../lib/release/version";

interface Options {
  readonly module?: string;
  readonly version?: string;
  readonly out: string;
}

async function pack({ module, version, out }: Options): Promise<void> {
  const sources = chosenSources(module);
  if (version !== undefined) checkVersion(version);
  checkOutputFolder(out);
  const packages: ModulePackage[] = [];
  for (const source of sources) packages.push(await packModule(source, { version }));
  const folder = path.resolve(out);
  for (const { name, content, sha256 } of writePackages(folder, packages, "langfuse")) {
    const file = path.relative(process.cwd(), path.join(folder, name));
    console.log(`${file}  ${content.length} bytes  sha256:${sha256}`);
  }
}

void runProgram(
  new Command("pack")
    .description(
      "Writes a .tar.gz and a .zip of each module as HEAD has it, their sums and a manifest.",
    )
    .option("--module <module>", "aws or azurerm; without it both")
    .option(
      "--version <version>",
      "in the archives' names; without it what CHANGELOG.md names first",
    )
    .option("--out <folder>", "where they are written", "build/packages")
    .action(pack),
);
