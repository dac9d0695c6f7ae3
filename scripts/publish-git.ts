/**
 * Puts a module alone, with its history, into a repository of its own, where the public registries look for it:
 * `npm run publish:git -- --module aws --remote URL`.
 */
import { Command } from "commander";
import { runProgram, UsageError } from "../lib/cli";
import { requiredSource } from "../lib/release/module-source";
import { checkBranch, publishToGit } from "../lib/release/publish-git";
import { publishReport } from "../lib/release/publish-report";
import { assertPublishable } from "../lib/release/ready";
import { commitOfTag } from "../lib/release/released";
import { parseRemote } from "../lib/release/remote";
import { checkVersion, newestVersion, tagOf } from "../lib/release/version";

interface Options {
  readonly module?: string;
  readonly remote?: string;
  readonly version?: string;
  readonly branch: string;
  readonly dryRun: boolean;
}

function publish(options: Options): void {
  const { dryRun } = options;
  const source = requiredSource(options.module);
  if (options.remote === undefined) {
    throw new UsageError(
      `--remote is missing: give the address of the repository, such as git@github.com:OWNER/${source.repository}.git`,
    );
  }
  const remote = parseRemote(options.remote, source, process.env.INIT_CWD ?? process.cwd());
  const named = newestVersion(source);
  const version = checkVersion(options.version ?? named);
  const branch = checkBranch(options.branch);
  assertPublishable(source);
  const published = publishToGit({ source, version, remote, branch }, { dryRun });
  console.log(publishReport(published, { dryRun }));
  const tag = tagOf(source, version);
  if (named !== version) {
    console.warn(`note: ${source.path}/CHANGELOG.md names ${named} first, not ${version}`);
  }
  if (!dryRun && commitOfTag(tag) === undefined) {
    console.log(`Tag this commit, so that the next version is compared with it:
  git tag ${tag} && git push origin ${tag}`);
  }
}

void runProgram(
  new Command("publish:git")
    .description("Puts a module into a repository of its own: its history on a branch, and a tag.")
    .option("--module <module>", "aws or azurerm")
    .option("--remote <url>", "the repository, named terraform-aws-langfuse or likewise")
    .option("--version <version>", "without it what CHANGELOG.md names first")
    .option("--branch <branch>", "the branch that gets the commits", "main")
    .option("--dry-run", "show the commits and the whole diff, push nothing", false)
    .action(publish),
);
