import { unzip, zip } from "../../archive/zip";
import { checkOutputFolder, writeInOrder } from "../../archive/write-files";
import { UsageError } from "../../cli";
import { committedFiles, headOf, refuseUncommitted, someOf } from "../../release/committed-files";
import type { ModuleSource } from "../../release/module-source";
import { checkVersion } from "../../release/version";
import { ROOT } from "../../root";
import { type Address, addressOf, checkNamespace, modulesPath, parseBaseUrl } from "./address";
import { siteFiles } from "./files";
import { type Release, releasesOf } from "./releases";
import { ARCHIVE, type Modules, Site } from "./site";

/** What to build. */
export interface RegistryOptions {
  /** What is served at the root of the host; an earlier build's versions are kept. */
  readonly out: string;
  /** `https://HOST[:PORT][/FOLDER]`; with a folder the modules are in that folder of `out`. */
  readonly baseUrl: string;
  /** Who publishes, in module addresses. */
  readonly namespace: string;
  readonly sources: readonly ModuleSource[];
  /** HEAD's version. @default - what each module's CHANGELOG.md names first */
  readonly version?: string;
  /** The repository. @default - this one */
  readonly root?: string;
}

/** What became of a version. */
export interface Published {
  readonly address: Address;
  readonly version: string;
  /** The tag or HEAD that it is from. */
  readonly from: string;
  readonly isNew: boolean;
}

/**
 * Writes a module registry as files: discovery, versions, downloads and archives of every tagged version and of
 * HEAD. Nothing is written unless everything can be; a version is named only after its archive is there.
 *
 * @throws UsageError for a wrong option, for files that are not committed, and for a version that is published
 * with other content
 */
export function buildRegistry(options: RegistryOptions): Published[] {
  const { out, version, root = ROOT } = options;
  const base = parseBaseUrl(options.baseUrl);
  const namespace = checkNamespace(options.namespace);
  if (version !== undefined) checkVersion(version);
  checkOutputFolder(out);
  headOf(root);
  for (const source of options.sources) refuseUncommitted(source, root);

  const site = new Site(out, modulesPath(base));
  for (const name of ["_headers", "README.md"]) site.refuseForeign(name);
  const modules = site.modules();
  const published = options.sources.flatMap((source) => {
    const address = addressOf(source, namespace);
    return releasesOf(source, version, root).map((release) => {
      const content = zip(committedFiles(source.path, release.commit, root));
      return {
        address,
        version: release.version,
        from: release.from,
        isNew: add(modules, address, release, content),
      };
    });
  });
  const files = siteFiles(site, base, modules);
  writeInOrder(
    out,
    files.filter(({ path: name, content }) => !site.has(name, content)),
  );
  return published;
}

/** Adds a version, or finds it published; says which. */
function add(
  modules: Modules,
  address: Address,
  { version, from }: Release,
  content: Uint8Array,
): boolean {
  const versions = modules.get(address) ?? new Map<string, Uint8Array>();
  modules.set(address, versions);
  const before = versions.get(version);
  if (before === undefined) {
    versions.set(version, content);
    return true;
  }
  const names = differences(filesOf(before, `${address}/${version}`), unzip(content));
  if (names.length === 0) return false;
  throw new UsageError(
    `${address} ${version} is published with other content than ${from} has (${someOf(names)}): a published version does not change; give this one a new version`,
  );
}

function filesOf(archive: Uint8Array, name: string): Map<string, Uint8Array> {
  try {
    return unzip(archive);
  } catch {
    throw new Error(
      `${name}/${ARCHIVE} is no zip any more: put it back from where the registry is served`,
    );
  }
}

function differences(
  before: ReadonlyMap<string, Uint8Array>,
  after: ReadonlyMap<string, Uint8Array>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => {
      const [one, other] = [before.get(name), after.get(name)];
      return !one || !other || Buffer.compare(one, other) !== 0;
    })
    .sort();
}
