import fs from "node:fs";
import path from "node:path";
import { git } from "../../lib/release/git";
import { ROOT } from "../../lib/root";
import * as scratch from "./scratch";

/** So that tests do not depend on what has been released. */
const CHANGELOG = "# Changelog\n\n## 1.0.0 (2026-11-21)\n\nFirst release.\n";

/** A throw-away git repository with this project's working tree in it, committed and not stale. */
export class Project {
  public readonly folder = scratch.scratchFolder("project");
  public readonly root = path.join(this.folder, "project");

  public constructor() {
    try {
      this.fill();
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  private fill(): void {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    for (const file of git(args).split("\0").filter(Boolean)) {
      const from = path.join(ROOT, file);
      if (!fs.existsSync(from)) continue;
      fs.mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
      fs.copyFileSync(from, path.join(this.root, file));
    }
    scratch.linkPackages(this.root);
    scratch.initRepository(this.root);
    for (const system of ["aws", "azurerm"]) {
      this.write(`modules/terraform-${system}-langfuse/CHANGELOG.md`, CHANGELOG);
    }
    this.synth();
    this.commit("feat: the project");
  }

  public dispose(): void {
    scratch.remove(this.folder);
  }

  /** Runs git in the repository, or in another folder of the same name beside it. */
  public git(...args: string[]): string {
    return scratch.git(this.root, args);
  }

  /** Runs one of the project's scripts, such as `publish-git`. */
  public run(script: string, ...args: string[]): scratch.Finished {
    const env = { ...process.env, INIT_CWD: this.root };
    return scratch.run(process.execPath, scratch.scriptArguments(script, args), this.root, env);
  }

  /** Brings `modules/` and `docs/interface` up to date. */
  public synth(): void {
    const { status, stderr } = this.run("synth", "--accept");
    if (status !== 0) throw new Error(stderr);
  }

  public commit(message: string): void {
    scratch.commitAll(this.root, message);
  }

  public read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), "utf8");
  }

  /** Replaces a text in a file, which has to be there. */
  public edit(file: string, before: string | RegExp, after: string): void {
    const text = this.read(file);
    const edited = text.replace(before, after);
    if (edited === text) throw new Error(`${file} has no ${before.toString()}`);
    this.write(file, edited);
  }

  public write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.root, file), text);
  }

  /** Takes back everything that is not committed. */
  public restore(): void {
    this.git("reset", "--quiet", "--hard");
    this.git("clean", "--quiet", "-fd");
  }

  /** Adds a line to a file of the AWS module that a person keeps, and commits it. */
  public changeModule(message: string): void {
    const file = "modules/terraform-aws-langfuse/examples/minimal/main.tf";
    this.write(file, `${this.read(file)}# ${message}\n`);
    this.commit(message);
  }

  /** An empty repository to publish to, named as registries demand. */
  public remote(folder: string): string {
    const remote = path.join(this.folder, folder, "terraform-aws-langfuse.git");
    this.git("init", "--quiet", "--bare", "--initial-branch=main", remote);
    return remote;
  }
}
