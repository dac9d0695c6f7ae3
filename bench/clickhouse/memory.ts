import type { ClickHouseServer } from "../../engines/clickhouse";
import type { PlannedModule } from "./configurations";
import type { OnProgress } from "./load";
import { startBench } from "./measure";
import { peakBytes } from "./process-memory";
import { DASHBOARD } from "./queries";
import { flushStatement, prepareTables, TABLE_NAMES } from "./rows";

const MIB = 2 ** 20;

/** Container sizes in MiB, each with CPU units that Fargate sells it with. */
export const CONTAINERS = [
  { memory: 2048, cpu: 1024 },
  { memory: 4096, cpu: 1024 },
  { memory: 8192, cpu: 1024 },
  { memory: 16_384, cpu: 2048 },
  { memory: 32_768, cpu: 8192 },
] as const;

/** What a server needed under the heaviest load here. */
export interface MemoryResult {
  /** Of the container. */
  readonly containerBytes: number;
  /** Largest resident memory of the process; absent where the system does not tell. */
  readonly peakBytes?: number;
  /** Queries that ClickHouse refused because they would have gone over its limit. */
  readonly refused: number;
  readonly queries: number;
}

const BULK_FLUSHES = 40;
const BULK_ROWS = 5000;
/** What one heavy query would take if nothing stopped it, so that a test needs no large machine. */
const HEAVY_BYTES = 3 * 2 ** 30;
/** Memory of one group in the heavy query. */
const GROUP_BYTES = 160;

/**
 * Loads a server of one container size until it would burst: bulk inserts with the dashboard beside
 * them, a merge of everything, then large GROUP BYs at the same time.
 */
export async function measureMemory(
  module: PlannedModule,
  { memory, cpu }: { memory: number; cpu: number },
  onProgress: OnProgress = () => undefined,
): Promise<MemoryResult> {
  const vars = { clickhouse_memory: memory, clickhouse_cpu: cpu };
  const configuration = await module.configuration(`${memory} MiB`, vars);
  const { server, stop } = await startBench(configuration);
  try {
    await prepareTables(server);
    const dashboard = Object.values(DASHBOARD);
    const attempts: Attempt[] = [];
    for (let number = 0; number < BULK_FLUSHES; number += 1) {
      const flush = { number, rows: BULK_ROWS, intervalMs: 1000 };
      await Promise.all(TABLE_NAMES.map((table) => server.exec(flushStatement(table, flush))));
      attempts.push(await attempt(server, dashboard[number % dashboard.length] ?? ""));
      onProgress((0.5 * (number + 1)) / BULK_FLUSHES);
    }
    for (const table of TABLE_NAMES) await server.exec(`OPTIMIZE TABLE ${table} FINAL`);
    onProgress(0.7);
    const heavy = [...dashboard, ...heavyQueries(memory * MIB)];
    attempts.push(...(await Promise.all(heavy.map((sql) => attempt(server, sql)))));
    onProgress(1);
    return {
      containerBytes: memory * MIB,
      peakBytes: server.pid === undefined ? undefined : peakBytes(server.pid),
      refused: attempts.filter((result) => result === "refused").length,
      queries: attempts.length,
    };
  } finally {
    await stop();
  }
}

/** Groups that hold more than the container has, or {@link HEAVY_BYTES} in a large one. */
function heavyQueries(containerBytes: number): string[] {
  const groups = Math.round(Math.min(containerBytes, HEAVY_BYTES) / GROUP_BYTES);
  return [
    "SELECT trace_id, groupArray(input), groupArray(output) FROM observations GROUP BY trace_id",
    `SELECT number AS k, groupArray(toString(number)) AS v FROM numbers_mt(${groups}) GROUP BY k`,
    "SELECT * FROM traces ORDER BY output, input",
  ];
}

type Attempt = "done" | "refused";

/** A refused query is the limit at work; any other error is a fault of the benchmark. */
async function attempt(server: ClickHouseServer, sql: string): Promise<Attempt> {
  try {
    await server.exec(sql);
    return "done";
  } catch (error) {
    if (/MEMORY_LIMIT_EXCEEDED/.test(String(error))) return "refused";
    throw error;
  }
}
