import { sha256 } from "./entry";
import type { Archive, ModulePackage } from "./package";
import { type OutputFile, writeInOrder } from "./write-files";

/** The names of what stands beside the archives. */
export const MANIFEST = "manifest.json";
export const CHECKSUMS = "SHA256SUMS";

/**
 * Writes the archives of modules, a manifest and their sums, which `sha256sum -c SHA256SUMS` checks. The sums come
 * last and speak of these archives only; what else is in the folder stays.
 *
 * @param namespace - who publishes the modules, in registry addresses
 * @returns the archives
 */
export function writePackages(
  folder: string,
  packages: readonly ModulePackage[],
  namespace: string,
): Archive[] {
  const archives = packages.flatMap((module) => [module.tarGz, module.zip]);
  const manifest = manifestOf(packages, namespace);
  const files: OutputFile[] = archives.map(({ name, content }) => ({ path: name, content }));
  files.push({ path: MANIFEST, content: manifest });
  files.push({ path: CHECKSUMS, content: sumsOf(archives, manifest) });
  writeInOrder(folder, files);
  return archives;
}

function sumsOf(archives: readonly Archive[], manifest: string): string {
  return [
    ...archives.map(({ name, sha256: sum }) => `${sum}  ${name}\n`),
    `${sha256(Buffer.from(manifest))}  ${MANIFEST}\n`,
  ].join("");
}

function manifestOf(packages: readonly ModulePackage[], namespace: string): string {
  const modules = packages.map((module) => ({
    module: module.source.system,
    repository: module.source.repository,
    address: `${namespace}/${module.source.name}/${module.source.system}`,
    version: module.version,
    commit: module.commit,
    archives: [module.tarGz, module.zip].map(({ name, content, sha256: sum }) => ({
      file: name,
      size: content.length,
      sha256: sum,
    })),
    files: module.files.map(({ path, content, isExecutable }) => ({
      path,
      size: content.length,
      sha256: sha256(content),
      ...(isExecutable ? { executable: true } : {}),
    })),
  }));
  return `${JSON.stringify({ modules }, undefined, 2)}\n`;
}
