import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";

/** XML by its place under /etc/clickhouse-server, such as `config.d/storage.xml`. */
export type ConfigFiles = Readonly<Record<string, string>>;

/** Where one server keeps what a container keeps under fixed paths. */
export interface ServerPaths {
  /** Parent of everything below. */
  readonly root: string;
  /** /etc/clickhouse-server */
  readonly etc: string;
  /** /var/lib/clickhouse */
  readonly data: string;
  /** /var/cache/clickhouse */
  readonly cache: string;
  /** /var/log/clickhouse-server */
  readonly log: string;
}

const IMAGE = join(__dirname, "image");
const NAME = /^(config|users)\.d\/[\w.-]+\.xml$/;

/**
 * Writes /etc/clickhouse-server for one server: the image's own files and, beside them, what the
 * container adds. ClickHouse merges them itself, in alphabetical order.
 *
 * @returns the path of config.xml
 */
export function writeConfig(paths: ServerPaths, files: ConfigFiles): string {
  rmSync(paths.etc, { recursive: true, force: true });
  const base: Record<string, string> = {};
  for (const name of ["config.xml", "users.xml"]) {
    const text = readFileSync(join(IMAGE, name), "utf8");
    base[name] = text.replace(/\{\{(\w+)\}\}/g, (_, key: keyof ServerPaths) => paths[key]);
  }
  for (const [name, xml] of Object.entries(files)) {
    if (!NAME.test(name)) {
      throw new Error(
        `configuration files must be named config.d/<name>.xml or users.d/<name>.xml, got ${name}`,
      );
    }
    assertWellFormed(name, xml);
    base[name] = mapPaths(xml, paths);
  }
  for (const [name, xml] of Object.entries(base)) {
    const file = join(paths.etc, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, xml);
  }
  return join(paths.etc, "config.xml");
}

/**
 * Moves the container's fixed paths to this server's own. Done on the text, so that what ClickHouse
 * reads is otherwise the very file the container would get.
 */
export function mapPaths(xml: string, paths: ServerPaths): string {
  return xml
    .replaceAll("/var/lib/clickhouse", paths.data)
    .replaceAll("/var/cache/clickhouse", paths.cache)
    .replaceAll("/var/log/clickhouse-server", paths.log)
    .replaceAll("/etc/clickhouse-server", paths.etc);
}

/**
 * Disks that are declared with `<skip_access_check>`: the engine makes the server's access check in
 * its place and must leave these out.
 */
export function disksWithoutAccessCheck(files: ConfigFiles): string[] {
  const parser = new XMLParser({ parseTagValue: false });
  return Object.values(files).flatMap((xml) => {
    const { clickhouse } = parser.parse(xml) as {
      clickhouse?: {
        storage_configuration?: { disks?: Record<string, { skip_access_check?: string }> };
      };
    };
    const disks = Object.entries(clickhouse?.storage_configuration?.disks ?? {});
    return disks
      .filter(([, disk]) => /^(1|true)$/.test(disk.skip_access_check ?? ""))
      .map(([name]) => name);
  });
}

/** chDB reports broken XML as `Exception` and nothing else, so the place is named here. */
function assertWellFormed(name: string, xml: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a separate package; the function is the same
  const result = XMLValidator.validate(xml);
  if (result === true) return;
  const { line, col, msg } = result.err;
  throw new Error(`${name} is not well-formed XML (line ${line}, column ${col}): ${msg}`);
}
