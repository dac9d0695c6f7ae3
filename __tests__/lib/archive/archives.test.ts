import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { type Entry, sha256 } from "../../../lib/archive/entry";
import { tarGz } from "../../../lib/archive/tar";
import { unzip, zip } from "../../../lib/archive/zip";

const entry = (path: string, text: string, isExecutable = false): Entry => ({
  path,
  content: Buffer.from(text),
  isExecutable,
});
const LONG = `${"folder/".repeat(20)}${"name".repeat(30)}.tf`;
const ENTRIES = [
  entry("variables.tf", 'variable "a" {}\n'),
  entry("config/copy.sh", "#!/bin/sh\n", true),
  entry("empty.tf", ""),
  entry("config/日本語.xml", "<a/>\n"),
  entry("Z.md", "upper case comes first\n"),
  entry(LONG, "# long\n"),
];
const IN_ORDER = ["Z.md", "config/copy.sh", "config/日本語.xml", "empty.tf", LONG, "variables.tf"];

interface Header {
  readonly name: string;
  readonly mode?: number;
  readonly mtime?: Date;
  readonly uid?: number;
  readonly uname?: string;
}

async function untar(archive: Uint8Array): Promise<(Header & { text: string })[]> {
  const found: (Header & { text: string })[] = [];
  const reader = extract();
  reader.end(gunzipSync(archive));
  for await (const file of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(chunk as Buffer);
    found.push({ ...(file.header as Header), text: Buffer.concat(chunks).toString() });
  }
  return found;
}

/** The central directory of a zip, as far as it says who made an entry, when and with which mode. */
function directory(
  archive: Buffer,
): { name: string; mode: number; system: number; time: number }[] {
  const signature = Buffer.from("PK\u0001\u0002", "latin1");
  const found = [];
  for (let at = archive.indexOf(signature); at >= 0; at = archive.indexOf(signature, at + 1)) {
    found.push({
      name: archive.subarray(at + 46, at + 46 + archive.readUInt16LE(at + 28)).toString(),
      mode: archive.readUInt32LE(at + 38) >>> 16,
      system: archive.readUInt8(at + 5),
      time: archive.readUInt32LE(at + 12),
    });
  }
  return found;
}

test("a tar has bare names in the order of their bytes, and every byte of the files", async () => {
  const found = await untar(await tarGz(ENTRIES));
  expect(found.map(({ name }) => name)).toEqual(IN_ORDER);
  for (const { path, content } of ENTRIES) {
    expect(found.find(({ name }) => name === path)?.text).toBe(content.toString());
  }
});

test("a tar says nothing of whoever made it, or when", async () => {
  const found = await untar(await tarGz(ENTRIES));
  for (const { name, mode, mtime, uid, uname } of found) {
    expect({ mode, mtime, uid, uname }).toEqual({
      mode: name === "config/copy.sh" ? 0o755 : 0o644,
      mtime: new Date("1980-01-01T00:00:00Z"),
      uid: 0,
      uname: "",
    });
  }
});

test("a zip has bare names in the order of their bytes, and every byte of the files", () => {
  const archive = zip(ENTRIES);
  expect(directory(archive).map(({ name }) => name)).toEqual(IN_ORDER);
  const found = unzip(archive);
  for (const { path, content } of ENTRIES) {
    expect(Buffer.from(found.get(path) ?? []).toString()).toBe(content.toString());
  }
});

test("a zip says nothing of whoever made it, or when", () => {
  // DOS time: years from 1980, month and day from 1, then the hour.
  const noon = (1 << 21) | (1 << 16) | (12 << 11);
  for (const { name, mode, system, time } of directory(zip(ENTRIES))) {
    expect({ mode, system, time }).toEqual({
      mode: name === "config/copy.sh" ? 0o100755 : 0o100644,
      system: 3,
      time: noon,
    });
  }
});

test("the order in which files are given does not matter", async () => {
  const other = [...ENTRIES].reverse();
  expect(await tarGz(other)).toEqual(await tarGz(ENTRIES));
  expect(zip(other)).toEqual(zip(ENTRIES));
});

test("the same files give the bytes that they gave on other days and machines", async () => {
  // When a new fflate or tar-stream changes these, archives of old commits change too: say so in the ADR.
  expect(sha256(await tarGz(ENTRIES))).toBe(
    "818d8dbc8db343a9cf186042ef702adaeddee425f009f6b9bae1f3932f170558",
  );
  expect(sha256(zip(ENTRIES))).toBe(
    "ec1439152316ffb550e864305c601b7b746cd3ecd558561c3185e861d43583eb",
  );
});
