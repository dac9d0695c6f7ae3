import type { ClickHouseServer, S3Server } from "../../engines/clickhouse";
import { traceId } from "./rows";

/** What one pass over the queries cost. */
export interface QueryCost {
  readonly milliseconds: number;
  readonly gets: number;
}

/** One query, run with empty caches and once more. */
export interface QueryResult {
  readonly name: string;
  readonly cold: QueryCost;
  readonly warm: QueryCost;
}

/** Milliseconds that S3 takes to answer a GET in the first byte, as it commonly does. */
export const GET_LATENCY_MS = 25;

/** Caches of ClickHouse that a query may be answered from; the system's page cache stays. */
const CACHES = [
  "MARK CACHE",
  "PRIMARY INDEX CACHE",
  "INDEX MARK CACHE",
  "UNCOMPRESSED CACHE",
  "INDEX UNCOMPRESSED CACHE",
  "QUERY CONDITION CACHE",
  "MMAP CACHE",
  "FILESYSTEM CACHE",
];

/** Queries in the shape of those that Langfuse's pages send: lists, one trace, charts. */
export const DASHBOARD: Readonly<Record<string, string>> = {
  "traces list": `SELECT id, name, timestamp, user_id, tags FROM traces WHERE project_id = 'project-1'
    ORDER BY timestamp DESC, event_ts DESC LIMIT 1 BY id, project_id LIMIT 50`,
  "traces count": "SELECT count() FROM traces FINAL WHERE project_id = 'project-1'",
  "cost by model": `SELECT provided_model_name, sum(total_cost), sum(usage_details['total'])
    FROM observations FINAL WHERE project_id = 'project-1' GROUP BY provided_model_name`,
  "traces with observations": `SELECT t.name, count(), quantile(0.95)(date_diff('millisecond', o.start_time, o.end_time))
    FROM traces t FINAL JOIN observations o FINAL ON o.trace_id = t.id AND o.project_id = t.project_id
    WHERE t.project_id = 'project-1' GROUP BY t.name`,
  "one trace": `SELECT * FROM traces WHERE id = ${traceId(0, 1)} ORDER BY event_ts DESC LIMIT 1 BY id`,
  "its observations": `SELECT * FROM observations WHERE trace_id = ${traceId(0, 1)}
    ORDER BY event_ts DESC LIMIT 1 BY id, project_id`,
  scores: `SELECT name, avg(value), count() FROM scores FINAL
    WHERE project_id = 'project-1' GROUP BY name`,
};

/**
 * Runs each query twice, first with all caches empty, while S3 takes its time to
 * answer. Merges stand still, so that the GETs are the queries' own.
 */
export async function runDashboard(
  server: ClickHouseServer,
  s3: S3Server,
  queries: Readonly<Record<string, string>>,
): Promise<QueryResult[]> {
  await server.exec("SYSTEM STOP MERGES");
  const slow = s3.faults.add({
    operations: ["GET"],
    effect: { kind: "latency", milliseconds: GET_LATENCY_MS },
  });
  const results: QueryResult[] = [];
  try {
    for (const [name, sql] of Object.entries(queries)) {
      for (const cache of CACHES) await server.exec(`SYSTEM DROP ${cache}`);
      const cold = await cost(server, s3, sql);
      results.push({ name, cold, warm: await cost(server, s3, sql) });
    }
  } finally {
    slow.remove();
    await server.exec("SYSTEM START MERGES");
  }
  return results;
}

async function cost(server: ClickHouseServer, s3: S3Server, sql: string): Promise<QueryCost> {
  const before = s3.counters.requests("GET");
  const started = performance.now();
  await server.exec(sql);
  const milliseconds = performance.now() - started;
  return { milliseconds, gets: s3.counters.requests("GET") - before };
}
