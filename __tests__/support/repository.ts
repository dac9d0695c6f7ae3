import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sha256 } from "../../lib/archive/entry";
import * as scratch from "./scratch";

/** Nobody's git configuration, and commits that are the same each time. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: os.devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_DATE: "2026-01-31T00:00:00Z",
  GIT_COMMITTER_DATE: "2026-01-31T00:00:00Z",
};

const environment = (more: NodeJS.ProcessEnv = {}) => ({ ...process.env, ...ENVIRONMENT, ...more });

/** A git repository of a test's own, in a temporary folder. */
export class Repository {
  private constructor(
    public readonly folder: string,
    private readonly parent: string,
  ) {}

  /** One with files, committed. */
  public static of(files: Readonly<Record<string, string>>): Repository {
    const repository = Repository.empty();
    scratch.initRepository(repository.folder, environment());
    repository.commit(files);
    return repository;
  }

  /**
   * One with this project's modules and scripts as they are now, committed. It has no `.gitattributes`, so that
   * a clone's own line ends come to bear.
   */
  public static ofProject(): Repository {
    const repository = Repository.empty();
    const isKept = (file: string) => !/\.terraform$|\.terraform\.lock\.hcl$|\.tfstate/u.test(file);
    scratch.copyFromProject(
      ["lib", "modules", "scripts", "package.json"],
      repository.folder,
      isKept,
    );
    scratch.initRepository(repository.folder, environment());
    repository.commit({ ".gitignore": "/node_modules\n/build/\n" });
    scratch.linkPackages(repository.folder);
    return repository;
  }

  private static empty(): Repository {
    const parent = scratch.scratchFolder("repository");
    const folder = path.join(parent, "here");
    fs.mkdirSync(folder);
    return new Repository(folder, parent);
  }

  /** A clone in another folder; it goes with this one. */
  public clone(name: string, ...args: string[]): Repository {
    const folder = path.join(this.parent, name);
    this.git("clone", "--quiet", ...args, `file://${this.folder}`, folder);
    const clone = new Repository(folder, path.join(folder, "nothing"));
    if (fs.existsSync(path.join(this.folder, "node_modules"))) scratch.linkPackages(folder);
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
    scratch.commitAll(this.folder, "test: commit", environment());
  }

  /** What a git command prints. */
  public git(...args: string[]): string {
    return scratch.git(this.folder, args, environment());
  }

  /** Runs one of the scripts of {@link ofProject}, as npm does. */
  public script(
    name: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): scratch.Finished {
    const argv = scratch.scriptArguments(name, args);
    return scratch.run(process.execPath, argv, this.folder, environment(env));
  }

  public dispose(): void {
    scratch.remove(this.parent);
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
