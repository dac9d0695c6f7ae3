import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";

/** What Terraform and others leave in a folder; none of it belongs to a module. */
const LITTER = /^(\.terraform|\.git|node_modules|cdktf\.out|.*\.tfstate(\..*)?)$/;

/**
 * Copies a module with every local module it calls (`source = "../.."`), keeping the way from one to
 * the other.
 *
 * @returns where the module itself was copied to, below `target`
 */
export function copyModule(from: string, target: string): string {
  if (!existsSync(from) || !statSync(from).isDirectory()) {
    throw new Error(`no such folder: ${from}`);
  }
  const start = realpathSync(from);
  const folders = outermost([...withCalled(start, new Set())]);
  const root = commonParent(folders);
  for (const folder of folders) {
    cpSync(folder, join(target, relative(root, folder)), {
      recursive: true,
      dereference: true,
      filter: (path) => path === folder || !LITTER.test(basename(path)),
    });
  }
  const copied = join(target, relative(root, start));
  keepStateLocal(copied);
  return copied;
}

/** A backend would be asked for its state; an override file takes the configuration's place. */
function keepStateLocal(dir: string): void {
  const hasBackend = filesIn(dir, /\.(tf|tofu|tf\.json)$/).some((file) =>
    /\bbackend"?[\s:{]*"|\bcloud"?\s*:?\s*\{/.test(readFileSync(file, "utf8")),
  );
  if (hasBackend) {
    writeFileSync(join(dir, "offline_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  }
}

const filesIn = (dir: string, names: RegExp): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => join(dir, entry.name));

function withCalled(folder: string, seen: Set<string>): Set<string> {
  if (seen.has(folder) || !existsSync(folder)) return seen;
  seen.add(folder);
  for (const called of localSources(folder)) withCalled(resolve(folder, called), seen);
  return seen;
}

/** The relative module sources in a folder's files, its `tests/` included. */
function localSources(folder: string): string[] {
  const inTests = join(folder, "tests");
  const files = [folder, ...(existsSync(inTests) ? [inTests] : [])].flatMap((dir) =>
    filesIn(dir, /\.(tf|tofu|hcl|json)$/),
  );
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bsource"?\s*[=:]\s*"(\.\.?\/?[^"]*)"/g)].map(
      ([, source = ""]) => source,
    ),
  );
}

const isInside = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);

/** Without folders that are inside others. */
function outermost(folders: string[]): string[] {
  return folders.filter((a) => !folders.some((b) => a !== b && isInside(a, b)));
}

function commonParent(folders: string[]): string {
  let parent = folders[0] ?? sep;
  while (!folders.every((folder) => isInside(folder, parent))) parent = resolve(parent, "..");
  return parent;
}
