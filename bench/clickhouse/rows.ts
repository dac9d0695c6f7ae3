import {
  createLangfuseSchema,
  LangfuseRows,
  type ClickHouseServer,
  type Row,
} from "../../engines/clickhouse";

/** Tables that Langfuse 3 writes all the time, with the column that holds a row's time. */
export const TABLES = {
  traces: { time: "timestamp", traceId: "id" },
  observations: { time: "start_time", traceId: "trace_id" },
  scores: { time: "timestamp", traceId: "trace_id" },
  blob_storage_file_log: { time: "created_at", traceId: "entity_id" },
} as const;
/** One of {@link TABLES}. */
export type Table = keyof typeof TABLES;
/** Names of {@link TABLES}. */
export const TABLE_NAMES = Object.keys(TABLES) as Table[];

/** Different rows a table is filled from; enough that copies rarely meet in one compressed block. */
export const SEED_ROWS = 6000;
/** Where the simulated time begins: early in a month, so that a run stays in one partition. */
const START = "2026-01-15 00:00:00.000";

/**
 * Makes Langfuse's tables and, in memory, rows to fill them from. A flush then is one INSERT … SELECT:
 * it makes the parts that rows sent over the network would, without the load generator competing
 * with the server for the machine.
 */
export async function prepareTables(server: ClickHouseServer, count = SEED_ROWS): Promise<void> {
  await createLangfuseSchema(server, 3);
  const rows = new LangfuseRows({ seed: 7 });
  const seeds: Record<Table, Row[]> = {
    traces: rows.traces(count),
    observations: rows.observations(count),
    scores: rows.scores(count),
    blob_storage_file_log: rows.blobStorageFileLog(count),
  };
  for (const table of TABLE_NAMES) {
    await server.exec(
      `CREATE TABLE seed_${table} ENGINE = Memory AS SELECT * FROM ${table} LIMIT 0`,
    );
    await server.insert(`seed_${table}`, seeds[table]);
  }
}

/** Which rows a flush brings. */
export interface Flush {
  /** Number of the flush, from 0; another number, other rows. */
  readonly number: number;
  readonly rows: number;
  /** Simulated milliseconds between flushes. */
  readonly intervalMs: number;
  /** How many rows {@link prepareTables} has made. @default {@link SEED_ROWS} */
  readonly seedRows?: number;
}

/** Trace that a flush has written, so that a query can ask for one that exists. */
export function traceId(flush: number, row: number): string {
  return `lower(hex(sipHash128('trace', ${flush}, toUInt64(${row}))))`;
}

/** The statement of one flush: rows of the seed with ids and times of their own. */
export function flushStatement(table: Table, flush: Flush): string {
  const { number, rows, intervalMs, seedRows = SEED_ROWS } = flush;
  if (rows > seedRows) throw new Error(`a flush has at most ${seedRows} rows, got ${rows}`);
  const { time, traceId: traceColumn } = TABLES[table];
  const offset = (number * rows) % (seedRows - rows + 1);
  const id = `lower(hex(sipHash128('${table}', ${number}, n)))`;
  const columns: Record<string, string> = {
    id,
    [time]: "now_",
    created_at: "now_",
    updated_at: "now_",
    event_ts: "now_",
    // One trace has one observation and one score here, so that joins find their partner.
    [traceColumn]: `lower(hex(sipHash128('trace', ${number}, n)))`,
    ...(table === "blob_storage_file_log" ? { event_id: id } : {}),
  };
  const replaced = Object.entries(columns).map(([name, value]) => `${value} AS ${name}`);
  const milliseconds = `${number} * ${intervalMs} + intDiv(n * ${intervalMs}, ${rows})`;
  return `INSERT INTO ${table}
    SELECT * EXCEPT (n, now_) REPLACE (${replaced.join(", ")})
    FROM (
      SELECT *, toUInt64(rowNumberInAllBlocks()) AS n,
        addMilliseconds(toDateTime64('${START}', 3), ${milliseconds}) AS now_
      FROM (SELECT * FROM seed_${table} LIMIT ${rows} OFFSET ${offset})
    )
    SETTINGS max_threads = 1, max_insert_threads = 1`;
}
