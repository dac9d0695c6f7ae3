/**
 * Says which version each module's next release needs, and why: `npm run release:check`. Exit code 1 when the
 * version that its CHANGELOG.md announces is too low.
 */
import { Command } from "commander";
import { FAILURE, runProgram, UsageError } from "../lib/cli";
import { judge, type Needed, neededVersion } from "../lib/release/judge";
import { chosenSources, moduleSources, type ModuleSource } from "../lib/release/module-source";
import { refuseShallow, releaseOf } from "../lib/release/released";
import { renderedModule } from "../lib/release/rendered";
import { checkVersion, newestVersion, tagPrefix } from "../lib/release/version";
import { moduleStacks } from "../stacks/modules";

interface Options {
  readonly module?: string;
  readonly version?: string;
  readonly since?: string;
}

async function check(options: Options): Promise<void> {
  const sources = sourcesOf(options);
  if (options.version !== undefined) checkVersion(options.version);
  const since = sources.map((source) =>
    options.since === undefined ? undefined : releaseOf(source, options.since),
  );
  refuseShallow();
  const stacks = moduleStacks();
  for (const [index, source] of sources.entries()) {
    const rendered = renderedModule(source, stacks);
    const needed = await neededVersion(source, rendered, { since: since[index] });
    if (!report(needed, options.version)) process.exitCode = FAILURE;
  }
}

/** A tag names its module, so that `--since` alone chooses one. */
function sourcesOf({ module, since }: Options): ModuleSource[] {
  if (module !== undefined || since === undefined) return chosenSources(module);
  const named = moduleSources().filter((source) => since.startsWith(tagPrefix(source)));
  if (named.length > 0) return named;
  const tags = moduleSources().map((source) => `${tagPrefix(source)}1.0.0`);
  throw new UsageError(`--since: got "${since}", expected a tag such as ${tags.join(" or ")}`);
}

/** Prints a module's reasons and the verdict; false when the version is too low. */
function report(needed: Needed, version?: string): boolean {
  const { source, since, bump, changes, notes } = needed;
  const announced = version ?? newestVersion(source);
  const { isEnough, text } = judge(needed, announced);
  const isIdle = since !== undefined && bump === "none" && version === undefined;
  const by = version === undefined ? `${source.path}/CHANGELOG.md announces` : "--version is";
  const remedy = `run npm run changelog -- --module ${source.system}`;
  console.log(
    [
      `${source.system}: ${since ? `${bump} since ${since.tag}` : "first release, no tag yet"}`,
      ...changes.map((change) => `  ${change.bump}: ${change.text}`),
      ...notes.map((note) => `  note: ${note}`),
      ...(since && bump !== "none" ? [`  needs: ${needed.version} or higher`] : []),
      `  ${by} ${announced}: ${text}${isEnough || version !== undefined ? "" : `; ${remedy}`}`,
    ].join("\n"),
  );
  return isEnough || isIdle;
}

void runProgram(
  new Command("release:check")
    .description("Says which version each module's next release needs since its last tag, and why.")
    .option("--module <module>", "aws or azurerm; without it both")
    .option("--version <version>", "the version to judge; without it what CHANGELOG.md names first")
    .option("--since <tag>", "the release to compare with; without it the last one below HEAD")
    .action(check),
);
