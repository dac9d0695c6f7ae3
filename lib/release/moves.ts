import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../root";
import type { Json } from "../hcl";
import { isObject } from "../module/fragments";
import { type Move, movesOf } from "../module/interface";
import { isGenerated } from "../module/marker";
import type { ModuleSource } from "./module-source";

/** The `moved` blocks of a module. */
export interface Moves {
  /** All of them, wherever they stand: each may carry a resource to its new address. */
  readonly all: readonly Move[];
  /** Those in files that a person keeps, such as `moved.tf`; no interface list has them. */
  readonly own: readonly Move[];
}

/**
 * The `moved` blocks in a module's folder.
 *
 * @throws Error for a file with such a block that is not HCL
 */
export async function movesInFolder(source: ModuleSource, root = ROOT): Promise<Moves> {
  const folder = path.join(root, source.path);
  const all: Move[] = [];
  const own: Move[] = [];
  for (const name of fs.readdirSync(folder).sort()) {
    if (!/\.tf(\.json)?$/u.test(name)) continue;
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    if (!/\bmoved\b/u.test(text)) continue;
    const moves = movesOf((await parse(name, text)).moved);
    all.push(...moves);
    if (!isGenerated(text)) own.push(...moves);
  }
  return { all, own };
}

async function parse(name: string, text: string): Promise<{ [key: string]: Json }> {
  if (name.endsWith(".json")) {
    const document = JSON.parse(text) as Json;
    return isObject(document) ? document : {};
  }
  // A parser in WebAssembly, loaded only where a file has such a block.
  const hcl = await import("@cdktf/hcl2json");
  return (await hcl.parse(name, text)) as { [key: string]: Json };
}
