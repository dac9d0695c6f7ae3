import { spawnSync } from "node:child_process";
import { ROOT } from "../root";

/** A git command that failed; the message is what git wrote to standard error. */
export class GitError extends Error {
  /** @param stderr what git wrote, without the command's own line */
  public constructor(
    message: string,
    public readonly stderr = "",
  ) {
    super(message);
  }
}

/** What git sets for its hooks; it would lead commands for other repositories into this one. */
const LOCAL =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|COMMON_DIR|PREFIX|NAMESPACE|ALTERNATE_\w+)$/u;

function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !LOCAL.test(name));
  return { ...Object.fromEntries(own), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", ...env };
}

/** Where and how a git command runs. */
export interface GitOptions {
  /** Folder to run it in; the root of this repository unless given. */
  readonly cwd?: string;
  /** What it reads from standard input. */
  readonly input?: string;
  /** Environment variables on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * What a git command prints, as it is.
 * @throws GitError when git is missing or exits with anything but 0
 */
export function gitBytes(
  args: readonly string[],
  { cwd = ROOT, input = "", env = {} }: GitOptions = {},
): Buffer {
  const { status, stdout, stderr, error } = spawnSync("git", args, {
    cwd,
    input,
    maxBuffer: 1 << 30,
    env: environment(env),
  });
  if (error) throw new GitError(`git ${args[0] ?? ""}: ${error.message}`);
  if (status === 0) return stdout;
  const text = stderr.toString().trim();
  throw new GitError(`git ${args.join(" ")}: ${text}`, text);
}

/** What a git command prints, as text without white space at its ends. */
export function git(args: readonly string[], options: GitOptions = {}): string {
  return gitBytes(args, options).toString().trim();
}

/**
 * The files under a path that differ from HEAD, untracked ones included, from the root of the repository. Packages
 * are none of them, also behind a symbolic link.
 */
export function uncommitted(under: string, cwd = ROOT): string[] {
  const status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all"];
  return gitBytes([...status, "--", under, ":(exclude)node_modules"], { cwd })
    .toString()
    .split("\0")
    .filter(Boolean)
    .map((line) => line.slice(3));
}
