import { createHash } from "node:crypto";

/** A file of an archive. */
export interface Entry {
  /** From the root of the archive, with `/`, without a leading `./`, which HCP Terraform does not find. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly isExecutable: boolean;
}

/** What all entries have for a time: the first that a zip can tell, so that archives do not depend on a clock. */
export const YEAR_OF_ENTRIES = 1980;

/** An entry's mode, which does not depend on anybody's umask. */
export function modeOf({ isExecutable }: Entry): number {
  return isExecutable ? 0o755 : 0o644;
}

/** In the order in which archives have them: that of the bytes of their paths. */
export function sorted(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

/** SHA-256, in hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
