import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkOutputFolder, writeInOrder } from "../../../lib/archive/write-files";
import { UsageError } from "../../../lib/cli";
import { filesIn } from "../../support/repository";

let parent: string;
let out: string;
beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), "write-files-"));
  out = path.join(parent, "a", "out");
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(parent, { recursive: true });
});

const FILES = [
  { path: "deep/archive", content: Buffer.from("bytes") },
  { path: "names-it", content: "text" },
];

test("files are written and nothing else, into folders that are made", () => {
  writeInOrder(out, FILES);
  expect(filesIn(parent)).toEqual(
    new Map([
      ["a/out/deep/archive", "bytes"],
      ["a/out/names-it", "text"],
    ]),
  );
  expect(fs.readdirSync(out)).toEqual(["deep", "names-it"]);
});

test("files take the place of older ones; others stay", () => {
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, "names-it"), "old");
  fs.writeFileSync(path.join(out, "mine"), "mine");
  writeInOrder(out, FILES);
  expect(filesIn(out).get("names-it")).toBe("text");
  expect(filesIn(out).get("mine")).toBe("mine");
});

test("when a file cannot be written, nothing is changed and nothing left", () => {
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, "names-it"), "old");
  const write = fs.writeFileSync.bind(fs);
  jest.spyOn(fs, "writeFileSync").mockImplementation((file, content) => {
    if (content === "text") throw new Error("ENOSPC: no space left on device");
    write(file, content);
  });
  expect(() => {
    writeInOrder(out, FILES);
  }).toThrow("ENOSPC");
  expect(filesIn(parent)).toEqual(new Map([["a/out/names-it", "old"]]));
  expect(fs.readdirSync(out)).toEqual(["names-it"]);
});

test("folders that were made go when it fails", () => {
  jest.spyOn(fs, "renameSync").mockImplementation(() => {
    throw new Error("EIO");
  });
  expect(() => {
    writeInOrder(out, FILES);
  }).toThrow("EIO");
  expect(fs.readdirSync(parent)).toEqual([]);
});

test("what names another file is moved to its place after it", () => {
  const moved: string[] = [];
  const rename = fs.renameSync.bind(fs);
  jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
    moved.push(path.relative(out, String(to)));
    rename(from, to);
  });
  writeInOrder(out, FILES);
  expect(moved).toEqual(["deep/archive", "names-it"]);
});

test("a folder in a file's place is named before anything is written", () => {
  fs.mkdirSync(path.join(out, "names-it"), { recursive: true });
  expect(() => {
    writeInOrder(out, FILES);
  }).toThrow(`${path.join(out, "names-it")} is a folder where a file goes`);
  expect(filesIn(out).size).toBe(0);
});

test.each(["", __filename])("%p is refused as a folder", (folder) => {
  expect(() => {
    checkOutputFolder(folder);
  }).toThrow(UsageError);
});
