import { gzipSync } from "fflate";
import { pack } from "tar-stream";
import { type Entry, modeOf, sorted, YEAR_OF_ENTRIES } from "./entry";

/**
 * A gzipped tar of files, at its root. The same files give the same bytes on every machine: fixed order, times,
 * modes and owner, and a compressor in JavaScript, because the one in Node changes with Node.
 */
export async function tarGz(entries: readonly Entry[]): Promise<Buffer> {
  // `mem` is given because the default depends on a floating point logarithm.
  return Buffer.from(gzipSync(await tar(entries), { level: 9, mem: 8, mtime: 0 }));
}

async function tar(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack();
  const mtime = new Date(Date.UTC(YEAR_OF_ENTRIES));
  for (const entry of sorted(entries)) {
    archive.entry(
      { name: entry.path, mode: modeOf(entry), mtime, uid: 0, gid: 0, uname: "", gname: "" },
      Buffer.from(entry.content),
    );
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
