import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../root";
import type { ModuleInterface } from "../module/interface";
import { git } from "./git";
import type { ModuleSource } from "./module-source";

/** Where a module's interface is recorded, from the root of the repository. */
export function interfaceFile({ repository }: ModuleSource): string {
  return `docs/interface/${repository}.json`;
}

/**
 * The interface that the working tree records.
 * @throws Error where there is none, or it is no such list
 */
export function recordedInterface(source: ModuleSource, root = ROOT): ModuleInterface {
  const file = interfaceFile(source);
  const onDisk = path.join(root, file);
  if (fs.existsSync(onDisk)) return parseInterface(fs.readFileSync(onDisk, "utf8"), file);
  throw new Error(`${file} is missing: run npm run synth -- --accept and commit it`);
}

/** The interface that a tag records, or `undefined` where it records none. */
export function releasedInterface(
  source: ModuleSource,
  tag: string,
  root = ROOT,
): ModuleInterface | undefined {
  const file = interfaceFile(source);
  if (git(["ls-tree", "--name-only", tag, "--", file], { cwd: root }) === "") return undefined;
  return parseInterface(git(["show", `${tag}:${file}`], { cwd: root }), `${tag}:${file}`);
}

/** Lists of an older form may lack whole sections, which then count as empty. */
function parseInterface(text: string, name: string): ModuleInterface {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is not JSON: ${(error as Error).message}`);
  }
  if (typeof list !== "object" || list === null || Array.isArray(list)) {
    throw new Error(`${name} is no list of an interface: expected an object`);
  }
  const none = {
    requiredVersion: "",
    requiredProviders: {},
    variables: {},
    outputs: {},
    addresses: [],
    files: [],
  };
  return { ...none, ...list };
}
