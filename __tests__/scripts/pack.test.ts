import fs from "node:fs";
import { filesIn, Repository, sumsIn } from "../support/repository";

let repository: Repository;
let out: string;
beforeAll(() => {
  repository = Repository.ofProject();
  repository.script("pack", []);
});
afterAll(() => {
  repository.dispose();
});
beforeEach(() => {
  out = repository.beside("out");
});
afterEach(() => {
  repository.git("reset", "--quiet", "--hard");
  repository.git("clean", "--quiet", "--force", "-d", "modules");
  fs.rmSync(out, { recursive: true, force: true });
});

const packages = () => repository.path("build", "packages");
const packed = () => filesIn(packages());

test("both modules are packed as .tar.gz and .zip, with sums and a manifest", () => {
  expect([...packed().keys()]).toEqual([
    "SHA256SUMS",
    "manifest.json",
    expect.stringMatching(/^terraform-aws-langfuse-\d+\.\d+\.\d+\.tar\.gz$/u),
    expect.stringMatching(/^terraform-aws-langfuse-\d+\.\d+\.\d+\.zip$/u),
    expect.stringMatching(/^terraform-azurerm-langfuse-\d+\.\d+\.\d+\.tar\.gz$/u),
    expect.stringMatching(/^terraform-azurerm-langfuse-\d+\.\d+\.\d+\.zip$/u),
  ]);
});

test("the manifest names the module, its address, version, commit and every file", () => {
  const [aws] = (JSON.parse(packed().get("manifest.json") ?? "") as Manifest).modules;
  expect(aws).toMatchObject({
    module: "aws",
    repository: "terraform-aws-langfuse",
    address: "langfuse/langfuse/aws",
    commit: repository.git("rev-parse", "HEAD"),
  });
  const folder = "modules/terraform-aws-langfuse";
  const committed = repository.git("ls-files", folder).split("\n");
  expect(aws?.files.map(({ path }) => `${folder}/${path}`)).toEqual(committed);
});

test.each([
  ["another folder, whole history", []],
  ["a shallow clone", ["--depth=1"]],
  [
    "a clone with Windows' line ends",
    ["--config", "core.autocrlf=true", "--config", "core.eol=crlf"],
  ],
])("%s gives the same bytes", (_, args) => {
  const clone = repository.clone("there", ...args);
  try {
    expect(clone.script("pack", ["--out", out]).stderr).toBe("");
    expect(sumsIn(out)).toEqual(sumsIn(packages()));
  } finally {
    fs.rmSync(clone.folder, { recursive: true });
  }
});

test.each(["Pacific/Kiritimati", "America/St_Johns", "UTC"])(
  "the time zone %s, a strict umask and another locale give the same bytes",
  (TZ) => {
    const before = process.umask(0o077);
    try {
      repository.script("pack", ["--out", out], { TZ, LC_ALL: "tr_TR.UTF-8" });
    } finally {
      process.umask(before);
    }
    expect(sumsIn(out)).toEqual(sumsIn(packages()));
  },
);

test("--module and --version choose what is packed and its name", () => {
  repository.script("pack", ["--module", "azurerm", "--version", "7.8.9-rc.1", "--out", out]);
  expect([...filesIn(out).keys()]).toEqual([
    "SHA256SUMS",
    "manifest.json",
    "terraform-azurerm-langfuse-7.8.9-rc.1.tar.gz",
    "terraform-azurerm-langfuse-7.8.9-rc.1.zip",
  ]);
});

test.each([
  [["--module", "gcp"], 'pack: --module: got "gcp", expected one of aws, azurerm'],
  [["--version", "v1.0.0"], 'pack: --version: got "v1.0.0", expected a semantic version'],
  [["--version", "1.0"], 'pack: --version: got "1.0", expected a semantic version'],
  [["--version", "1.0.0+build"], 'pack: --version: got "1.0.0+build", expected a semantic version'],
  [["--out", "package.json"], 'pack: --out: got "package.json", which is a file'],
  [["stray"], "pack: too many arguments"],
])("%j: one line, exit code 2, nothing written", (args, message) => {
  const finished = repository.script("pack", ["--out", out, ...args]);
  expect(finished.stderr).toMatch(/^[^\n]+\n$/u);
  expect(finished.stderr).toContain(message);
  expect(finished.status).toBe(2);
  expect(fs.existsSync(out)).toBe(false);
});

test("a module with uncommitted files is refused: exit code 2, nothing written", () => {
  repository.write({ "modules/terraform-aws-langfuse/mine.tf": "" });
  const finished = repository.script("pack", ["--out", out]);
  expect(finished.stderr).toMatch(
    /^pack: modules\/terraform-aws-langfuse: mine\.tf not committed.*\n$/u,
  );
  expect(finished.status).toBe(2);
  expect(fs.existsSync(out)).toBe(false);
});

test("without git it says what is missing, in one line", () => {
  const finished = repository.script("pack", ["--out", out], {
    PATH: repository.beside("none"),
  });
  expect(finished.stderr).toMatch(/^pack: modules are read from a commit.*install git.*\n$/u);
  expect(finished.status).toBe(1);
  expect(fs.existsSync(out)).toBe(false);
});

interface Manifest {
  readonly modules: readonly { readonly files: readonly { readonly path: string }[] }[];
}
