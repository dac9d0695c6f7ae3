import semver from "semver";
import { sha256 } from "../../archive/entry";
import type { OutputFile } from "../../archive/write-files";
import { type BaseUrl, modulesPath } from "./address";
import { hostHeaders, hostReadme } from "./host";
import { ARCHIVE, DISCOVERY, type Modules, type Site } from "./site";

/** An archive's address, and where Terraform is told of it. */
export interface Download {
  /** Path of `download` on the host. */
  readonly path: string;
  /** URL of the archive, with its sum, which Terraform checks. */
  readonly location: string;
}

/**
 * Every file of a registry, in the order in which they are to be written: what is named comes before what names it.
 */
export function siteFiles(site: Site, base: BaseUrl, modules: Modules): OutputFile[] {
  const archives: OutputFile[] = [];
  const downloads: Download[] = [];
  const versions: OutputFile[] = [];
  for (const [address, contents] of modules) {
    for (const [version, content] of contents) {
      const folder = `${address}/${version}`;
      archives.push({ path: site.inApi(`${folder}/${ARCHIVE}`), content });
      downloads.push({
        path: `${modulesPath(base)}${folder}/download`,
        location: `${base.origin}${modulesPath(base)}${folder}/${ARCHIVE}?checksum=sha256:${sha256(content)}`,
      });
    }
    const list = [...contents.keys()].sort(semver.compare).map((version) => ({ version }));
    versions.push({
      path: site.inApi(`${address}/versions`),
      content: json({ modules: [{ versions: list }] }),
    });
  }
  return [
    ...archives,
    ...downloads.map(({ path, location }) => ({
      path: path.slice(1),
      content: json({ location }),
    })),
    { path: "_headers", content: hostHeaders(downloads) },
    { path: "README.md", content: hostReadme(base, [...modules.keys()]) },
    { path: DISCOVERY, content: json(site.discovery()) },
    ...versions,
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
