import fs from "node:fs";
import path from "node:path";
import type { ModuleFile } from "./module-file";
import { isGenerated } from "./marker";

/** What a write changed, or would change: paths inside the module. */
export interface ModuleChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Generated files whose source is gone. */
  readonly removed: readonly string[];
}

/**
 * Compares a module's folder with what it should hold. A file that neither has the marker line nor was
 * generated before is a person's and is not looked at.
 *
 * @param known paths that an earlier synth generated, whatever stands there now
 * @throws Error when a generated file would replace one that a person made
 */
export function compareModule(
  folder: string,
  files: readonly ModuleFile[],
  known: ReadonlySet<string>,
): ModuleChanges {
  const isOurs = (name: string, text: string) => known.has(name) || isGenerated(text);
  const wanted = new Map(files.map((file) => [file.path, file.content]));
  const added: string[] = [];
  const changed: string[] = [];
  for (const [name, content] of wanted) {
    const existing = readText(path.join(folder, name));
    if (existing === null) added.push(name);
    else if (existing !== content) {
      if (!isOurs(name, existing)) throw new Error(refusal(folder, name));
      changed.push(name);
    }
  }
  const removed = listFiles(folder).filter(
    (name) => !wanted.has(name) && isOurs(name, readText(path.join(folder, name)) ?? ""),
  );
  return { added: added.sort(), changed: changed.sort(), removed: removed.sort() };
}

/** Whether there is anything to write. */
export function isStale({ added, changed, removed }: ModuleChanges): boolean {
  return added.length + changed.length + removed.length > 0;
}

/**
 * Writes a module. A copy of the folder is brought up to date beside it and then takes its place, so that
 * whoever reads the folder, or looks at it after a crash, finds the old module or the new one and never
 * half of each. Files that a person added are kept as they are.
 */
export function writeModule(
  folder: string,
  files: readonly ModuleFile[],
  known: ReadonlySet<string>,
): ModuleChanges {
  recover(folder);
  const changes = compareModule(folder, files, known);
  if (!isStale(changes)) return changes;
  const parent = path.dirname(folder);
  fs.mkdirSync(parent, { recursive: true });
  const next = fs.mkdtempSync(path.join(parent, `.${path.basename(folder)}.next-`));
  try {
    fs.chmodSync(next, 0o755);
    if (fs.existsSync(folder)) copyFolder(folder, next);
    for (const name of changes.removed) removeFile(next, name);
    const touched = new Set([...changes.added, ...changes.changed]);
    for (const file of files) if (touched.has(file.path)) writeFile(next, file);
    swap(next, folder);
  } finally {
    fs.rmSync(next, { recursive: true, force: true });
  }
  return changes;
}

function previousOf(folder: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.previous`);
}

function swap(next: string, folder: string): void {
  const previous = previousOf(folder);
  const exists = fs.existsSync(folder);
  if (exists) fs.renameSync(folder, previous);
  try {
    fs.renameSync(next, folder);
  } catch (error) {
    if (exists) fs.renameSync(previous, folder);
    throw error;
  }
  fs.rmSync(previous, { recursive: true, force: true });
}

/** Puts a module back that a crash between the two renames of {@link swap} left aside. */
function recover(folder: string): void {
  const previous = previousOf(folder);
  if (!fs.existsSync(previous)) return;
  if (fs.existsSync(folder)) fs.rmSync(previous, { recursive: true });
  else fs.renameSync(previous, folder);
}

function copyFolder(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

function writeFile(folder: string, file: ModuleFile): void {
  const target = path.join(folder, file.path);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, file.content);
}

function removeFile(folder: string, name: string): void {
  fs.rmSync(path.join(folder, name));
  let parent = path.dirname(name);
  while (parent !== "." && fs.readdirSync(path.join(folder, parent)).length === 0) {
    fs.rmdirSync(path.join(folder, parent));
    parent = path.dirname(parent);
  }
}

function refusal(folder: string, name: string): string {
  return (
    `${path.join(path.basename(folder), name)} would be generated, but a file of that name is there ` +
    `that synth has not made: rename it or move it away, then run npm run synth again`
  );
}

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Every file below a folder, with `/`; what Terraform keeps for itself is passed over. */
function listFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== ".terraform")
    .flatMap((entry) => {
      if (entry.isDirectory()) {
        return listFiles(path.join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
      }
      return entry.isFile() ? [entry.name] : [];
    });
}
