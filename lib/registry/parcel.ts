import { packModule } from "../archive";
import type { ModuleSource } from "../release/module-source";
import { ROOT } from "../root";
import { type Progress, uploadProgress } from "./progress";

/** What goes to a registry: one version of a module. */
export interface Parcel {
  /** Semantic version without v. */
  readonly version: string;
  /** The commit that the archive was made from, 40 hex digits. */
  readonly commit: string;
  /** Module at the root of a gzipped tar. */
  readonly archive: Uint8Array;
}

/**
 * Packs what is committed of a module.
 * @throws UsageError when some of it is not committed
 */
export async function packParcel(
  source: ModuleSource,
  version: string,
  root = ROOT,
): Promise<Parcel> {
  const { commit, tarGz } = await packModule(source, { version, root });
  return { version, commit, archive: tarGz.content };
}

/** Where a publication tells how it gets on. */
export interface Reporter {
  readonly step: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly progress: (label: string, total: number) => Progress;
}

/** Steps on standard output, the rest on standard error. */
export const CONSOLE: Reporter = {
  step: (line) => {
    console.log(line);
  },
  warn: (line) => {
    console.error(line);
  },
  progress: uploadProgress,
};
