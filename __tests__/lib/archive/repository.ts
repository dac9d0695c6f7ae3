import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sha256 } from "../../../lib/archive/entry";
import { ROOT } from "../../../lib/root";

/** What a program left. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nobody's git configuration, and commits that are the same each time. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: os.devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.com",
  GIT_AUTHOR_DATE: "2026-01-31T00:00:00Z",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.com",
  GIT_COMMITTER_DATE: "2026-01-31T00:00:00Z",
};

/** A git repository of a test's own, in a temporary folder. */
export class Repository {
  private constructor(
    public readonly folder: string,
    private readonly parent: string,
  ) {}

  /** One with files, committed. */
  public static of(files: Readonly<Record<string, string>>): Repository {
    const repository = Repository.empty();
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.commit(files);
    return repository;
  }

  /**
   * One with this project's modules and scripts as they are now, committed. It has no `.gitattributes`, so that
   * a clone's own line ends come to bear.
   */
  public static ofProject(): Repository {
    const repository = Repository.empty();
    for (const name of ["lib", "modules", "scripts", "package.json"]) {
      fs.cpSync(path.join(ROOT, name), path.join(repository.folder, name), {
        recursive: true,
        filter: (file) => !/\.terraform$|\.terraform\.lock\.hcl$|\.tfstate/u.test(file),
      });
    }
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.commit({ ".gitignore": "/node_modules\n/build/\n" });
    repository.linkPackages();
    return repository;
  }

  private static empty(): Repository {
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), "repository-"));
    const folder = path.join(parent, "here");
    fs.mkdirSync(folder);
    return new Repository(folder, parent);
  }

  /** A clone in another folder; it goes with this one. */
  public clone(name: string, ...args: string[]): Repository {
    const folder = path.join(this.parent, name);
    this.git("clone", "--quiet", ...args, `file://${this.folder}`, folder);
    const clone = new Repository(folder, path.join(folder, "nothing"));
    if (fs.existsSync(path.join(this.folder, "node_modules"))) clone.linkPackages();
    return clone;
  }

  public path(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  /** A path beside the repository, which goes with it. */
  public beside(...names: string[]): string {
    return path.join(this.parent, ...names);
  }

  public write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
      fs.writeFileSync(this.path(name), text);
    }
  }

  /** Writes files and commits everything. */
  public commit(files: Readonly<Record<string, string>> = {}): void {
    this.write(files);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", "test: commit");
  }

  /** What a git command prints. */
  public git(...args: string[]): string {
    const finished = run("git", args, this.folder);
    if (finished.status !== 0) throw new Error(`git ${args.join(" ")}: ${finished.stderr}`);
    return finished.stdout.trim();
  }

  /** Runs one of the scripts of {@link ofProject}, as npm does. */
  public script(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Finished {
    const file = path.join("scripts", name);
    return run(process.execPath, ["scripts/run.js", file, ...args], this.folder, env);
  }

  public dispose(): void {
    fs.rmSync(this.parent, { recursive: true, force: true });
  }

  private linkPackages(): void {
    fs.symlinkSync(path.join(ROOT, "node_modules"), this.path("node_modules"));
  }
}

/** Every file below a folder, with its content. */
export function filesIn(folder: string): Map<string, string> {
  if (!fs.existsSync(folder)) return new Map();
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => [name, fs.readFileSync(path.join(folder, name), "latin1")]),
  );
}

/** The same with sums in place of the contents, for what nobody can read. */
export function sumsIn(folder: string): Map<string, string> {
  const sums = [...filesIn(folder)].map(
    ([name, content]) => [name, sha256(Buffer.from(content, "latin1"))] as const,
  );
  return new Map(sums);
}

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Finished {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...ENVIRONMENT, ...env },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}
