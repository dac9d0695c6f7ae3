import semver from "semver";
import { UsageError } from "../cli";
import { ROOT } from "../root";
import { readChangelog, versionsIn } from "./changelog";
import type { ModuleSource } from "./module-source";

/** Tag of a module's version in this repository, where both modules live: `aws-v1.2.0`. */
export function tagOf(source: ModuleSource, version: string): string {
  return `${tagPrefix(source)}${version}`;
}

/** What a module's tags in this repository begin with: `aws-v`. */
export function tagPrefix({ system }: ModuleSource): string {
  return `${system}-v`;
}

/**
 * A version as registries take it: `1.2.3` or `1.2.3-rc.1`, without a leading v and without build metadata.
 * @throws UsageError for anything else
 */
export function checkVersion(text: string, option = "--version"): string {
  if (semver.valid(text) === text) return text;
  throw new UsageError(
    `${option}: got "${text}", expected a semantic version such as 1.2.3 or 1.2.3-rc.1 (https://semver.org), without v and without +metadata`,
  );
}

/**
 * The version that a module's CHANGELOG.md names first: the newest, released or about to be.
 * @throws Error where there is none
 */
export function newestVersion(source: ModuleSource, root = ROOT): string {
  const [version] = versionsIn(readChangelog(source, root));
  if (version !== undefined && semver.valid(version) === version) return version;
  throw new Error(
    `${source.path}/CHANGELOG.md names no version: write a heading such as "## 1.0.0 (2026-01-31)"`,
  );
}
