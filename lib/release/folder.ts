import { ROOT } from "../root";
import { gitBytes } from "./git";
import type { ModuleSource } from "./module-source";

/** A module's own record of its releases: it changes with each, so it is no reason for one. */
export const CHANGELOG = "CHANGELOG.md";

/**
 * The files of a module's working tree that are not what a revision has, untracked ones included, from the
 * module's folder and sorted. CHANGELOG.md is not looked at.
 */
export function changedFiles({ path }: ModuleSource, revision: string, root = ROOT): string[] {
  const names = (args: readonly string[]) =>
    gitBytes(args, { cwd: root }).toString().split("\0").filter(Boolean);
  const diff = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", revision];
  return [
    ...names([...diff, "--", path]),
    ...names(["ls-files", "--others", "--exclude-standard", "-z", "--", path]),
  ]
    .map((name) => name.slice(path.length + 1))
    .filter((name) => name !== CHANGELOG)
    .sort();
}
