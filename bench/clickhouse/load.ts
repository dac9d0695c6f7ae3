import { setTimeout as sleep } from "node:timers/promises";
import type { ClickHouseServer } from "../../engines/clickhouse";
import { flushStatement, TABLE_NAMES } from "./rows";

/** What the worker writes, and for how long. */
export interface LoadOptions {
  /** Simulated seconds. */
  readonly seconds: number;
  /** Rows a second of each table. */
  readonly rowsPerSecond: number;
  /** Langfuse's `LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS`. */
  readonly writeIntervalMs: number;
  /** Langfuse's `LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE`. */
  readonly batchSize: number;
  /** Simulated seconds in one real second; 1 is real time. */
  readonly compress: number;
  /** Different rows that the load repeats, at least those of one flush. @default 6000 */
  readonly seedRows?: number;
}

/** The rhythm of flushes that a load comes down to. */
export interface FlushPlan {
  /** Simulated milliseconds from one flush to the next. */
  readonly intervalMs: number;
  readonly rows: number;
  readonly flushes: number;
}

/**
 * When Langfuse's worker flushes a table: after its interval, or as soon as a batch is full. At high
 * rates the batch decides, and the interval has no effect any more.
 */
export function flushPlan(load: LoadOptions): FlushPlan {
  const intervalMs = Math.min(load.writeIntervalMs, (load.batchSize / load.rowsPerSecond) * 1000);
  return {
    intervalMs: Math.round(intervalMs),
    rows: Math.max(1, Math.round((load.rowsPerSecond * intervalMs) / 1000)),
    flushes: Math.max(1, Math.round((load.seconds * 1000) / intervalMs)),
  };
}

/** What happened. */
export interface LoadResult extends FlushPlan {
  /** Rows written to all tables. */
  readonly totalRows: number;
  /** Simulated over real seconds; lower than asked for when the machine could not keep up. */
  readonly achievedCompress: number;
}

/** Called after each flush with the share of the work that is done. */
export type OnProgress = (share: number) => void;

/** Flushes all tables at the load's pace, each flush in parallel as the worker does it. */
export async function runLoad(
  server: ClickHouseServer,
  load: LoadOptions,
  onProgress: OnProgress = () => undefined,
): Promise<LoadResult> {
  const plan = flushPlan(load);
  const step = plan.intervalMs / load.compress;
  const started = performance.now();
  for (let number = 0; number < plan.flushes; number += 1) {
    const due = started + number * step;
    await sleep(Math.max(0, due - performance.now()));
    const { rows, intervalMs } = plan;
    const flush = { number, rows, intervalMs, seedRows: load.seedRows };
    await Promise.all(TABLE_NAMES.map((table) => server.exec(flushStatement(table, flush))));
    onProgress((number + 1) / plan.flushes);
  }
  const simulated = plan.flushes * plan.intervalMs;
  const achievedCompress =
    simulated / Math.max(performance.now() - started, simulated / load.compress);
  const totalRows = plan.flushes * plan.rows * TABLE_NAMES.length;
  return { ...plan, totalRows, achievedCompress };
}

/** Waits until no merge and no move runs, so that their requests are counted too. */
export async function settle(server: ClickHouseServer, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let quiet = 0; quiet < 5 && performance.now() < deadline;) {
    await sleep(100);
    const busy = await server.text(
      "SELECT (SELECT count() FROM system.merges) + (SELECT count() FROM system.moves)",
    );
    quiet = busy.trim() === "0" ? quiet + 1 : 0;
  }
}
