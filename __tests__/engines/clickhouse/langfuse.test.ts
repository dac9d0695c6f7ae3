import { createLangfuseSchema, LangfuseRows } from "../../../engines/clickhouse";
import { describeClickHouse } from "../../support/clickhouse";
import { startOnS3, type OnS3 } from "./blog";

test("rows repeat with the seed", () => {
  const rows = (seed: number) => new LangfuseRows({ seed }).observations(5);
  expect(rows(1)).toEqual(rows(1));
  expect(rows(1)).not.toEqual(rows(2));
});

describeClickHouse("tables in Langfuse's shape on S3", () => {
  let on: OnS3;
  const rows = new LangfuseRows();
  beforeAll(async () => {
    on = await startOnS3();
    await createLangfuseSchema(on.server, 4);
  });
  afterAll(() => on.stop());

  test.each([
    ["traces", rows.traces(100), 24],
    ["observations", rows.observations(100), 22],
    ["scores", rows.scores(100), 22],
    ["blob_storage_file_log", rows.blobStorageFileLog(100), 10],
    ["dataset_run_items_rmt", rows.datasetRunItems(100), 14],
    ["events_full", rows.events(100), 94],
  ])("one insert into %s costs what Langfuse's own table costs", async (table, batch, puts) => {
    on.s3.counters.reset();
    await on.server.insert(table, batch);
    expect(on.s3.counters.requests("PUT")).toBe(puts);
    expect(await on.server.query(`SELECT count() AS n FROM ${table}`)).toEqual([{ n: 100 }]);
  });

  test("the view fills events_core with shortened input", async () => {
    const [row] = await on.server.query(
      "SELECT count() AS n, max(lengthUTF8(input)) AS longest FROM events_core",
    );
    expect(row).toEqual({ n: 100, longest: 200 });
  });

  test("a newer version replaces a row, a deleted one vanishes", async () => {
    const [first, second] = new LangfuseRows({ seed: 9 }).scores(2);
    const newer = { ...first, value: 2, event_ts: "2027-01-01 00:00:00.000" };
    const deleted = { ...second, is_deleted: 1, event_ts: "2027-01-01 00:00:00.000" };
    await on.server.insert(
      "scores",
      [first, second].map((row) => ({ ...row, name: "mine" })),
    );
    await on.server.insert(
      "scores",
      [newer, deleted].map((row) => ({ ...row, name: "mine" })),
    );
    expect(await on.server.query("SELECT value FROM scores FINAL WHERE name = 'mine'")).toEqual([
      { value: 2 },
    ]);
  });
});
