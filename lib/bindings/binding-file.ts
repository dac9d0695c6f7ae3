import { readFileSync } from "node:fs";

/** The text of a binding's file without the source map, or undefined when there is no such file. */
export function bindingFile(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return undefined;
  }
  // The inline source map is five sixths of the file.
  const end = bytes.indexOf("//# sourceMappingURL");
  return bytes.toString("latin1", 0, end < 0 ? bytes.length : end);
}
