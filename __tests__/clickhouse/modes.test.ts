import { createLangfuseSchema, LangfuseRows, type Row } from "../../engines/clickhouse";
import type { ClickhouseStorage } from "../../stacks/shared/clickhouse-config";
import { describePlanned } from "../support/clickhouse-files";
import { install, type Installation, MODES } from "./installation";

/** Where a mode puts small and large parts, and its other volume when it has one. */
const PLACES: Record<ClickhouseStorage, { small: string; large: string; move?: [string, string] }> =
  {
    volume: { small: "default", large: "default", move: ["cold", "hot"] },
    object_storage: { small: "s3_disk", large: "s3_disk" },
    object_storage_cached: { small: "s3_cache", large: "s3_cache", move: ["hot", "cold"] },
    tiered: { small: "default", large: "s3_cache", move: ["cold", "hot"] },
  };
/** Major version of Langfuse whose tables a mode is tried with; 4 has those of 3 and its own. */
const SCHEMA: Record<ClickhouseStorage, 3 | 4> = {
  volume: 3,
  object_storage: 4,
  object_storage_cached: 3,
  tiered: 4,
};
/** A part above the hot part size: 4 MB before compression. */
const LARGE =
  "INSERT INTO blob_storage_file_log (entity_id, bucket_path, event_ts) SELECT toString(number), repeat('x', 1000), now64(3) FROM numbers(4000)";

describePlanned("Langfuse's tables", () => {
  describe.each(Object.keys(MODES) as ClickhouseStorage[])("in the mode %s", (mode) => {
    let on: Installation;
    const generator = new LangfuseRows({ textLength: 40 });
    const traces = generator.traces(40);
    const newer = traces.map((row): Row => ({
      ...row,
      name: "newer",
      event_ts: "2030-01-01 00:00:00.000",
    }));
    const place = PLACES[mode];

    beforeAll(async () => {
      on = await install(MODES[mode]);
      await createLangfuseSchema(on.server, SCHEMA[mode]);
    });
    afterAll(() => on.remove());

    const raw = async (table: string) =>
      Number(await on.server.text(`SELECT count() FROM ${table}`));
    const alter = (what: string) =>
      on.server.exec(`ALTER TABLE traces ${what} SETTINGS mutations_sync = 2`);

    test("an insert is seen at once, on the disk of small parts", async () => {
      on.s3.counters.reset();
      await on.server.insert("traces", traces);
      await on.server.insert("observations", generator.observations(30));
      await on.server.insert("scores", generator.scores(20));
      await on.server.insert("dataset_run_items_rmt", generator.datasetRunItems(10));
      expect(await raw("traces")).toBe(40);
      expect(await raw("observations")).toBe(30);
      expect(await on.disks()).toEqual([place.small]);
      const isOnVolume = place.small === "default";
      expect(on.requests("PUT", "GET") === 0).toBe(isOnVolume);
    });

    test("a newer version of a row replaces the older: FINAL sees it, a merge does it", async () => {
      await on.server.insert("traces", newer);
      expect(await raw("traces")).toBe(80);
      expect(await on.count("traces")).toBe(40);
      expect(await on.count("traces", "name = 'newer'")).toBe(40);
      await on.server.exec("OPTIMIZE TABLE traces FINAL");
      expect(await raw("traces")).toBe(40);
    });

    test("rows are deleted and changed, lightly and by mutation", async () => {
      const [first, second, third] = traces.map(({ id }) => String(id));
      await on.server.exec(`DELETE FROM traces WHERE id = '${first}'`);
      expect(await on.count("traces")).toBe(39);
      await alter(`DELETE WHERE id = '${second}'`);
      expect(await on.count("traces")).toBe(38);
      await alter(`UPDATE release = 'changed' WHERE id = '${third}'`);
      expect(await on.count("traces", "release = 'changed'")).toBe(1);
    });

    test("columns and indexes are added as migrations do it", async () => {
      await alter("ADD COLUMN added String DEFAULT 'new'");
      await alter("ADD INDEX by_release release TYPE bloom_filter(0.01) GRANULARITY 1");
      await alter("MATERIALIZE INDEX by_release");
      expect(await on.count("traces", "added = 'new' AND release = 'changed'")).toBe(1);
    });

    test("a part above the limit lies where large parts belong", async () => {
      on.s3.counters.reset();
      await on.server.exec(LARGE);
      expect(await raw("blob_storage_file_log")).toBe(4000);
      expect(await on.disks("blob_storage_file_log")).toEqual([place.large]);
      expect(on.requests("PUT") > 0).toBe(place.large !== "default");
    });

    if (SCHEMA[mode] === 4) {
      test("Langfuse 4's events reach both tables", async () => {
        await on.server.insert("events_full", generator.events(25));
        expect(await raw("events_full")).toBe(25);
        expect(await raw("events_core")).toBe(25);
        await on.server.exec("OPTIMIZE TABLE events_full FINAL");
        expect(await on.count("events_core", "hasToken(lower(name), 'step')")).toBe(25);
      });
    }

    const { move } = place;
    if (move) {
      test("a partition moves to the other volume and back", async () => {
        const [there, back] = move;
        await alter(`MOVE PARTITION ID '202601' TO VOLUME '${there}'`);
        expect(await on.disks("traces")).not.toEqual([place.small]);
        expect(await on.count("traces")).toBe(38);
        await alter(`MOVE PARTITION ID '202601' TO VOLUME '${back}'`);
        expect(await on.disks("traces")).toEqual([place.small]);
        expect(await on.count("traces")).toBe(38);
      });
    }

    test("a restart keeps everything, also when the cache is lost with the task", async () => {
      const before = await sums();
      await on.server.restart();
      expect(await sums()).toEqual(before);
      on.loseCache();
      await on.server.restart();
      expect(await sums()).toEqual(before);
      expect(await on.count("traces")).toBe(38);
    });

    test("a dropped table leaves no object behind", async () => {
      for (const table of await tables()) await on.server.exec(`DROP TABLE ${table} SYNC`);
      await on.eventually(() => on.dataKeys().length === 0);
      expect(on.dataKeys()).toEqual([]);
    });

    async function tables(): Promise<string[]> {
      const rows = await on.server.query<{ name: string }>("SHOW TABLES FROM langfuse");
      return rows.map(({ name }) => name);
    }

    /** Number and content of every table's rows. */
    async function sums(): Promise<Record<string, string>> {
      const result: Record<string, string> = {};
      for (const table of await tables()) {
        result[table] = await on.server.text(
          `SELECT count(), groupBitXor(cityHash64(*)) FROM ${table}`,
        );
      }
      return result;
    }
  });
});
