import semver from "semver";
import { UsageError } from "../cli";
import { ROOT } from "../root";
import { headOf } from "./committed-files";
import { git, GitError } from "./git";
import type { ModuleSource } from "./module-source";
import { commitOfTag } from "./released";
import { type References, referencesOf, type Remote, remoteGit } from "./remote";
import { inScratchRepository, splitModule } from "./subtree";
import { tagOf } from "./version";

/** What to publish, and where. */
export interface Publication {
  readonly source: ModuleSource;
  readonly version: string;
  readonly remote: Remote;
  readonly branch: string;
}

/** What a publication does to the remote repository. */
export interface Publishable extends Publication {
  /** The newest commit of the module's own history. */
  readonly commit: string;
  /** The annotated tag's name, `v1.2.0`. */
  readonly tag: string;
  /** What the branch is at now; missing where there is no such branch. */
  readonly before?: string;
  /** The commits that the branch gets, the newest first: short id and subject. */
  readonly commits: readonly string[];
  /** How the files of the branch change, as git prints it: a summary, and the whole patch. */
  readonly stat: string;
  readonly patch: string;
}

/**
 * Puts a module into its own repository: its history on a branch and an annotated tag, both or neither, and
 * nothing by force.
 *
 * @param dryRun true to find out all about it and push nothing
 * @throws UsageError for a version that is there already or too low, or another commit's by its tag here
 * @throws Error when the remote cannot be reached, or has a history that does not come from here
 */
export function publishToGit(
  publication: Publication,
  { dryRun, root = ROOT }: { dryRun: boolean; root?: string },
): Publishable {
  const { source, version, remote } = publication;
  const head = headOf(root);
  refuseOtherTag(source, version, head, root);
  return inScratchRepository((scratch) => {
    const references = referencesOf(remote, scratch);
    refuseKnownTag(publication, references);
    const commit = splitModule(source, { commit: head, scratch, root });
    const tag = makeTag(publication, commit, scratch);
    const before = fetchBranch(publication, { references, commit, scratch });
    refuseForeignHistory(publication, { before, commit, scratch });
    refuseLowVersion(publication, { before, scratch });
    const plan = { ...publication, commit, before, ...describe(before, commit, scratch) };
    if (!dryRun) push(publication, { commit, tag, scratch });
    return { ...plan, tag: tagName(version) };
  }, root);
}

function tagName(version: string): string {
  return `v${version}`;
}

/**
 * Refuses a name that git has for no branch.
 * @throws UsageError
 */
export function checkBranch(branch: string): string {
  try {
    git(["check-ref-format", `refs/heads/${branch}`]);
    return branch;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`--branch: got "${branch}", expected a branch's name such as main`);
  }
}

/** The tag of this repository says which commit a version is; publishing another one would make it lie. */
function refuseOtherTag(source: ModuleSource, version: string, head: string, root: string): void {
  const tag = tagOf(source, version);
  const commit = commitOfTag(tag, root);
  if (commit === undefined || commit === head) return;
  throw new UsageError(
    `--version: ${version} is ${commit.slice(0, 12)} by the tag ${tag}, and HEAD is ${head.slice(0, 12)}: check out ${tag}, or give another version`,
  );
}

/** Registries read `1.2.0` and `v1.2.0` as the same version. */
function refuseKnownTag({ version, remote }: Publication, references: References): void {
  const found = [tagName(version), version].find((tag) => references.has(`refs/tags/${tag}`));
  if (found === undefined) return;
  throw new UsageError(
    `--version: ${version} is published already, as tag ${found} of ${remote.label}, and a published version is never replaced: give a higher version`,
  );
}

/** An annotated tag by whoever made the commit, at its time: the same each time, and no identity is needed. */
function makeTag({ source, version }: Publication, commit: string, scratch: string): string {
  const [name = "", email = "", date = ""] = git(
    ["log", "-1", "--date=raw", "--format=%cn%n%ce%n%cd", commit],
    { cwd: scratch },
  ).split("\n");
  return git(["mktag"], {
    cwd: scratch,
    input: [
      `object ${commit}`,
      "type commit",
      `tag ${tagName(version)}`,
      `tagger ${name} <${email}> ${date}`,
      "",
      `${source.repository} ${version}`,
      "",
    ].join("\n"),
  });
}

