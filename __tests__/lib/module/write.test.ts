import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { markerLine } from "../../../lib/module/marker";
import { compareModule, isStale, writeModule } from "../../../lib/module/write";

const none = new Set<string>();
const generated = (text: string) => `# ${markerLine("stacks/test.ts")}\n${text}\n`;

describe("writeModule", () => {
  let parent: string;
  let folder: string;
  const read = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
  const put = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };

  beforeEach(() => {
    parent = fs.mkdtempSync(path.join(os.tmpdir(), "write-module-"));
    folder = path.join(parent, "terraform-test-module");
  });
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(parent, { recursive: true, force: true });
  });

  it("writes a new module and says what it added", () => {
    const changes = writeModule(folder, [{ path: "config/a.xml", content: "x" }], none);
    expect(changes).toEqual({ added: ["config/a.xml"], changed: [], removed: [] });
    expect(read("config/a.xml")).toBe("x");
    expect(fs.readdirSync(parent)).toEqual(["terraform-test-module"]);
  });

  it("touches nothing when nothing changed", () => {
    const files = [{ path: "main.tf", content: generated("a") }];
    writeModule(folder, files, none);
    const before = fs.statSync(folder);
    expect(isStale(writeModule(folder, files, none))).toBe(false);
    expect(fs.statSync(folder).ino).toBe(before.ino);
  });

  it("keeps what a person added, links and modes included", () => {
    writeModule(folder, [{ path: "main.tf", content: generated("a") }], none);
    put("examples/mine/main.tf", "# mine\n");
    put("run.sh", "#!/bin/sh\n");
    fs.chmodSync(path.join(folder, "run.sh"), 0o755);
    fs.symlinkSync("main.tf", path.join(folder, "link.tf"));
    writeModule(folder, [{ path: "main.tf", content: generated("b") }], none);
    expect(read("main.tf")).toBe(generated("b"));
    expect(read("examples/mine/main.tf")).toBe("# mine\n");
    expect(fs.statSync(path.join(folder, "run.sh")).mode & 0o777).toBe(0o755);
    expect(fs.readlinkSync(path.join(folder, "link.tf"))).toBe("main.tf");
  });

  it("removes a generated file whose source is gone, and the folder that it leaves empty", () => {
    writeModule(folder, [{ path: "config/old.tf", content: generated("a") }], none);
    put("notes.tf", "# Generated from memory, by a person\n");
    const changes = writeModule(folder, [{ path: "main.tf", content: generated("b") }], none);
    expect(changes.removed).toEqual(["config/old.tf"]);
    expect(fs.readdirSync(folder).sort()).toEqual(["main.tf", "notes.tf"]);
  });

  it("removes a file on record even when its marker is gone", () => {
    put("old.tf", "tampered");
    writeModule(folder, [], new Set(["old.tf"]));
    expect(fs.existsSync(path.join(folder, "old.tf"))).toBe(false);
  });

  it("refuses to replace a file that a person made", () => {
    put("main.tf", "# mine\n");
    const write = () => writeModule(folder, [{ path: "main.tf", content: generated("a") }], none);
    expect(write).toThrow(/main\.tf would be generated, but a file of that name is there/);
    expect(read("main.tf")).toBe("# mine\n");
  });

  it("repairs a generated file that was emptied", () => {
    put("main.tf", "");
    writeModule(folder, [{ path: "main.tf", content: generated("a") }], new Set(["main.tf"]));
    expect(read("main.tf")).toBe(generated("a"));
  });

  it("leaves the old module whole when writing fails half-way", () => {
    writeModule(folder, [{ path: "a.tf", content: generated("a") }], none);
    const files = [
      { path: "a.tf", content: generated("new") },
      // A folder cannot be written where a file of a person's is.
      { path: "notes/b.tf", content: generated("b") },
    ];
    put("notes", "mine");
    expect(() => writeModule(folder, files, none)).toThrow();
    expect(read("a.tf")).toBe(generated("a"));
    expect(read("notes")).toBe("mine");
    expect(fs.readdirSync(parent)).toEqual(["terraform-test-module"]);
  });

  it("puts the old module back when the last rename fails", () => {
    writeModule(folder, [{ path: "a.tf", content: generated("a") }], none);
    const rename = fs.renameSync;
    jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
      if (to === folder && String(from).includes(".next-")) throw new Error("no space left");
      rename(from, to);
    });
    const write = () => writeModule(folder, [{ path: "a.tf", content: generated("b") }], none);
    expect(write).toThrow("no space left");
    expect(read("a.tf")).toBe(generated("a"));
  });

  it("recovers from a crash between the two renames", () => {
    writeModule(folder, [{ path: "a.tf", content: generated("a") }], none);
    put("mine.tf", "# mine\n");
    fs.renameSync(folder, path.join(parent, ".terraform-test-module.previous"));
    writeModule(folder, [{ path: "a.tf", content: generated("b") }], none);
    expect(read("a.tf")).toBe(generated("b"));
    expect(read("mine.tf")).toBe("# mine\n");
    expect(fs.readdirSync(parent)).toEqual(["terraform-test-module"]);
  });

  it("compares without writing", () => {
    writeModule(folder, [{ path: "a.tf", content: generated("a") }], none);
    const files = [
      { path: "a.tf", content: generated("b") },
      { path: "c.tf", content: generated("c") },
    ];
    expect(compareModule(folder, files, none)).toEqual({
      added: ["c.tf"],
      changed: ["a.tf"],
      removed: [],
    });
    expect(read("a.tf")).toBe(generated("a"));
  });
});
