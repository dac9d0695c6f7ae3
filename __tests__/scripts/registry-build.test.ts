import fs from "node:fs";
import { filesIn, Repository } from "../support/repository";

const URL = ["--base-url", "https://modules.example.com"];
let repository: Repository;
let out: string;
beforeAll(() => {
  repository = Repository.ofProject();
  out = repository.beside("site");
});
afterAll(() => {
  repository.dispose();
});
afterEach(() => {
  fs.rmSync(out, { recursive: true, force: true });
});

test("it says what it added, and where the files go", () => {
  const { stdout, stderr, status } = repository.script("registry-build", ["--out", out, ...URL]);
  expect(stdout).toMatch(/^langfuse\/langfuse\/aws \d\S+ {2}added from HEAD$/mu);
  expect(stdout).toMatch(/^langfuse\/langfuse\/azurerm \d\S+ {2}added from HEAD$/mu);
  expect(stdout).toContain("Put it at the root of https://modules.example.com.");
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});

test("--module, --version and --namespace choose what is published", () => {
  const options = ["--module", "azurerm", "--version", "3.2.1", "--namespace", "my-team"];
  repository.script("registry-build", ["--out", out, ...URL, ...options]);
  expect([...filesIn(out).keys()]).toEqual([
    ".well-known/terraform.json",
    "README.md",
    "_headers",
    "v1/modules/my-team/langfuse/azurerm/3.2.1/download",
    "v1/modules/my-team/langfuse/azurerm/3.2.1/module.zip",
    "v1/modules/my-team/langfuse/azurerm/versions",
  ]);
});

test("a host that Terraform refuses in addresses is told", () => {
  const args = ["--out", out, "--base-url", "https://localhost:8443"];
  const { stdout } = repository.script("registry-build", args);
  expect(stdout).toContain("refuse a registry's host without a dot");
  expect(stdout).toContain("127.0.0.1:8443");
});

test.each([
  [[...URL, "--module", "gcp"], '--module: got "gcp", expected one of aws, azurerm'],
  [[...URL, "--version", "one"], '--version: got "one", expected a semantic version'],
  [[...URL, "--namespace", "a/b"], '--namespace: got "a/b", expected'],
  [["--base-url", "http://example.com"], '--base-url: got "http://example.com", expected https://'],
  [["--base-url", "garbage"], '--base-url: got "garbage", expected https://'],
  [[], "required option '--base-url <url>' not specified"],
])("%j: one line, exit code 2, nothing written", (args, message) => {
  const finished = repository.script("registry-build", ["--out", out, ...args]);
  expect(finished.stderr).toMatch(/^registry:build: [^\n]+\n$/u);
  expect(finished.stderr).toContain(message);
  expect(finished.status).toBe(2);
  expect(fs.existsSync(out)).toBe(false);
});

test.each([
  [[], "required option '--out <folder>' not specified"],
  [["--out", ""], '--out: got "", expected a folder'],
  [["--out", "package.json"], "which is a file: name a folder"],
])("with %j as a folder: one line, exit code 2", (args, message) => {
  const finished = repository.script("registry-build", [...URL, ...args]);
  expect(finished.stderr).toMatch(/^registry:build: [^\n]+\n$/u);
  expect(finished.stderr).toContain(message);
  expect(finished.status).toBe(2);
});
