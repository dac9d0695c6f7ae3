import {
  committedFiles,
  type CommittedFile,
  headOf,
  refuseUncommitted,
} from "../release/committed-files";
import type { ModuleSource } from "../release/module-source";
import { checkVersion, newestVersion } from "../release/version";
import { ROOT } from "../root";
import { sha256 } from "./entry";
import { tarGz } from "./tar";
import { zip } from "./zip";

/** An archive of a module. */
export interface Archive {
  /** `<repository>-<version>.tar.gz` or `.zip` */
  readonly name: string;
  readonly content: Buffer;
  /** Of the content, in hexadecimal digits. */
  readonly sha256: string;
}

/** A module as a commit has it, in the forms in which it is handed over. */
export interface ModulePackage {
  readonly source: ModuleSource;
  readonly version: string;
  /** Full id of the commit that the files are from. */
  readonly commit: string;
  readonly files: readonly CommittedFile[];
  readonly tarGz: Archive;
  readonly zip: Archive;
}

/** What to pack. */
export interface PackOptions {
  /** @default - what the module's CHANGELOG.md names first */
  readonly version?: string;
  /** The repository. @default - this one */
  readonly root?: string;
}

/**
 * Packs a module as HEAD has it, the whole folder: its examples and tests too. The archives depend on the files'
 * names, contents and executable bits alone.
 *
 * @throws UsageError when the module has files that are not committed, or for a version that is none
 */
export async function packModule(
  source: ModuleSource,
  { version, root = ROOT }: PackOptions = {},
): Promise<ModulePackage> {
  if (version !== undefined) checkVersion(version);
  const commit = headOf(root);
  refuseUncommitted(source, root);
  const files = committedFiles(source.path, commit, root);
  const known = version ?? newestVersion(source, root);
  const name = `${source.repository}-${known}`;
  return {
    source,
    version: known,
    commit,
    files,
    tarGz: archiveOf(`${name}.tar.gz`, await tarGz(files)),
    zip: archiveOf(`${name}.zip`, zip(files)),
  };
}

function archiveOf(name: string, content: Buffer): Archive {
  return { name, content, sha256: sha256(content) };
}
