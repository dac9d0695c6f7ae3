import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * Why ClickHouse cannot run here, or undefined when it can. Nothing is loaded: chDB's library is
 * half a gigabyte and belongs to the host process alone.
 *
 * @param from - file whose dependencies are looked at. @default - this one
 */
export function whyClickHouseIsUnavailable(from = __filename): string | undefined {
  // Not the global `require`: test runners replace it, and the question is what Node would find.
  const require = createRequire(from);
  const find = (request: string): string | undefined => {
    try {
      return require.resolve(request);
    } catch {
      return undefined;
    }
  };
  const manifest = find("chdb/package.json");
  if (manifest === undefined) {
    return "the development dependency `chdb` is not installed (run `npm ci` without --omit=dev)";
  }
  const { optionalDependencies = {} } = JSON.parse(readFileSync(manifest, "utf8")) as {
    optionalDependencies?: Record<string, string>;
  };
  const libraries = Object.keys(optionalDependencies);
  if (libraries.some((name) => find(`${name}/package.json`) !== undefined)) return undefined;
  const looked = libraries.join(", ");
  return `chdb has no library for ${process.platform}-${process.arch} here (looked for ${looked})`;
}

/** Whether {@link startClickHouse} can work on this machine. */
export function isClickHouseAvailable(): boolean {
  return whyClickHouseIsUnavailable() === undefined;
}
