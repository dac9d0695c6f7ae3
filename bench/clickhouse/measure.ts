import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  startClickHouse,
  startS3,
  withLocalS3,
  type ClickHouseServer,
  type S3Operation,
  type S3Server,
  type S3Snapshot,
} from "../../engines/clickhouse";
import { bucketsOf, type Configuration } from "./configurations";
import { runLoad, settle, type LoadOptions, type LoadResult, type OnProgress } from "./load";
import { peakBytes } from "./process-memory";
import { runDashboard, type QueryResult } from "./queries";
import { prepareTables, TABLE_NAMES } from "./rows";
import { logTables, runIdle } from "./system-logs";

/** S3 requests by what they are billed as, and bytes by direction. */
export interface Requests {
  /** PutObject and the requests of multipart uploads. */
  readonly put: number;
  readonly get: number;
  readonly list: number;
  readonly copy: number;
  /** DeleteObject and DeleteObjects. */
  readonly delete: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** Everything measured of one configuration under one load. */
export interface Measurement {
  readonly name: string;
  readonly engine: string;
  readonly load: LoadOptions;
  readonly result: LoadResult;
  /** During the load and the merges it causes. */
  readonly requests: Requests;
  readonly parts: { readonly active: number; readonly created: number; readonly merges: number };
  /** Active parts by where they lie, and the volume's own use with the names of objects. */
  readonly bytes: { readonly volume: number; readonly objects: number; readonly metadata: number };
  /** Absent when not asked for. */
  readonly idle?: {
    readonly seconds: number;
    readonly tables: number;
    readonly requests: Requests;
  };
  /** Absent when not asked for. */
  readonly queries?: readonly QueryResult[];
  /** Largest resident memory of the server's process; absent where the system does not tell. */
  readonly peakBytes?: number;
}

/** Which parts of a measurement to make. */
export interface MeasureOptions {
  readonly load: LoadOptions;
  /** Simulated seconds without load, for the system log tables. @default 0, none */
  readonly idleSeconds?: number;
  /** Queries to time after the load, by name. @default - none */
  readonly queries?: Readonly<Record<string, string>>;
  /** Called with the phase and its share done. @default - nobody */
  readonly onPhase?: (phase: string, share: number) => void;
}

/** A running server on storage of its own. */
export interface Bench {
  readonly s3: S3Server;
  readonly server: ClickHouseServer;
  readonly stop: () => Promise<void>;
}

/** Starts ClickHouse on a configuration, with an S3 in memory for its buckets. */
export async function startBench(configuration: Configuration): Promise<Bench> {
  const buckets = bucketsOf(configuration);
  const s3 = await startS3({ buckets: buckets.length > 0 ? buckets : ["none"] });
  try {
    const local = buckets.length > 0 ? withLocalS3(s3, configuration) : configuration;
    const server = await startClickHouse({ files: local.files, env: local.env });
    const stop = async () => {
      await server.stop();
      await s3.stop();
    };
    return { s3, server, stop };
  } catch (error) {
    await s3.stop();
    throw error;
  }
}

/** Puts one configuration under load and counts. */
export async function measure(
  configuration: Configuration,
  options: MeasureOptions,
): Promise<Measurement> {
  const { load, idleSeconds = 0 } = options;
  const phase =
    (name: string): OnProgress =>
    (share) =>
      options.onPhase?.(name, share);
  const { s3, server, stop } = await startBench(configuration);
  try {
    await prepareTables(server, load.seedRows);
    await compressTime(server, load.compress);
    s3.counters.reset();
    const before = await events(server);
    const result = await runLoad(server, load, phase("load"));
    await settle(server);
    const requests = requestsOf(s3.counters.snapshot());
    const after = await events(server);
    const bytes = { ...(await partBytes(server)), metadata: metadataBytes(server.dataDir) };
    const [active] = await server.query<{ n: number }>(
      `SELECT count() AS n FROM system.parts WHERE active AND table IN (${names()})`,
    );
    const queries = options.queries && (await runDashboard(server, s3, options.queries));
    const peak = server.pid === undefined ? undefined : peakBytes(server.pid);
    const idle =
      idleSeconds > 0
        ? await idlePhase(configuration, { s3, server }, { seconds: idleSeconds, load }, phase)
        : undefined;
    const inserted = after.inserts - before.inserts;
    const merges = after.merges - before.merges;
    return {
      name: configuration.name,
      engine: server.version,
      load,
      result,
      requests,
      parts: { active: active?.n ?? 0, created: inserted + merges, merges },
      bytes,
      idle,
      queries,
      peakBytes: peak,
    };
  } finally {
    await stop();
  }
}

async function idlePhase(
  { files }: Configuration,
  { s3, server }: Pick<Bench, "s3" | "server">,
  { seconds, load }: { seconds: number; load: LoadOptions },
  phase: (name: string) => OnProgress,
) {
  const tables = logTables(files);
  await settle(server);
  s3.counters.reset();
  await runIdle(server, tables, { seconds, compress: load.compress }, phase("idle"));
  await settle(server);
  return { seconds, tables: tables.length, requests: requestsOf(s3.counters.snapshot()) };
}

/**
 * How long old parts stay is a matter of wall time, so it has to shrink with it; merges are chosen
 * by size first and see nothing of the compression.
 */
async function compressTime(server: ClickHouseServer, compress: number): Promise<void> {
  const [row] = await server.query<{ value: string }>(
    "SELECT value FROM system.merge_tree_settings WHERE name = 'old_parts_lifetime'",
  );
  const lifetime = Math.max(1, Math.round(Number(row?.value ?? 480) / compress));
  for (const table of TABLE_NAMES) {
    await server.exec(`ALTER TABLE ${table} MODIFY SETTING old_parts_lifetime = ${lifetime}`);
  }
}

/** Sums a snapshot by what S3's bill tells apart. */
export function requestsOf({ operations }: S3Snapshot): Requests {
  const sum = (...keys: S3Operation[]) =>
    keys.reduce((total, key) => total + (operations[key]?.requests ?? 0), 0);
  const all = Object.values(operations);
  return {
    put: sum("PUT", "MULTIPART_CREATE", "MULTIPART_PART", "MULTIPART_COMPLETE"),
    get: sum("GET", "HEAD"),
    list: sum("LIST", "LIST_PARTS", "LIST_UPLOADS", "LIST_BUCKETS"),
    copy: sum("COPY", "MULTIPART_PART_COPY"),
    delete: sum("DELETE", "DELETE_OBJECTS", "MULTIPART_ABORT"),
    bytesUp: all.reduce((total, { bytesIn }) => total + bytesIn, 0),
    bytesDown: all.reduce((total, { bytesOut }) => total + bytesOut, 0),
  };
}

async function events(server: ClickHouseServer): Promise<{ inserts: number; merges: number }> {
  const rows = await server.query<{ event: string; value: number }>(
    "SELECT event, value FROM system.events WHERE event IN ('MergeTreeDataWriterBlocks', 'Merge')",
  );
  const value = (name: string) => rows.find(({ event }) => event === name)?.value ?? 0;
  return { inserts: value("MergeTreeDataWriterBlocks"), merges: value("Merge") };
}

async function partBytes(server: ClickHouseServer): Promise<{ volume: number; objects: number }> {
  const rows = await server.query<{ is_remote: number; bytes: number }>(
    `SELECT d.is_remote AS is_remote, sum(p.bytes_on_disk) AS bytes
    FROM system.parts p JOIN system.disks d ON d.name = p.disk_name
    WHERE p.active AND p.table IN (${names()}) GROUP BY d.is_remote`,
  );
  const bytes = (remote: number) => rows.find(({ is_remote }) => is_remote === remote)?.bytes ?? 0;
  return { volume: bytes(0), objects: bytes(1) };
}

function names(): string {
  return TABLE_NAMES.map((name) => `'${name}'`).join(", ");
}

/** What the names of objects take on the volume; a file takes at least one block of 4 KiB there. */
function metadataBytes(dataDir: string): number {
  let bytes = 0;
  for (const entry of readdirSync(dataDir, { recursive: true, encoding: "utf8" })) {
    if (!entry.startsWith("disks/")) continue;
    const stat = statSync(join(dataDir, entry), { throwIfNoEntry: false });
    if (stat?.isFile()) bytes += Math.ceil(stat.size / 4096) * 4096;
  }
  return bytes;
}
