import semver from "semver";
import { commitOf, headOf } from "../../release/committed-files";
import type { ModuleSource } from "../../release/module-source";
import { allReleases } from "../../release/released";
import { newestVersion } from "../../release/version";
import { ROOT } from "../../root";

/** A version of a module and the commit that it is. */
export interface Release {
  readonly version: string;
  readonly commit: string;
  /** The tag, or HEAD. */
  readonly from: string;
}

/**
 * The versions that the repository knows of a module: one for each tag, and HEAD's when it has no tag yet.
 *
 * @param version - HEAD's. @default - what CHANGELOG.md names first
 */
export function releasesOf(source: ModuleSource, version?: string, root = ROOT): Release[] {
  const releases = allReleases(source, root).map((tagged) => ({
    version: tagged.version,
    commit: commitOf(`refs/tags/${tagged.tag}`, root),
    from: tagged.tag,
  }));
  const current = version ?? newestVersion(source, root);
  if (!releases.some((release) => release.version === current)) {
    releases.push({ version: current, commit: headOf(root), from: "HEAD" });
  }
  return releases.sort((a, b) => semver.compare(a.version, b.version));
}
