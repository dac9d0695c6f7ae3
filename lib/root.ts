import fs from "node:fs";
import path from "node:path";

/** The folder with package.json above this file, also when it has been bundled into another. */
function findRoot(folder: string): string {
  if (fs.existsSync(path.join(folder, "package.json"))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${__dirname}`);
  return findRoot(parent);
}

/** The root of the project. */
export const ROOT = findRoot(__dirname);
