import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../../lib/root";

describe("scripts/run.js", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "run-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function run(program: string) {
    const file = path.join(folder, "program.ts");
    fs.writeFileSync(file, program);
    return spawnSync(process.execPath, ["scripts/run.js", file], { cwd: ROOT, encoding: "utf8" });
  }

  it("says in one line which package is missing, as after npm ci --omit=dev", () => {
    expect(run('import x from "@scope/not-there/lib";\nconsole.log(x);\n')).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "@scope/not-there/lib is not installed: run npm ci, without --omit=dev\n",
    });
  });

  it("hides no other error", () => {
    const { status, stderr } = run('throw new Error("of its own");\n');
    expect(status).toBe(1);
    expect(stderr).toContain("Error: of its own");
  });
});
