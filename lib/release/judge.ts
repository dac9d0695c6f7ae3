import semver from "semver";
import { ROOT } from "../root";
import { compareInterfaces, type ModuleInterface } from "../module/interface";
import { type Bump, type Change, coreOf, highest, nextVersion } from "./bump";
import { headOf, someOf } from "./committed-files";
import { changedFiles } from "./folder";
import { git } from "./git";
import { interfaceChanges, unrecorded } from "./interface-changes";
import { interfaceFile, recordedInterface, releasedInterface } from "./interface-list";
import type { ModuleSource } from "./module-source";
import { movesInFolder } from "./moves";
import { allReleases, commitOfTag, lastRelease, type Release, releasesBelowHead } from "./released";

/** What the stacks say of a module now, whatever has been written of it. */
export interface Rendered {
  readonly interface: ModuleInterface;
  /** Whether the folder under `modules/` is not what the stacks give. */
  readonly isStale: boolean;
}

/** Which version a module's next release needs, and why. */
export interface Needed {
  readonly source: ModuleSource;
  /** What was compared with; missing before the first release. */
  readonly since?: Release;
  readonly bump: Bump;
  /** The reasons, the weightiest first. */
  readonly changes: readonly Change[];
  /** What the reader should know beside: stale files, what could not be compared. */
  readonly notes: readonly string[];
  /** The lowest version that will do; `1.0.0` is proposed for a first release. */
  readonly version: string;
}

/** Whether a version that somebody announced will do. */
export interface Verdict {
  readonly isEnough: boolean;
  /** Why not, or what is to be said of it. */
  readonly text: string;
}

const FIRST = "1.0.0";

/**
 * Compares a module with a release of it: the interface lists of the tag, of the working tree and of the stacks,
 * and the files of the module's folder.
 *
 * @param since the release to compare with, in place of the last one
 */
export async function neededVersion(
  source: ModuleSource,
  rendered: Rendered,
  { since, root = ROOT }: { since?: Release; root?: string } = {},
): Promise<Needed> {
  const recorded = recordedInterface(source, root);
  const notes = staleNotes(source, recorded, rendered);
  const release = since ?? lastRelease(source, root);
  if (!release) return { source, bump: "none", changes: [], notes, version: FIRST };
  const before = releasedInterface(source, release.tag, root);
  const { all, own } = await movesInFolder(source, root);
  const lists = [recorded, rendered.interface];
  const moves = { all: [...all, ...lists.flatMap(({ moved }) => moved ?? [])], own };
  const fromLists = lists.flatMap((after) =>
    before ? interfaceChanges(before, after, moves) : [],
  );
  const changes = sorted([
    ...(before ? [] : [withoutList(source, release)]),
    ...fromLists,
    ...fileChanges(source, release, rendered, root),
  ]);
  const bump = highest(changes);
  if (bump !== "major") notes.push(...breakingNotes(source, release, root));
  const missing = before ? unrecorded(before) : [];
  if (missing.length > 0) {
    notes.push(`not compared, because ${release.tag} does not record it: ${missing.join(", ")}`);
  }
  return {
    source,
    since: release,
    bump,
    changes,
    notes,
    version: nextVersion(release.version, bump),
  };
}

/** Judges an announced version by what is needed. */
export function judge(
  { source, since, bump, version: needed }: Needed,
  announced: string,
  root = ROOT,
): Verdict {
  if (!since) return { isEnough: true, text: "a first release may have any version" };
  if (bump === "none") {
    return semver.gte(announced, since.version)
      ? { isEnough: true, text: "nothing has changed" }
      : { isEnough: false, text: `too low: ${since.version} is released` };
  }
  if (semver.lt(coreOf(announced), coreOf(needed))) {
    return { isEnough: false, text: `too low: ${needed} is needed` };
  }
  if (semver.lte(announced, since.version)) {
    return { isEnough: false, text: `too low: ${since.version} is released` };
  }
  const taken = allReleases(source, root).find(({ version }) => version === announced);
  if (taken && commitOfTag(taken.tag, root) !== headOf(root)) {
    return { isEnough: false, text: `taken: there is a tag ${taken.tag}; ${needed} is needed` };
  }
  const [newest] = releasesBelowHead(source, root);
  if (newest && semver.lt(announced, newest.version) && semver.gt(newest.version, since.version)) {
    return { isEnough: false, text: `too low: ${newest.version} is released` };
  }
  return { isEnough: true, text: "enough" };
}

function staleNotes(source: ModuleSource, recorded: ModuleInterface, rendered: Rendered): string[] {
  const notes: string[] = [];
  if (compareInterfaces(recorded, rendered.interface).length > 0) {
    notes.push(
      `stale: ${interfaceFile(source)} is not what the stacks give; run npm run synth -- --accept`,
    );
  }
  if (rendered.isStale) {
    notes.push(`stale: ${source.path} is not what the stacks give; run npm run synth`);
  }
  return notes;
}

/** Behaviour is in no list: a commit that calls itself breaking is for a person to weigh. */
function breakingNotes({ path }: ModuleSource, { tag }: Release, root: string): string[] {
  const format = "--format=%h %s%x00%b%x01";
  return git(["log", format, `${tag}..HEAD`, "--", path], { cwd: root })
    .split("\u0001")
    .map((commit) => commit.trim().split("\0"))
    .filter(([subject = "", body = ""]) => {
      return /^\S+ [\w-]+(?:\([^)]*\))?!:/u.test(subject) || /^BREAKING[ -]CHANGE:/mu.test(body);
    })
    .map(
      ([subject = ""]) =>
        `a commit calls itself breaking, decide if it is for this module: ${subject}`,
    );
}

function withoutList(source: ModuleSource, { tag }: Release): Change {
  const text = `${tag} has no ${interfaceFile(source)}: nothing shows that its users are not broken`;
  return { bump: "major", text };
}

function fileChanges(
  source: ModuleSource,
  { tag }: Release,
  { isStale }: Rendered,
  root: string,
): Change[] {
  const files = changedFiles(source, tag, root);
  if (files.length > 0) {
    return [{ bump: "patch", text: `files are not the same: ${someOf(files, 5)}` }];
  }
  return isStale ? [{ bump: "patch", text: "what synth is going to write is not the same" }] : [];
}

/** By weight, each reason once. */
function sorted(changes: readonly Change[]): Change[] {
  const weight = { major: 0, minor: 1, patch: 2, none: 3 } as const;
  return [...new Map(changes.map((change) => [change.text, change])).values()].sort(
    (a, b) => weight[a.bump] - weight[b.bump],
  );
}