interface Place {
  readonly before?: string;
  readonly commit: string;
  readonly scratch: string;
}

const FETCHED = "refs/remotes/target/branch";

/** Fetches the branch and the tags; git leaves out what the module's history has already. */
function fetchBranch(
  { remote, branch }: Publication,
  { references, commit, scratch }: Place & { references: References },
): string | undefined {
  const id = references.get(`refs/heads/${branch}`);
  if (id === undefined) return undefined;
  git(["update-ref", "refs/heads/split", commit], { cwd: scratch });
  const what = [`+refs/heads/${branch}:${FETCHED}`, "+refs/tags/*:refs/tags/*"];
  remoteGit(remote, ["fetch", "--quiet", "--no-tags", "--", remote.url, ...what], scratch);
  return git(["rev-parse", "--verify", FETCHED], { cwd: scratch });
}

/** Commits that the module's history does not have: of somebody else's, or of a later commit of this repository. */
function refuseForeignHistory({ remote, branch }: Publication, place: Place): void {
  const { before, commit, scratch } = place;
  if (before === undefined || isAncestor(before, commit, scratch)) return;
  const range = [before, `^${commit}`];
  const foreign = git(["log", "--format=%h %s", ...range], { cwd: scratch }).split("\n");
  throw new Error(
    `${remote.label}: branch ${branch} has ${plural(foreign.length, "commit")} that HEAD does not lead to (${foreign[0] ?? ""}), and nothing is forced: publish from a newer commit; or, if somebody committed there, bring it here and take it off that branch; or give an empty repository or another --branch`,
  );
}

/** `1 commit`, `2 commits`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function isAncestor(older: string, newer: string, cwd: string): boolean {
  return git(["rev-list", "--max-count=1", older, `^${newer}`], { cwd }) === "";
}

/** Only the versions of this branch count, so that an older line can be kept up on a branch of its own. */
function refuseLowVersion({ version, remote, branch }: Publication, place: Omit<Place, "commit">) {
  const { before, scratch } = place;
  if (before === undefined) return;
  const [newest] = git(["tag", "--list", "--merged", before], { cwd: scratch })
    .split("\n")
    .map((tag) => tag.replace(/^v/u, ""))
    .filter((tag) => semver.valid(tag) === tag)
    .sort(semver.rcompare);
  if (newest === undefined || semver.gt(version, newest)) return;
  throw new UsageError(
    `--version: got ${version}, and branch ${branch} of ${remote.label} has ${newest}: give a higher version, or a branch of its own with --branch`,
  );
}

function describe(before: string | undefined, commit: string, scratch: string) {
  const empty = git(["hash-object", "-t", "tree", "--stdin"], { cwd: scratch });
  const range = [before ?? empty, commit];
  const plain = ["--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/"];
  const log = ["log", "--no-color", "--format=%h %s", commit, ...(before ? [`^${before}`] : [])];
  return {
    commits: git(log, { cwd: scratch }).split("\n").filter(Boolean),
    stat: git(["diff", "--stat=100", ...plain, ...range], { cwd: scratch }),
    patch: git(["diff", ...plain, ...range], { cwd: scratch }),
  };
}

/**
 * Pushes both or neither. After a failure the remote is asked what it has, because a connection may break when
 * everything has arrived.
 */
function push(
  { remote, branch, version }: Publication,
  { commit, tag, scratch }: { commit: string; tag: string; scratch: string },
): void {
  const name = `refs/tags/${tagName(version)}`;
  const what = [`${commit}:refs/heads/${branch}`, `${tag}:${name}`];
  try {
    remoteGit(remote, ["push", "--quiet", "--atomic", "--", remote.url, ...what], scratch);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    let there: string | undefined;
    try {
      there = referencesOf(remote, scratch).get(name);
    } catch {
      throw new Error(`${reason}; whether it has arrived is unknown: git ls-remote --tags says`);
    }
    if (there !== tag) throw new Error(`${reason}; nothing was published`);
  }
}
