import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describeOffline } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const MODULE = `${requiredProviders("aws")}
variable "name" {
  type = string
}
resource "aws_sqs_queue" "jobs" {
  name = var.name
}
output "url" {
  value = aws_sqs_queue.jobs.url
}
`;

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

describeOffline("npm run tf", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cli-"));
    mkdirSync(join(folder, "tests"));
    writeFileSync(join(folder, "main.tf"), MODULE);
    writeFileSync(join(folder, "demo.tfvars"), `name = "from-file"\n`);
    writeFileSync(
      join(folder, "tests", "a.tftest.hcl"),
      `variables { name = "a" }\nrun "plans" { command = plan }\n`,
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const tf = (...args: string[]): Ran =>
    spawnSync(process.execPath, ["-r", "tsx/cjs", resolve("engines/terraform/cli.ts"), ...args], {
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });

  test("plans a copy and leaves nothing in the folder", () => {
    const { status, stdout } = tf("plan", folder, "-var", "name=demo", "-no-color");
    expect(stdout).toMatch(/Plan: 1 to add, 0 to change, 0 to destroy/);
    expect(status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(["demo.tfvars", "main.tf", "tests"]);
  });

  test("passes Terraform's exit code on, and its errors", () => {
    const { status, stderr } = tf("plan", folder, "-no-color");
    expect(stderr).toMatch(/No value for required variable/);
    expect(status).toBe(1);
    expect(tf("plan", folder, "-var=name=x", "-detailed-exitcode").status).toBe(2);
  });

  test("shows outputs of an apply, with variables from a file", () => {
    const file = join(folder, "demo.tfvars");
    const { status, stdout } = tf("output", folder, `-var-file=${file}`, "-raw", "url");
    expect(stdout).toBe("https://sqs.us-east-1.amazonaws.com/123456789012/from-file");
    expect(status).toBe(0);
  });

  test("gives a resolved plan", () => {
    const { stdout } = tf("resolved", folder, "-var", "name=demo");
    expect(JSON.parse(stdout)).toMatchObject({
      resolved: true,
      planned_values: { outputs: { url: { value: expect.stringMatching(/^https:/) } } },
    });
  });

  test("runs the module's tests", () => {
    const { status, stdout } = tf("test", folder, "-no-color");
    expect(stdout).toMatch(/Success! 1 passed, 0 failed/);
    expect(status).toBe(0);
  });

  test("says how it is used, and what is wrong in one line", () => {
    const { status, stderr } = tf();
    expect(stderr).toMatch(/^Usage: npm run tf -- <command> DIR/);
    expect(stderr).toMatch(/nothing is contacted/);
    expect(status).toBe(2);
    const missing = tf("plan", "/no/such/folder");
    expect(missing).toMatchObject({ status: 1, stderr: "no such folder: /no/such/folder\n" });
  });
});
