import path from "node:path";
import { UsageError } from "../cli";
import { git, GitError } from "./git";
import type { ModuleSource } from "./module-source";

/** A repository to publish to. */
export interface Remote {
  /** As git takes it from any folder. */
  readonly url: string;
  /** The same without a user's name or token, to be shown. */
  readonly label: string;
}

/** What a remote repository has: ids by full name of the reference. */
export type References = ReadonlyMap<string, string>;

/**
 * Reads `--remote`: a URL, `git@host:path` or a folder. Its last part has to be the module's repository name,
 * because the public registries take a module's name and system from there.
 *
 * @throws UsageError for anything else
 * @see https://developer.hashicorp.com/terraform/registry/modules/publish
 */
export function parseRemote(text: string, { repository }: ModuleSource, cwd: string): Remote {
  const name = text
    .replace(/\/+$/u, "")
    .replace(/\.git$/u, "")
    .split(/[/:\\]/u)
    .at(-1);
  if (name !== repository || text.startsWith("-") || /\s/u.test(text.trim())) {
    throw new UsageError(
      `--remote: got "${withoutUser(text)}", expected a repository named ${repository}, as registries demand: for instance git@github.com:OWNER/${repository}.git`,
    );
  }
  // Git's own rule: a colon before the first slash makes it a host.
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) || /^[^/]+:/u.test(text);
  const url = isAddress ? text : path.resolve(cwd, text);
  return { url, label: withoutUser(url) };
}

function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)[^/@]*@/iu, "$1");
}

/**
 * The branches and tags of a remote repository.
 * @throws Error with git's reason when it cannot be reached
 */
export function referencesOf(remote: Remote, cwd: string): References {
  const text = remoteGit(remote, ["ls-remote", "--heads", "--tags", "--", remote.url], cwd);
  return new Map(
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => {
        const [id = "", name = ""] = line.split("\t");
        return [name, id];
      }),
  );
}

/**
 * Runs a git command that talks to the remote.
 * @throws Error with git's reason in one line and without tokens
 */
export function remoteGit(remote: Remote, args: readonly string[], cwd: string): string {
  try {
    return git(args, { cwd });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new Error(`${remote.label}: ${reasonOf(error.stderr || error.message, remote)}`);
  }
}

const TELLING = /^(?:fatal|error|remote|ssh|ERROR|Permission|Host key| ! )/u;

/** What git says of a failure, in one line: without its hints. */
function reasonOf(stderr: string, { url, label }: Remote): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.filter((line) => TELLING.test(line));
  return (telling.length > 0 ? telling : lines)
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .join("; ")
    .replaceAll(url, label)
    .replace(/(https?:\/\/)[^/@\s]*@/giu, "$1");
}
