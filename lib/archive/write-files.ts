import fs from "node:fs";
import path from "node:path";
import { UsageError } from "../cli";

/** A file to write. */
export interface OutputFile {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly content: Uint8Array | string;
}

/**
 * Refuses a folder that cannot be one, before any work is done.
 * @throws UsageError
 */
export function checkOutputFolder(folder: string, option = "--out"): void {
  if (folder === "") throw new UsageError(`${option}: got "", expected a folder`);
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat || stat.isDirectory()) return;
  throw new UsageError(`${option}: got "${folder}", which is a file: name a folder`);
}

/**
 * Writes files into a folder, whole or not at all: first all of them into a temporary folder in it, then each is
 * moved to its place, in the order given. After a crash a file that names others has not come before them.
 */
export function writeInOrder(folder: string, files: readonly OutputFile[]): void {
  const made = fs.mkdirSync(folder, { recursive: true });
  const temporary = fs.mkdtempSync(path.join(folder, ".writing-"));
  try {
    for (const file of files) refuseFolder(folder, file);
    for (const [index, { content }] of files.entries()) {
      fs.writeFileSync(path.join(temporary, String(index)), content);
    }
    for (const [index, { path: name }] of files.entries()) {
      const target = path.join(folder, name);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.renameSync(path.join(temporary, String(index)), target);
    }
  } catch (error) {
    if (made !== undefined) fs.rmSync(made, { recursive: true, force: true });
    throw error;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

function refuseFolder(folder: string, { path: name }: OutputFile): void {
  const target = path.join(folder, name);
  if (!fs.statSync(target, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Error(`${target} is a folder where a file goes: move it away, then run again`);
}
