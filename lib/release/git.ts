import { spawnSync } from "node:child_process";
import { ROOT } from "../root";

/** A git command that failed; the message is what git wrote to standard error. */
export class GitError extends Error {}

/**
 * What a git command prints, as it is.
 * @throws GitError when git is missing or exits with anything but 0
 */
export function gitBytes(args: readonly string[], { cwd = ROOT, input = "" } = {}): Buffer {
  const { status, stdout, stderr, error } = spawnSync("git", args, {
    cwd,
    input,
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" },
  });
  if (error) throw new GitError(`git ${args[0] ?? ""}: ${error.message}`);
  if (status === 0) return stdout;
  throw new GitError(`git ${args.join(" ")}: ${stderr.toString().trim()}`);
}

/** What a git command prints, as text without white space at its ends. */
export function git(
  args: readonly string[],
  options: { cwd?: string; input?: string } = {},
): string {
  return gitBytes(args, options).toString().trim();
}

/** The files under a path that differ from HEAD, untracked ones included, as `git status` names them. */
export function uncommitted(under: string, cwd = ROOT): string[] {
  const text = gitBytes(["status", "--porcelain", "--untracked-files=all", "--", under], { cwd });
  return text.toString().split("\n").filter(Boolean);
}
