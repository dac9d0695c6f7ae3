import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../root";
import { git, GitError } from "./git";
import type { ModuleSource } from "./module-source";
import { refuseShallow } from "./released";

/**
 * Runs something in an empty repository of its own that sees the objects of this one, and removes it afterwards:
 * so neither branches nor tags nor git's caches are left here.
 */
export function inScratchRepository<T>(run: (folder: string) => T, root = ROOT): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "publish-git-"));
  try {
    const format = git(["rev-parse", "--show-object-format"], { cwd: root });
    git(["init", "--quiet", "--template=", `--object-format=${format}`, folder], { cwd: root });
    const objects = path.resolve(root, git(["rev-parse", "--git-path", "objects"], { cwd: root }));
    const info = path.join(folder, ".git", "objects", "info");
    fs.mkdirSync(info, { recursive: true });
    fs.writeFileSync(path.join(info, "alternates"), `${objects}\n`);
    return run(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The history of a module alone: each commit that touched its folder, with its author, date and message, the
 * folder being the root. The same commits give the same ids each time, so that what was published before is an
 * ancestor.
 *
 * @param scratch folder of {@link inScratchRepository}
 * @returns the id of the newest of these commits
 * @throws Error when git cannot do it: no `git subtree`, a shallow or partial clone
 */
export function splitModule(
  { path: prefix }: ModuleSource,
  { commit, scratch, root = ROOT }: { commit: string; scratch: string; root?: string },
): string {
  refuseShallow(root);
  refusePartial(root);
  fs.mkdirSync(path.join(scratch, prefix), { recursive: true });
  const split = runSubtree(["subtree", "split", "-q", `--prefix=${prefix}`, commit], scratch);
  const tree = (revision: string) => git(["rev-parse", "--verify", revision], { cwd: scratch });
  if (tree(`${split}^{tree}`) === tree(`${commit}:${prefix}`)) return split;
  throw new Error(`git subtree split of ${prefix} gives other files than the commit has: ${split}`);
}

function runSubtree(args: readonly string[], cwd: string): string {
  try {
    return git(args, { cwd });
  } catch (error) {
    if (error instanceof GitError && error.stderr.includes("is not a git command")) {
      throw new Error("git subtree is missing: install git with its contributed commands");
    }
    if (!(error instanceof GitError)) throw error;
    throw new Error(`git subtree: ${error.stderr.split("\n", 1)[0] ?? ""}`);
  }
}

/** A partial clone fetches objects when they are asked for, which the scratch repository cannot. */
function refusePartial(root: string): void {
  const config = git(["config", "--list", "--name-only"], { cwd: root });
  if (!/^remote\..*\.promisor$/mu.test(config)) return;
  throw new Error(
    "this clone is partial (--filter), and publishing needs all of it: clone it anew",
  );
}
