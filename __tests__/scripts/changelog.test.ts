import { Project } from "../support/project";

const FILE = "modules/terraform-aws-langfuse/CHANGELOG.md";

describe("npm run changelog", () => {
  let project: Project;
  let released: string;
  beforeAll(() => {
    project = new Project();
    released = project.read(FILE);
    project.git("tag", "aws-v1.0.0");
  });
  afterAll(() => {
    project.dispose();
  });
  afterEach(() => {
    project.git("reset", "-q", "--hard", "aws-v1.0.0");
  });
  const changelog = (...args: string[]) =>
    project.run("changelog", "--module", "aws", "--date", "2026-12-01", ...args);

  it("writes the section of the next version above the older ones, which stay as they are", () => {
    project.changeModule("feat(aws): more of #12 for @everybody");
    project.changeModule("chore(aws): nobody cares");
    project.write("elsewhere.md", "x\n");
    project.commit("feat: outside of the module");
    project.changeModule("fix(aws): less\n\nBREAKING CHANGE: it is different");
    expect(changelog().status).toBe(0);
    const section = [
      "## 1.0.1 (2026-12-01)",
      "### ⚠ BREAKING CHANGES",
      "- **aws:** it is different",
      "### Features",
      "- **aws:** more of #12 for @everybody",
      "### Bug Fixes",
      "- **aws:** less",
    ].join("\n\n");
    const [head, ...older] = released.split(/^(?=## )/mu);
    expect(project.read(FILE)).toBe(`${head ?? ""}${section}\n\n${older.join("")}`);
    expect(project.run("release-check", "--module", "aws").stdout).toContain("1.0.1: enough");
  });

  it("writes the version that it is told, if that one is high enough", () => {
    project.changeModule("chore(aws): nobody cares");
    expect(changelog("--version", "1.2.0").status).toBe(0);
    expect(project.read(FILE)).toContain(
      "\n## 1.2.0 (2026-12-01)\n\nNothing that its users see.\n",
    );
  });

  it("tells of everything since the last release, past its pre-releases", () => {
    project.changeModule("feat(aws): before the candidate");
    project.git("tag", "aws-v1.1.0-rc.1");
    project.changeModule("feat(aws): after the candidate");
    expect(changelog("--version", "1.1.0-rc.2").stdout).not.toContain("before the candidate");
    project.restore();
    expect(changelog("--version", "1.1.0").stdout).toContain("before the candidate");
    project.git("tag", "--delete", "aws-v1.1.0-rc.1");
  });

  it.each([
    [
      ["--version", "1.0.0"],
      /^changelog: --version: .*CHANGELOG.md has a section of 1.0.0 already/u,
    ],
    [
      ["--version", "0.9.0"],
      /^changelog: --version: got 0.9.0, which is too low: 1.0.1 is needed/u,
    ],
    [["--version", "next"], /^changelog: --version: got "next", expected a semantic version/u],
    [["--date", "soon"], /^changelog: --date: got "soon", expected a day such as/u],
    [["--module", "gcp"], /^changelog: --module: got "gcp", expected one of aws, azurerm/u],
  ])("refuses %j in one line and writes nothing", (args, message) => {
    project.changeModule("fix(aws): something");
    const { status, stderr } = changelog(...args);
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim()).not.toContain("\n");
    expect(status).toBe(2);
    expect(project.read(FILE)).toBe(released);
  });

  it("has nothing to write when nothing has changed, or nothing is committed", () => {
    expect(changelog().stderr).toMatch(/nothing has changed since aws-v1.0.0/u);
    project.write("modules/terraform-aws-langfuse/examples/minimal/new.tf", "# new\n");
    const { status, stderr } = changelog();
    project.restore();
    expect(stderr).toMatch(/examples\/minimal\/new.tf not committed/u);
    expect(status).toBe(1);
  });
});
