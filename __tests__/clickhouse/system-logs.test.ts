import { XMLParser } from "fast-xml-parser";
import { describePlanned, plannedFiles } from "../support/clickhouse-files";
import { install, type Installation, MODES, pause } from "./installation";

interface LogTable {
  readonly "@_remove"?: string;
  readonly storage_policy?: string;
  readonly ttl?: string;
}

/** What the image's configuration of 26.3 enables, beside the tables that stay. */
const ENABLED_BY_THE_IMAGE =
  `aggregated_zookeeper_log asynchronous_insert_log asynchronous_metric_log background_schedule_pool_log
  backup_log blob_storage_log delta_lake_metadata_log histogram_metric_log iceberg_metadata_log
  instrumentation_trace_log metric_log opentelemetry_span_log processors_profile_log query_metric_log
  query_thread_log query_views_log s3queue_log text_log trace_log zookeeper_connection_log`.split(
    /\s+/,
  );

describePlanned("ClickHouse's tables about itself", () => {
  describe.each(Object.entries(MODES))("in the mode %s", (_, vars) => {
    let on: Installation;
    let tables: [string, LogTable][];

    beforeAll(async () => {
      const xml = (await plannedFiles(vars))["config.d/langfuse-system-logs.xml"] ?? "";
      const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
      const { clickhouse } = parser.parse(xml) as { clickhouse: Record<string, LogTable> };
      tables = Object.entries(clickhouse);
      on = await install(vars);
    });
    afterAll(() => on.remove());

    const kept = () => tables.filter(([, table]) => table["@_remove"] === undefined);

    test("those that nobody reads are removed", () => {
      const removed = tables.filter(([, table]) => table["@_remove"] === "1").map(([name]) => name);
      expect(removed).toEqual(expect.arrayContaining(ENABLED_BY_THE_IMAGE));
      expect(kept().map(([name]) => name)).toEqual([
        "query_log",
        "part_log",
        "error_log",
        "crash_log",
      ]);
    });

    test("those that stay lie on the volume, lose old rows, and make no request", async () => {
      on.s3.counters.reset();
      // chDB makes none of its own: a table with what the server would put behind its columns.
      for (const [name, { ttl, storage_policy }] of kept()) {
        const columns = "event_date Date, event_time DateTime, text String";
        await on.server.exec(
          `CREATE TABLE ${name} (${columns}) ENGINE = MergeTree PARTITION BY toYYYYMM(event_date)
           ORDER BY (event_date, event_time) TTL ${String(ttl)} SETTINGS storage_policy = '${String(storage_policy)}'`,
        );
        for (const days of [0, 2, 40]) {
          await on.server.exec(
            `INSERT INTO ${name} SELECT today() - ${days}, now(), '' FROM numbers(10)`,
          );
        }
        await on.server.exec(`OPTIMIZE TABLE ${name} FINAL`);
        expect(await on.server.text(`SELECT count() FROM ${name}`)).toBe("20\n");
        expect(await on.disks(name)).toEqual(["default"]);
      }
      expect(on.requests("PUT", "GET")).toBe(0);
    });
  });

  test("an idle server writes nothing to S3, in any mode", async () => {
    const all = await Promise.all(Object.values(MODES).map((vars) => install(vars)));
    await pause(500);
    for (const on of all) on.s3.counters.reset();
    await pause(3000);
    const writes = all.map((on) => on.requests("PUT"));
    await Promise.all(all.map((on) => on.remove()));
    expect(writes).toEqual([0, 0, 0, 0]);
  });

  test("clickhouse_log_retention_days is the TTL of all that stay", async () => {
    const files = await plannedFiles({ clickhouse_log_retention_days: 30 });
    const xml = files["config.d/langfuse-system-logs.xml"] ?? "";
    const ttls = [...xml.matchAll(/<ttl>(.*)<\/ttl>/g)].map(([, ttl]) => ttl);
    expect(ttls).toEqual(Array(4).fill("event_date + INTERVAL 30 DAY DELETE"));
  });
});
