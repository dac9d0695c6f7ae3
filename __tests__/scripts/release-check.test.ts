import { Project } from "../support/project";

const LIST = "docs/interface/terraform-aws-langfuse.json";
const CHANGELOG = "modules/terraform-aws-langfuse/CHANGELOG.md";

describe("npm run release:check", () => {
  let project: Project;
  beforeAll(() => {
    project = new Project();
  });
  afterAll(() => {
    project.dispose();
  });
  afterEach(() => {
    project.restore();
  });
  const check = (...args: string[]) => project.run("release-check", "--module", "aws", ...args);
  const editList = (edit: (list: { variables: Record<string, object | undefined> }) => void) => {
    const list = JSON.parse(project.read(LIST)) as { variables: Record<string, object> };
    edit(list);
    project.write(LIST, JSON.stringify(list));
  };

  it("takes any version for a first release", () => {
    const { status, stdout } = project.run("release-check");
    expect(stdout).toMatch(/^aws: first release, no tag yet$/mu);
    expect(stdout).toMatch(/^azurerm: first release, no tag yet$/mu);
    expect(status).toBe(0);
  });

  describe("after 1.0.0", () => {
    beforeAll(() => {
      project.git("tag", "aws-v1.0.0");
      project.git("tag", "azurerm-v1.0.0");
    });

    it("has nothing to say when nothing has changed", () => {
      const { status, stdout } = project.run("release-check");
      expect(stdout).toMatch(/^aws: none since aws-v1.0.0$/mu);
      expect(status).toBe(0);
    });

    it("says major for a variable that the recorded list no longer has, and fails", () => {
      editList(({ variables }) => (variables.cache_node_type = undefined));
      const { status, stdout } = check();
      expect(stdout).toMatch(/^aws: major since aws-v1.0.0$/mu);
      expect(stdout).toMatch(/^ {2}major: variable cache_node_type is gone$/mu);
      expect(stdout).toContain("announces 1.0.0: too low: 2.0.0 is needed");
      expect(status).toBe(1);
    });

    it("says minor for a variable that the recorded list has more", () => {
      editList(({ variables }) => (variables.brand_new = { type: "string", required: false }));
      const { status, stdout } = check("--version", "1.1.0");
      expect(stdout).toMatch(/^ {2}minor: variable brand_new is new, and optional$/mu);
      expect(stdout).toMatch(/--version is 1.1.0: enough$/mu);
      expect(status).toBe(0);
    });

    it("sees a stack that synth has not written yet, and says what is stale", () => {
      project.edit("stacks/aws/inputs/cache.ts", 'default: "cache.t4g.micro",\n', "");
      const { status, stdout } = check();
      expect(stdout).toMatch(/^ {2}major: variable cache_node_type became required$/mu);
      expect(stdout).toContain(`note: stale: ${LIST} is not what the stacks give`);
      expect(status).toBe(1);
    });

    it("lets a moved block in a file of one's own carry a renamed resource", () => {
      project.edit(LIST, '"aws_appautoscaling_', '"aws_renamed_');
      expect(check().stdout).toMatch(/^ {2}major: aws_appautoscaling_.* without a moved block/mu);
      const from = project.git("diff", "-U0", "--", LIST).match(/^-.*"(aws_\S+)"/mu)?.[1] ?? "";
      const to = from.replace("aws_appautoscaling_", "aws_renamed_");
      const block = `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
      project.write("modules/terraform-aws-langfuse/moved.tf", block);
      const { stdout } = check();
      expect(stdout).toContain(`patch: ${from} is moved to ${to}; its state follows`);
      expect(stdout).not.toContain("without a moved block");
    });

    it("says patch for any other file of the module", () => {
      project.write("modules/terraform-aws-langfuse/examples/minimal/new.tf", "# new\n");
      const { status, stdout } = check();
      expect(stdout).toMatch(/^ {2}patch: files are not the same: examples\/minimal\/new.tf$/mu);
      expect(stdout).toContain("1.0.1 is needed");
      expect(status).toBe(1);
    });

    it("does not take CHANGELOG.md for a change, and reads the announced version from it", () => {
      project.edit(CHANGELOG, "# Changelog\n", "# Changelog\n\n## 1.4.0 (2026-12-24)\n\nWords.\n");
      const { status, stdout } = check();
      expect(stdout).toMatch(/^aws: none since/mu);
      expect(stdout).toContain("announces 1.4.0");
      expect(status).toBe(0);
    });

    it.each([
      ["1.0.0", 1],
      ["1.0.1-rc.1", 0],
    ])("judges a patch called %s with exit code %d", (version, expected) => {
      project.write("modules/terraform-aws-langfuse/examples/minimal/new.tf", "# new\n");
      expect(check("--version", version).status).toBe(expected);
    });

    it("crashes on no list of an older form, and says what it lacks", () => {
      project.write(LIST, JSON.stringify({ addresses: ["aws_s3_bucket.a"], files: [] }));
      project.git("commit", "-qam", "chore: an old list");
      project.git("tag", "aws-v0.9.0");
      const { stdout } = check("--since", "aws-v0.9.0");
      project.git("reset", "-q", "--hard", "HEAD^");
      expect(stdout).toMatch(/^aws: major since aws-v0.9.0$/mu);
      expect(stdout).toMatch(/note: not compared, because aws-v0.9.0 does not record it: moved$/mu);
      expect(stdout).toContain("needs: 0.10.0 or higher");
    });
  });

  it.each([
    [["--module", "gcp"], /^release:check: --module: got "gcp", expected one of aws, azurerm$/u],
    [["--version", "v1"], /^release:check: --version: got "v1", expected a semantic version .*$/u],
    [["--since", "v1.0.0"], /^release:check: --since: got "v1.0.0", expected a tag such as .*$/u],
    [["--since", "aws-v7.0.0"], /^release:check: --since: got "aws-v7.0.0", expected a tag .*$/u],
    [["--nope"], /^release:check: unknown option '--nope'$/u],
  ])("refuses %j in one line", (args, message) => {
    const { status, stdout, stderr } = project.run("release-check", ...args);
    expect(stderr.trim()).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  });
});
