import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Project } from "../support/project";
import { linkPackages, run, scriptArguments } from "../support/scratch";
import { describeTerraform } from "../support/terraform";

const MINIMAL = "modules/terraform-aws-langfuse/examples/minimal/main.tf";

describe("npm run publish:git", () => {
  let project: Project;
  beforeAll(() => {
    project = new Project();
    project.changeModule("feat(aws): the first change");
    project.write("elsewhere.md", "x\n");
    project.commit("feat: outside of the module");
  });
  afterAll(() => {
    project.dispose();
  });
  const publish = (remote: string, ...args: string[]) =>
    project.run("publish-git", "--module", "aws", "--remote", remote, ...args);
  const inRemote = (remote: string, ...args: string[]) => project.git("-C", remote, ...args);
  const references = (remote: string) =>
    inRemote(remote, "for-each-ref", "--format=%(refname) %(objecttype)");
  /** Takes the repository back to where it was. */
  const undone = (run: () => void) => {
    const head = project.git("rev-parse", "HEAD");
    try {
      run();
    } finally {
      project.git("reset", "-q", "--hard", head);
      project.git("clean", "-qfd");
    }
  };

  describe("two versions, one after the other", () => {
    let remote: string;
    let first: string;
    beforeAll(() => {
      remote = project.remote("two");
    });

    it("shows everything in a dry run and touches nothing", () => {
      const { status, stdout } = publish(remote, "--dry-run");
      expect(stdout).toContain(`terraform-aws-langfuse 1.0.0 would go to ${remote}`);
      expect(stdout).toMatch(/^ {2}branch main: 2 commits \(new\)$/mu);
      expect(stdout).toMatch(/^ {2}[0-9a-f]+ feat\(aws\): the first change$/mu);
      expect(stdout).toMatch(/^diff --git a\/main.tf b\/main.tf$/mu);
      expect(stdout).toMatch(/Dry run: nothing was pushed.\n$/u);
      expect([status, references(remote)]).toEqual([0, ""]);
    });

    it("publishes the module's own history and an annotated tag, and leaves nothing here", () => {
      const before = project.git("for-each-ref");
      const { status, stdout } = publish(remote);
      expect(stdout).toContain("git tag aws-v1.0.0 && git push origin aws-v1.0.0");
      expect(status).toBe(0);
      expect(references(remote)).toBe("refs/heads/main commit\nrefs/tags/v1.0.0 tag");
      expect(inRemote(remote, "log", "--format=%s", "v1.0.0")).toBe(
        "feat(aws): the first change\nfeat: the project",
      );
      expect(inRemote(remote, "rev-parse", "v1.0.0^{tree}")).toBe(
        project.git("rev-parse", "HEAD:modules/terraform-aws-langfuse"),
      );
      expect(project.git("for-each-ref")).toBe(before);
      expect(fs.existsSync(path.join(project.root, ".git/subtree-cache"))).toBe(false);
      first = inRemote(remote, "rev-parse", "main");
    });

    it.each([[[]], [["--dry-run"]]])("refuses the same version again %j", (args: string[]) => {
      const { status, stderr } = publish(remote, ...args);
      expect(stderr.trim()).toMatch(
        /^publish:git: --version: 1.0.0 is published already, as tag v1/u,
      );
      expect(status).toBe(2);
    });

    it("goes on from there with the next version", () => {
      project.changeModule("feat(aws): the second change");
      const dry = publish(remote, "--version", "1.1.0", "--dry-run");
      expect(dry.stdout).toMatch(/^\+# feat\(aws\): the second change$/mu);
      expect(dry.stdout).toMatch(/^ {2}branch main: 1 commit \([0-9a-f]+\.\.[0-9a-f]+\)$/mu);
      const { status, stderr } = publish(remote, "--version", "1.1.0");
      expect(stderr).toMatch(/^note: .*CHANGELOG.md names 1.0.0 first, not 1.1.0$/mu);
      expect(status).toBe(0);
      expect(inRemote(remote, "rev-parse", "v1.1.0^{commit}~1")).toBe(first);
    });

    it("refuses a version below the branch's newest, which another branch takes", () => {
      const low = publish(remote, "--version", "1.0.1");
      expect(low.stderr).toMatch(
        /^publish:git: --version: got 1.0.1, and branch main of .* has 1.1.0/u,
      );
      expect(low.status).toBe(2);
      expect(publish(remote, "--version", "1.0.1", "--branch", "1.0.x").status).toBe(0);
    });

    it("refuses an older commit, and a branch with commits of somebody else's", () => {
      undone(() => {
        project.git("reset", "-q", "--hard", "HEAD~1");
        expect(publish(remote, "--version", "1.2.0").stderr).toMatch(
          /branch main has 1 commit that HEAD does not lead to .*: publish from a newer commit/u,
        );
      });
      const clone = path.join(project.folder, "clone");
      project.git("clone", "-q", remote, clone);
      const identity = ["-c", "user.name=X", "-c", "user.email=x@example.com"];
      project.git("-C", clone, ...identity, "commit", "-qm", "docs: by X", "--allow-empty");
      project.git("-C", clone, "push", "-q", "origin", "main");
      const before = inRemote(remote, "for-each-ref");
      const { status, stderr } = publish(remote, "--version", "1.2.0");
      expect(stderr.trim()).toMatch(
        /has 1 commit that HEAD does not lead to \([0-9a-f]+ docs: by X\)/u,
      );
      expect([status, inRemote(remote, "for-each-ref")]).toEqual([1, before]);
    });
  });

  it("pushes neither branch nor tag when the remote refuses one of them", () => {
    const remote = project.remote("hook");
    const hook = '#!/bin/sh\ncase "$1" in refs/tags/*) echo no tags today >&2; exit 1;; esac\n';
    fs.mkdirSync(path.join(remote, "hooks"), { recursive: true });
    fs.writeFileSync(path.join(remote, "hooks/update"), hook, { mode: 0o755 });
    const { status, stderr } = publish(remote);
    expect(stderr.trim()).toMatch(/^publish:git: .*no tags today.*; nothing was published$/u);
    expect([status, references(remote)]).toEqual([1, ""]);
  });

  it("needs nobody's identity", () => {
    const remote = project.remote("anonymous");
    const none = path.join(project.folder, "none");
    const env = { ...process.env, GIT_CONFIG_GLOBAL: none, GIT_CONFIG_SYSTEM: none };
    project.git("config", "user.useConfigOnly", "true");
    const argv = [
      "scripts/run.js",
      "scripts/publish-git.ts",
      "--module",
      "aws",
      "--remote",
      remote,
    ];
    project.git("config", "--unset", "user.email");
    const { status, stderr } = spawnSync(process.execPath, argv, {
      cwd: project.root,
      encoding: "utf8",
      env,
    });
    project.git("config", "user.email", "somebody@example.com");
    expect([stderr, status]).toEqual(["", 0]);
    expect(inRemote(remote, "cat-file", "-p", "v1.0.0")).toContain(
      "tagger Somebody <somebody@example.com>",
    );
  });

  it("refuses what is not committed", () => {
    const remote = project.remote("dirty");
    undone(() => {
      project.write("not-committed.md", "x\n");
      const { status, stderr } = publish(remote);
      expect(stderr.trim()).toMatch(
        /not-committed.md not committed: what is published is the commit/u,
      );
      expect([status, references(remote)]).toEqual([2, ""]);
    });
  });

  it("refuses modules/ that is not what the stacks give", () => {
    const remote = project.remote("stale");
    undone(() => {
      project.edit("modules/terraform-aws-langfuse/versions.tf", "1.11", "1.12");
      project.commit("feat: by hand");
      const { status, stderr } = publish(remote);
      expect(stderr.trim()).toBe(
        "publish:git: terraform-aws-langfuse: modules/terraform-aws-langfuse stale: run npm run synth, read the diff and commit it",
      );
      expect([status, references(remote)]).toEqual([1, ""]);
    });
  });

  it("refuses a version that a tag of this repository gives to another commit", () => {
    const remote = project.remote("tagged");
    project.git("tag", "aws-v1.0.0", "HEAD~1");
    const { status, stderr } = publish(remote);
    project.git("tag", "--delete", "aws-v1.0.0");
    expect(stderr).toMatch(/--version: 1.0.0 is [0-9a-f]{12} by the tag aws-v1.0.0, and HEAD is/u);
    expect([status, references(remote)]).toEqual([2, ""]);
  });

  it("refuses a shallow clone, whose history is not whole", () => {
    const remote = project.remote("shallow");
    const shallow = path.join(project.folder, "shallow-clone");
    project.git("clone", "-q", "--depth=1", `file://${project.root}`, shallow);
    linkPackages(shallow);
    const argv = scriptArguments("publish-git", ["--module", "aws", "--remote", remote]);
    const ran = run(process.execPath, argv, shallow);
    expect(ran.stderr).toMatch(/this clone is shallow, .* git fetch --unshallow/u);
    expect([ran.status, references(remote)]).toEqual([1, ""]);
  });

  it("says in one line that a remote cannot be reached", () => {
    const { status, stderr } = publish(
      path.join(project.folder, "nowhere/terraform-aws-langfuse.git"),
    );
    expect(stderr.trim()).toMatch(
      /^publish:git: .*nowhere\/terraform-aws-langfuse.git: fatal: .*$/u,
    );
    expect(status).toBe(1);
  });

  it.each([
    [["--module", "gcp"], /--module: got "gcp", expected one of aws, azurerm$/u],
    [
      ["--module", "azurerm"],
      /--remote: got ".*", expected a repository named terraform-azurerm-/u,
    ],
    [["--version", "1.0"], /--version: got "1.0", expected a semantic version/u],
    [["--branch", "a..b"], /--branch: got "a..b", expected a branch's name such as main$/u],
  ])("refuses %j in one line", (args, message) => {
    const { status, stdout, stderr } = publish("/nowhere/terraform-aws-langfuse", ...args);
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim()).not.toContain("\n");
    expect([status, stdout]).toEqual([2, ""]);
  });

  it.each(["--module", "--remote"])("asks for %s where it is missing", (option) => {
    const others = option === "--module" ? ["--remote", "x"] : ["--module", "aws"];
    const { status, stderr } = project.run("publish-git", ...others);
    expect(stderr.trim()).toMatch(new RegExp(`^publish:git: ${option} is missing: give .*$`, "u"));
    expect(status).toBe(2);
  });

  describeTerraform("what was published", (terraform) => {
    it("is a module that terraform takes by its version", async () => {
      const remote = project.remote("terraform");
      expect(publish(remote).status).toBe(0);
      const source = `git::file://${remote}?ref=v1.0.0`;
      const workspace = await terraform.ready({
        files: { "main.tf": `module "langfuse" {\n  source = "${source}"\n}\n` },
      });
      expect((await workspace.validate()).ok).toBe(true);
      const installed = path.join(
        workspace.dir,
        ".terraform/modules/langfuse/examples/minimal/main.tf",
      );
      expect(fs.readFileSync(installed, "utf8")).toBe(project.read(MINIMAL));
    });
  });
});
