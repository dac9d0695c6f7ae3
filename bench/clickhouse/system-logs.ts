import { setTimeout as sleep } from "node:timers/promises";
import { XMLParser } from "fast-xml-parser";
import type { ClickHouseServer, ConfigFiles } from "../../engines/clickhouse";
import type { OnProgress } from "./load";

/**
 * System log tables that the official image switches on and that an idle server writes to.
 * @see https://github.com/ClickHouse/ClickHouse/blob/master/programs/server/config.xml
 */
export const IDLE_LOG_TABLES = [
  "query_log",
  "part_log",
  "error_log",
  "trace_log",
  "text_log",
  "metric_log",
  "asynchronous_metric_log",
  "processors_profile_log",
  "asynchronous_insert_log",
  "query_views_log",
  "background_schedule_pool_log",
] as const;

/** The image's `flush_interval_milliseconds`. */
const FLUSH_INTERVAL_MS = 7500;

/** How one system log table is configured. */
export interface LogTable {
  readonly name: string;
  /** Undefined: the server's default policy, as for every other table. */
  readonly storagePolicy?: string;
  readonly flushIntervalMs: number;
}

interface LogElement {
  "@_remove"?: string;
  storage_policy?: string;
  flush_interval_milliseconds?: string;
}

/** The log tables that are left when these files are read beside the image's own. */
export function logTables(files: ConfigFiles): LogTable[] {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
  const roots = Object.keys(files)
    .filter((name) => name.startsWith("config.d/"))
    .sort()
    .map((name) => parser.parse(files[name] ?? "") as { clickhouse?: Record<string, unknown> });
  return IDLE_LOG_TABLES.flatMap((name) => {
    const elements = roots
      .map(({ clickhouse }) => clickhouse?.[name] as LogElement | undefined)
      .filter((element) => element !== undefined);
    if (elements.some((element) => element["@_remove"] !== undefined)) return [];
    const last = <Key extends keyof LogElement>(key: Key) =>
      elements.findLast((element) => element[key] !== undefined)?.[key];
    const flushIntervalMs = Number(last("flush_interval_milliseconds") ?? FLUSH_INTERVAL_MS);
    return [{ name, storagePolicy: last("storage_policy"), flushIntervalMs }];
  });
}

/** Columns of a log table here; the real ones have 10 to 1,900, which small parts do not show. */
const COLUMNS = Array.from({ length: 20 }, (_, index) => `value_${index}`);

/**
 * Stands for an idle server's log tables, which the engine does not have: tables on the policy that
 * the configuration gives them, and a flush of a few rows each time a server would flush.
 *
 * @returns how many flushes there were
 */
export async function runIdle(
  server: ClickHouseServer,
  tables: readonly LogTable[],
  { seconds, compress }: { seconds: number; compress: number },
  onProgress: OnProgress = () => undefined,
): Promise<number> {
  const columns = COLUMNS.map((name) => `${name} UInt64`).join(", ");
  for (const { name, storagePolicy } of tables) {
    const settings =
      storagePolicy === undefined ? "" : `SETTINGS storage_policy = '${storagePolicy}'`;
    await server.exec(
      `CREATE TABLE idle_${name} (event_date Date, event_time DateTime, ${columns})
      ENGINE = MergeTree PARTITION BY toYYYYMM(event_date) ORDER BY (event_date, event_time) ${settings}`,
    );
  }
  const due = tables.flatMap(({ name, flushIntervalMs }) =>
    Array.from({ length: Math.floor((seconds * 1000) / flushIntervalMs) }, (_, index) => ({
      name,
      at: (index + 1) * flushIntervalMs,
    })),
  );
  due.sort((a, b) => a.at - b.at);
  const started = performance.now();
  let running: Promise<void>[] = [];
  for (const [index, { name, at }] of due.entries()) {
    const wait = started + at / compress - performance.now();
    if (wait > 0) {
      await Promise.all(running);
      running = [];
      await sleep(Math.max(0, started + at / compress - performance.now()));
    }
    running.push(server.exec(flush(name, at)));
    onProgress((index + 1) / due.length);
  }
  await Promise.all(running);
  return due.length;
}

function flush(name: string, at: number): string {
  const values = COLUMNS.map(() => "rand64(number)").join(", ");
  return `INSERT INTO idle_${name}
    SELECT '2026-01-15', toDateTime('2026-01-15 00:00:00') + ${Math.round(at / 1000)}, ${values} FROM numbers(50)`;
}
