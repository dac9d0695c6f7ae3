import { UsageError } from "../cli";
import { ROOT } from "../root";
import { git, gitBytes, GitError, uncommitted } from "./git";
import type { ModuleSource } from "./module-source";

/** A file as a commit has it, whatever a checkout makes of its line ends, mode or time. */
export interface CommittedFile {
  /** From the folder that was asked for, with `/`. */
  readonly path: string;
  readonly content: Buffer;
  readonly isExecutable: boolean;
}

/** Modes of git's that an archive can show: a file, and a file to run. */
const MODES: Readonly<Record<string, { isExecutable: boolean } | undefined>> = {
  "100644": { isExecutable: false },
  "100755": { isExecutable: true },
};

/** The full id of the commit that a revision names. */
export function commitOf(revision: string, root = ROOT): string {
  return git(["rev-parse", "--verify", `${revision}^{commit}`], { cwd: root });
}

/**
 * The full id of the newest commit.
 * @throws Error that says what is missing: git, a repository or its first commit
 */
export function headOf(root = ROOT): string {
  try {
    return commitOf("HEAD", root);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const [reason = ""] = error.message.split("\n");
    throw new Error(
      `modules are read from a commit, and here is none (${reason}): install git and work in a clone`,
    );
  }
}

/**
 * The files below a folder as a commit has them, read from git's objects and sorted by the bytes of their paths.
 *
 * @throws UsageError for what is no plain file, such as a symbolic link: registries refuse it
 * @throws Error when the commit has no such folder
 */
export function committedFiles(folder: string, commit: string, root = ROOT): CommittedFile[] {
  const listed = gitBytes(["ls-tree", "-r", "-z", commit, "--", `${folder}/`], { cwd: root })
    .toString()
    .split("\0")
    .filter(Boolean)
    .map((line) => parseEntry(line, folder));
  if (listed.length === 0) throw new Error(`commit ${commit.slice(0, 12)} has no ${folder}`);
  const blobs = readBlobs(
    listed.map(({ blob }) => blob),
    root,
  );
  return listed
    .map(({ path, isExecutable }, index) => ({
      path,
      isExecutable,
      content: blobs[index] ?? Buffer.alloc(0),
    }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

/**
 * Refuses a module with files that no commit has: what is packed or published is the commit.
 * @throws UsageError that names the files
 */
export function refuseUncommitted({ path: folder }: ModuleSource, root = ROOT): void {
  const files = uncommitted(folder, root).map((name) => name.replace(`${folder}/`, ""));
  if (files.length === 0) return;
  throw new UsageError(
    `${folder}: ${someOf(files)} not committed: what is packed is the commit; commit or remove, then run again`,
  );
}

/** The first names of a list and how many more there are, so that a message stays one line. */
export function someOf(names: readonly string[], shown = 3): string {
  const more = names.length - shown;
  return names.slice(0, shown).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function parseEntry(line: string, folder: string): Omit<CommittedFile, "content"> & Blob {
  const [, mode = "", blob = "", name = ""] = /^(\d+) \w+ (\w+)\t(.*)$/su.exec(line) ?? [];
  const kind = MODES[mode];
  if (!kind) {
    throw new UsageError(
      `${name}: is no plain file (git's mode ${mode}), which registries refuse in a module: replace it by a file`,
    );
  }
  return { path: name.slice(folder.length + 1), blob, ...kind };
}

interface Blob {
  readonly blob: string;
}

/** The contents of git objects, by one process for all. */
function readBlobs(ids: readonly string[], root: string): Buffer[] {
  const output = gitBytes(["cat-file", "--batch"], { cwd: root, input: `${ids.join("\n")}\n` });
  let offset = 0;
  return ids.map((id) => {
    const endOfHead = output.indexOf("\n", offset);
    const [, kind, size] = output.subarray(offset, endOfHead).toString().split(" ");
    if (kind !== "blob") throw new Error(`git has no file ${id}: fetch the commit and try again`);
    const start = endOfHead + 1;
    offset = start + Number(size) + 1;
    return output.subarray(start, offset - 1);
  });
}
