import { unzipSync, type ZipOptions, type Zippable, zipSync } from "fflate";
import { type Entry, modeOf, sorted, YEAR_OF_ENTRIES } from "./entry";

/** A zip's number for Unix: its readers then look at the modes. */
const UNIX = 3;
/** The bit of a mode that says "plain file". */
const PLAIN_FILE = 0o100000;

/**
 * A zip of files, at its root. The same files give the same bytes on every machine, see {@link tarGz}.
 */
export function zip(entries: readonly Entry[]): Buffer {
  const files: Zippable = {};
  for (const entry of sorted(entries)) files[entry.path] = [entry.content, optionsOf(entry)];
  return Buffer.from(zipSync(files));
}

/** The files in a zip, by path. */
export function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(bytes)));
}

function optionsOf(entry: Entry): ZipOptions {
  return {
    level: 9,
    mem: 8,
    os: UNIX,
    attrs: ((PLAIN_FILE | modeOf(entry)) << 16) >>> 0,
    // A zip has local times, and fflate writes this one as local: noon is there in every time zone.
    mtime: new Date(YEAR_OF_ENTRIES, 0, 1, 12),
  };
}
