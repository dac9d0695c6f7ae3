/**
 * Writes the section of a module's next version into its CHANGELOG.md: `npm run changelog -- --module aws`.
 */
import { Command } from "commander";
import { runProgram } from "../lib/cli";
import { readChangelog, withSection, writeChangelog } from "../lib/release/changelog";
import { neededVersion } from "../lib/release/judge";
import { requiredSource } from "../lib/release/module-source";
import { checkDate, nextSection } from "../lib/release/next-section";
import { refuseShallow } from "../lib/release/released";
import { renderedModule } from "../lib/release/rendered";
import { checkVersion } from "../lib/release/version";
import { moduleStacks } from "../stacks/modules";

interface Options {
  readonly module?: string;
  readonly version?: string;
  readonly date?: string;
}

async function changelog(options: Options): Promise<void> {
  const source = requiredSource(options.module);
  const version = options.version === undefined ? undefined : checkVersion(options.version);
  const date = checkDate(options.date ?? new Date().toISOString().slice(0, 10));
  refuseShallow();
  const needed = await neededVersion(source, renderedModule(source, moduleStacks()));
  const section = await nextSection(needed, { version, date });
  writeChangelog(source, withSection(readChangelog(source), section.text));
  console.log(`${source.path}/CHANGELOG.md: ${section.version}\n\n${section.text}`.trimEnd());
}

void runProgram(
  new Command("changelog")
    .description("Writes the section of a module's next version from the commits since its last.")
    .option("--module <module>", "aws or azurerm")
    .option("--version <version>", "without it the lowest that release:check accepts")
    .option("--date <date>", "of the release; without it today in UTC")
    .action(changelog),
);
