import fs from "node:fs";
import path from "node:path";
import { UsageError } from "../../../lib/cli";
import { committedFiles, headOf, refuseUncommitted } from "../../../lib/release/committed-files";
import { moduleSource } from "../../../lib/release/module-source";
import { Repository } from "../../support/repository";

const FOLDER = "modules/terraform-aws-thing";
let repository: Repository;
beforeEach(() => {
  repository = Repository.of({
    [`${FOLDER}/main.tf`]: "locals {}\n",
    [`${FOLDER}/config/日本語 a.xml`]: "<a/>\r\n\0",
    "other.tf": "# not of the module\n",
  });
});
afterEach(() => {
  repository.dispose();
});

const read = () => committedFiles(FOLDER, "HEAD", repository.folder);
const refusal = () => {
  refuseUncommitted(moduleSource("aws", repository.folder), repository.folder);
};

test("files are the commit's, byte by byte, with paths from the folder", () => {
  repository.write({ [`${FOLDER}/main.tf`]: "# changed\n", [`${FOLDER}/new.tf`]: "" });
  expect(read().map(({ path: name, content }) => [name, content.toString()])).toEqual([
    ["config/日本語 a.xml", "<a/>\r\n\0"],
    ["main.tf", "locals {}\n"],
  ]);
});

test("a file is executable when git says so, whatever the checkout's mode", () => {
  repository.write({ [`${FOLDER}/copy.sh`]: "#!/bin/sh\n" });
  repository.git("add", "--all");
  repository.git("update-index", "--chmod=+x", `${FOLDER}/copy.sh`);
  repository.git("commit", "--quiet", "--message", "test: script");
  fs.chmodSync(repository.path(FOLDER, "main.tf"), 0o777);
  const executable = read().filter(({ isExecutable }) => isExecutable);
  expect(executable.map(({ path: name }) => name)).toEqual(["copy.sh"]);
});

test("a symbolic link is refused in one line", () => {
  fs.symlinkSync("main.tf", repository.path(FOLDER, "link.tf"));
  repository.commit();
  expect(read).toThrow(UsageError);
  expect(read).toThrow(/^modules\/terraform-aws-thing\/link\.tf: is no plain file.*$/u);
});

test.each([
  ["changed", { [`${FOLDER}/main.tf`]: "# changed\n" }, "main.tf"],
  ["new", { [`${FOLDER}/new.tf`]: "" }, "new.tf"],
])("a %s file of the module is refused by name", (_, files, name) => {
  repository.write(files);
  expect(refusal).toThrow(UsageError);
  expect(refusal).toThrow(`${FOLDER}: ${name} not committed`);
});

test("changes elsewhere do not matter", () => {
  repository.write({ "other.tf": "# changed\n" });
  expect(refusal).not.toThrow();
});

test("many uncommitted files are told in one line", () => {
  const names = Array.from({ length: 9 }, (_, index) => `${FOLDER}/new-${index}.tf`);
  repository.write(Object.fromEntries(names.map((name) => [name, ""])));
  expect(refusal).toThrow(/new-0\.tf, new-1\.tf, new-2\.tf and 6 more not committed[^\n]*$/u);
});

test("a folder that is no repository is told so", () => {
  expect(() => headOf(path.parse(repository.folder).root)).toThrow(/work in a clone$/u);
});
