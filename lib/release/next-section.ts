import semver from "semver";
import { UsageError } from "../cli";
import { ROOT } from "../root";
import { changelogSection, readChangelog, versionsIn } from "./changelog";
import { someOf } from "./committed-files";
import { changedFiles } from "./folder";
import { judge, type Needed } from "./judge";
import { lastRelease, releasesBelowHead } from "./released";

/** A changelog's new section. */
export interface NextSection {
  readonly version: string;
  readonly text: string;
}

/**
 * The section of a module's next version.
 *
 * @param needed what its changes need
 * @param version the version, in place of the lowest one that will do
 * @param date of the release, `2026-01-31`
 * @throws UsageError for a version that is too low or that CHANGELOG.md has already
 * @throws Error when nothing has changed, or when changes are not committed: a changelog is made of commits
 */
export async function nextSection(
  needed: Needed,
  { version, date, root = ROOT }: { version?: string; date: string; root?: string },
): Promise<NextSection> {
  const { source, since, bump } = needed;
  const wanted = version ?? needed.version;
  if (since && bump === "none") {
    throw new Error(
      `${source.path}: nothing has changed since ${since.tag}, so there is no version to write of`,
    );
  }
  refuseKnown(needed, wanted, root);
  const { isEnough, text: reason } = judge(needed, wanted, root);
  if (!isEnough) {
    throw new UsageError(
      `--version: got ${wanted}, which is ${reason} (npm run release:check says why)`,
    );
  }
  const uncommitted = changedFiles(source, "HEAD", root);
  if (uncommitted.length > 0) {
    throw new Error(
      `${source.path}: ${someOf(uncommitted)} not committed, and a changelog is made of commits`,
    );
  }
  // A pre-release goes on from the one before it; a release tells all since the last release.
  const isPrerelease = semver.prerelease(wanted) !== null;
  const from = isPrerelease ? releasesBelowHead(source, root)[0] : lastRelease(source, root);
  return {
    version: wanted,
    text: await changelogSection({ source, version: wanted, date, since: from?.tag }, root),
  };
}

function refuseKnown({ source }: Needed, version: string, root: string): void {
  if (!versionsIn(readChangelog(source, root)).includes(version)) return;
  throw new UsageError(
    `--version: ${source.path}/CHANGELOG.md has a section of ${version} already: edit that one, or give a higher version`,
  );
}

/**
 * A day as the headings of a changelog have it.
 * @throws UsageError for anything that is no day of the calendar
 */
export function checkDate(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(day.getTime());
  if (isDay && day.toISOString().startsWith(text)) return text;
  throw new UsageError(`--date: got "${text}", expected a day such as 2026-01-31`);
}
