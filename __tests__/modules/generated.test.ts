import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inJapanese } from "../../lib/pricing/japanese";
import { InterfaceRecord } from "../../lib/module/interface-record";
import { MODULE_FORMATS, renderModule } from "../../lib/module/render";
import { compareModule, isStale } from "../../lib/module/write";
import { frontPages } from "../../scripts/front-pages";
import { moduleStacks } from "../../stacks/modules";

const ROOT = path.join(__dirname, "..", "..");
const synth = (...args: string[]) =>
  spawnSync(process.execPath, ["scripts/run.js", "scripts/synth.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });

describe.each(moduleStacks())("$moduleName", (stack) => {
  const folder = path.join(ROOT, "modules", stack.moduleName);
  const record = new InterfaceRecord(path.join(ROOT, "docs/interface", `${stack.moduleName}.json`));
  const files = renderModule(stack, "hcl");

  it("is what npm run synth writes", () => {
    const changes = compareModule(folder, files, record.files);
    expect(changes).toEqual({ added: [], changed: [], removed: [] });
  });

  it("has the recorded interface", () => {
    expect(record.differences(stack, files)).toEqual([]);
  });

  it("carries the project's licence", () => {
    const text = (name: string) => fs.readFileSync(name, "utf8");
    expect(text(path.join(folder, "LICENSE"))).toBe(text(path.join(ROOT, "LICENSE")));
  });

  it("points to nothing outside its folder", () => {
    const outside = files.filter(({ content }) =>
      /(file|templatefile|source)\b.*\.\.\//.test(content),
    );
    expect(outside.map(({ path: name }) => name)).toEqual([]);
  });

  it.each(MODULE_FORMATS)("comes out as the same bytes a second time, as %s", (format) => {
    const again = moduleStacks().find(({ moduleName }) => moduleName === stack.moduleName);
    expect(again && renderModule(again, format)).toEqual(renderModule(stack, format));
  });
});

describe("the project's READMEs", () => {
  it.each(frontPages(moduleStacks()))("$path has the stacks' pictures and prices", (page) => {
    expect(fs.readFileSync(path.join(ROOT, page.path), "utf8")).toBe(page.content);
  });

  it("have nothing but figures, code and Japanese in the Japanese price tables", () => {
    expect(() => inJapanese("| a set-up that nobody translated | $1 |")).toThrow(
      /"a set-up that nobody translated" has no translation/,
    );
    expect(inJapanese("| no price | `x = 1` |\n| --- | ---: |")).toBe(
      "| 価格不明 | `x = 1` |\n| --- | ---: |",
    );
  });
});

describe("npm run synth", () => {
  let out: string;
  beforeEach(() => {
    out = fs.mkdtempSync(path.join(os.tmpdir(), "synth-"));
  });
  afterEach(() => {
    fs.rmSync(out, { recursive: true, force: true });
  });
  const module = () => path.join(out, "terraform-aws-langfuse");

  it("writes a module, says what changed, and then that nothing did", () => {
    const first = synth("--out", out);
    expect(first.status).toBe(0);
    expect(first.stdout).toContain("+ clickhouse.tf");
    expect(synth("--out", out).stdout).toContain("unchanged");
  });

  it("--check fails with a diff when a module is stale, and writes nothing", () => {
    synth("--out", out);
    const file = path.join(module(), "clickhouse.tf");
    const edited = `${fs.readFileSync(file, "utf8")}# edited by hand\n`;
    fs.writeFileSync(file, edited);
    const { status, stderr } = synth("--check", "--out", out);
    expect(status).toBe(1);
    expect(stderr).toContain("-# edited by hand");
    expect(fs.readFileSync(file, "utf8")).toBe(edited);
  });

  it("--check passes on what is committed", () => {
    expect(synth("--check").status).toBe(0);
  });

  it("writes the module as JSON in place of HCL, and back", () => {
    synth("--out", out);
    fs.writeFileSync(path.join(module(), "mine.tf"), "# mine\n");
    const { stdout } = synth("--format", "json", "--out", out);
    expect(stdout).toContain("+ clickhouse.tf.json");
    expect(stdout).toContain("- clickhouse.tf");
    const names = fs.readdirSync(module()).filter((name) => /\.tf(\.json)?$/.test(name));
    expect(names.filter((name) => name.endsWith(".tf"))).toEqual(["mine.tf"]);
    synth("--out", out);
    expect(fs.existsSync(path.join(module(), "clickhouse.tf.json"))).toBe(false);
  });

  it("leaves the old module whole when a stack fails", () => {
    synth("--out", out);
    const copy = path.join(out, "project");
    fs.mkdirSync(copy);
    for (const name of [
      "lib",
      "stacks",
      "scripts",
      "templates",
      "docs",
      "README.md",
      "package.json",
    ]) {
      fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
    }
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
    fs.rmSync(path.join(copy, "templates/clickhouse/logger.xml.hbs"));
    const before = execFileSync("ls", ["-lR", "--time-style=full-iso", module()], {
      encoding: "utf8",
    });
    const failed = spawnSync(
      process.execPath,
      ["scripts/run.js", "scripts/synth.ts", "--out", out],
      { cwd: copy, encoding: "utf8" },
    );
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/^synth: .*logger\.xml\.hbs/);
    const after = execFileSync("ls", ["-lR", "--time-style=full-iso", module()], {
      encoding: "utf8",
    });
    expect(after).toBe(before);
  });

  it("refuses an unknown format in one line", () => {
    const { status, stderr } = synth("--format", "yaml", "--out", out);
    expect(status).not.toBe(0);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(isStale(compareModule(out, [], new Set()))).toBe(false);
  });
});
