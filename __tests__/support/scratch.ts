import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../../lib/root";

/** What a program left. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes an empty temporary folder, whose name begins with this one. */
export function scratchFolder(name: string): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
}

/** Removes a folder with everything in it, if it is there. */
export function remove(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Copies files and folders of this project. */
export function copyFromProject(
  names: readonly string[],
  folder: string,
  filter: (file: string) => boolean = () => true,
): void {
  for (const name of names) {
    fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter });
  }
}

/** Gives a folder this project's installed packages. */
export function linkPackages(folder: string): void {
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
}

/**
 * Runs a program to its end.
 * @throws Error when it cannot be run at all
 */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Finished {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env,
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** What node is given to run one of the project's scripts, such as `pack`, as npm does. */
export function scriptArguments(script: string, args: readonly string[]): string[] {
  return ["scripts/run.js", `scripts/${script}.ts`, ...args];
}

/**
 * What a git command prints, without white space around it.
 * @throws Error with git's words when it fails
 */
export function git(folder: string, args: readonly string[], env?: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = run("git", args, folder, env);
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** Makes a folder a git repository with an identity; its packages are not for git. */
export function initRepository(folder: string, env?: NodeJS.ProcessEnv): void {
  git(folder, ["init", "--quiet", "--initial-branch=main"], env);
  fs.appendFileSync(path.join(folder, ".git/info/exclude"), "node_modules\n");
  git(folder, ["config", "user.name", "Somebody"], env);
  git(folder, ["config", "user.email", "somebody@example.com"], env);
  git(folder, ["config", "commit.gpgsign", "false"], env);
}

/** Commits everything that is there. */
export function commitAll(folder: string, message: string, env?: NodeJS.ProcessEnv): void {
  git(folder, ["add", "--all"], env);
  git(folder, ["commit", "--quiet", "--message", message], env);
}
