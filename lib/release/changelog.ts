import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../root";
import { CHANGELOG } from "./folder";
import type { ModuleSource } from "./module-source";

/** What a section of a changelog is made of. */
export interface Section {
  readonly source: ModuleSource;
  readonly version: string;
  /** `2026-01-31`. */
  readonly date: string;
  /** The tag of the release before; without one the whole history counts. */
  readonly since?: string;
}

/** No tag is asked for: `since` says where the section begins. */
const NO_TAG = /^(?!)/u;

/**
 * A section of a module's changelog, from the conventional commits that touched its folder: features, fixes and
 * breaking changes, without links, because ids of this repository's commits lead nowhere in the module's own.
 *
 * @see https://www.conventionalcommits.org
 */
export async function changelogSection(section: Section, root = ROOT): Promise<string> {
  const { source, version, date, since } = section;
  // Both are ES modules.
  const { ConventionalChangelog } = await import("conventional-changelog");
  const { default: createPreset } = await import("conventional-changelog-conventionalcommits");
  const { commits, parser, writer } = createPreset();
  const generator = new ConventionalChangelog(root)
    .config({ commits, parser, writer })
    // Tags of commits in between, such as those of pre-releases, must not cut the section.
    .options({ transformCommit: () => ({}) })
    .tags({ prefix: NO_TAG })
    .commits({ path: source.path, ...(since === undefined ? {} : { from: since }) })
    .context({ version, date, linkCompare: false })
    .writer({
      transform: (commit, context) => {
        const entry = writer.transform?.(commit, context);
        // The preset would make links of #12 and @name, for a host that is not known.
        return entry && { ...entry, subject: commit.subject, hash: null, references: [] };
      },
    });
  let text = "";
  for await (const part of generator.write()) text += part;
  return tidy(text);
}

/** One blank line around headings, and dashes for lists, as in the project's other documents. */
function tidy(text: string): string {
  const lines = text
    .replace(/^\* /gmu, "- ")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
  return lines.includes("\n") ? `${lines}\n` : `${lines}\n\nNothing that its users see.\n`;
}

/** The heading of a version's section. */
const HEADING = /^#{1,3} \[?v?(\d+\.\d+\.\d+[^\s\])]*)/gmu;

/** Puts a section above the older ones and leaves them as they are. */
export function withSection(changelog: string, section: string): string {
  const at = changelog.search(HEADING);
  if (at >= 0) return `${changelog.slice(0, at)}${section}\n${changelog.slice(at)}`;
  const head = changelog.trim() === "" ? "# Changelog" : changelog.trimEnd();
  return `${head}\n\n${section}`;
}

/** The versions that a changelog has a section of, in its order: the newest first. */
export function versionsIn(changelog: string): string[] {
  return [...changelog.matchAll(HEADING)].map(([, version = ""]) => version);
}

/** A module's changelog as it is; nothing where there is none. */
export function readChangelog({ path: folder }: ModuleSource, root = ROOT): string {
  const file = path.join(root, folder, CHANGELOG);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

/** Writes a module's changelog. */
export function writeChangelog({ path: folder }: ModuleSource, text: string, root = ROOT): void {
  fs.writeFileSync(path.join(root, folder, CHANGELOG), text);
}
