import semver from "semver";
import { UsageError } from "../cli";
import { ROOT } from "../root";
import { git, GitError } from "./git";
import type { ModuleSource } from "./module-source";
import { tagOf, tagPrefix } from "./version";

/** A version of a module that has a tag in this repository. */
export interface Release {
  readonly version: string;
  readonly tag: string;
}

/** The releases that HEAD is built upon, the newest first. Tags that are no semantic version are passed over. */
export function releasesBelowHead(source: ModuleSource, root = ROOT): Release[] {
  return releases(
    source,
    git(["tag", "--list", `${tagPrefix(source)}*`, "--merged", "HEAD"], { cwd: root }),
  );
}

/** All releases, also those of other branches, the newest first. */
export function allReleases(source: ModuleSource, root = ROOT): Release[] {
  return releases(source, git(["tag", "--list", `${tagPrefix(source)}*`], { cwd: root }));
}

function releases(source: ModuleSource, tags: string): Release[] {
  return tags
    .split("\n")
    .map((tag) => ({ tag, version: tag.slice(tagPrefix(source).length) }))
    .filter(({ version }) => semver.valid(version) === version)
    .sort((a, b) => semver.rcompare(a.version, b.version));
}

/**
 * The release that a next version is compared with: the newest one below HEAD. A pre-release promises nothing to
 * those who have the version before it, so it counts only where there is no other.
 */
export function lastRelease(source: ModuleSource, root = ROOT): Release | undefined {
  const [newest, ...older] = releasesBelowHead(source, root);
  return [newest, ...older].find((one) => one && !semver.prerelease(one.version)) ?? newest;
}

/**
 * The release that `--since` names by its tag.
 * @throws UsageError for anything else
 */
export function releaseOf(source: ModuleSource, tag: string, root = ROOT): Release {
  const known = allReleases(source, root);
  const found = known.find((release) => [release.tag, release.version].includes(tag));
  if (found) return found;
  const tags = known.map((release) => release.tag).join(", ") || "there is none yet";
  throw new UsageError(
    `--since: got "${tag}", expected a tag of ${source.repository} such as ${tagOf(source, "1.0.0")}: ${tags}`,
  );
}

/** The commit that a tag points to, or `undefined` where there is no such tag. */
export function commitOfTag(tag: string, root = ROOT): string | undefined {
  try {
    return git(["rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`], { cwd: root });
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/**
 * Refuses a clone that does not have the whole history: tags and commits that it lacks would be taken for ones
 * that never were.
 */
export function refuseShallow(root = ROOT): void {
  if (git(["rev-parse", "--is-shallow-repository"], { cwd: root }) !== "true") return;
  throw new Error(
    "this clone is shallow, and releases need the whole history: run git fetch --unshallow --tags",
  );
}
