import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { blocksOf, documents } from "../support/markdown";
import { Project } from "../support/project";
import { describeTerraform } from "../support/terraform";

/** The documents about this repository; those about a cloud need an account for nearly every line. */
const DOCUMENTS = documents().filter(({ path: at }) =>
  /^(README(\.ja)?|docs\/guides\/(cdktf|hand-off|publishing))\.md$/.test(at),
);

/** What is not run here, and why. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^npm (ci|install|test)\b/, "it is how these tests came to run, or asks the package registry"],
  [/^npx cdktf (deploy|diff|destroy|output)\b/, "needs an account: __tests__/library has the rest"],
  [/^npm run publish:(hcp|gitlab)\b(?!.*--dry-run)/, "needs a registry: __tests__/scripts has one"],
  [/^export (TFE|GITLAB)_TOKEN=/, "is a token"],
  [/^export (AWS_|ARM_|TF_VAR_|CDKTF_)/, "belongs to a command that is not run, or tested apart"],
  [/^git push\b/, "there is nowhere to push to"],
  [/^cd \S+ && terraform init\b/, "asks the provider registry: __tests__/modules runs the tests"],
];

const COMMANDS = [
  ...new Set(DOCUMENTS.flatMap(({ text }) => blocksOf(text, "sh").flatMap(commandsIn))),
];

/** The commands of a block, without remarks. */
function commandsIn({ text }: { text: string }): string[] {
  return text
    .replaceAll(/\\\n\s*/gu, "")
    .split("\n")
    .map((line) => line.replace(/\s+#\s.*$/u, "").trim())
    .filter(Boolean)
    .map((line) => line.replace(/^npm ci( --omit=dev)? && /u, ""));
}

describeTerraform("the commands of the documents", () => {
  let project: Project;

  beforeAll(() => {
    project = new Project();
    project.changeModule("feat(aws): something to publish");
    fs.writeFileSync(path.join(project.root, "some.tf.json"), '{"locals": {"a": 1}}');
    fs.appendFileSync(path.join(project.root, ".git/info/exclude"), "some.tf.json\n");
    fs.mkdirSync(path.join(project.folder, "their-repository", "modules"), { recursive: true });
    project.remote("github");
  });
  afterAll(() => {
    project.dispose();
  });

  const isRun = (command: string) => !NOT_RUN.some(([pattern]) => pattern.test(command));

  it("are many, and each exception is one of them", () => {
    expect(COMMANDS.filter(isRun).length).toBeGreaterThan(18);
    const unused = NOT_RUN.filter(([pattern]) => !COMMANDS.some((line) => pattern.test(line)));
    expect(unused).toEqual([]);
  });

  it.each(COMMANDS.filter(isRun))("%s", (command) => {
    // The guide speaks of the second release.
    if (command.includes("changelog")) project.git("tag", "aws-v1.0.0", "HEAD~1");
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", command], {
      cwd: project.root,
      encoding: "utf8",
      env: {
        ...process.env,
        // What would go to GitHub goes to a folder.
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: `url.${path.join(project.folder, "github")}/.insteadOf`,
        GIT_CONFIG_VALUE_0: "https://github.com/example/",
        HOME: project.folder,
        npm_config_update_notifier: "false",
        CHECKPOINT_DISABLE: "1",
      },
    });
    if (status !== 0) throw new Error(`exit code ${String(status)}\n${stdout}\n${stderr}`);
  });
});
