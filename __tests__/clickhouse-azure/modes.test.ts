import {
  type ClickHouseServer,
  createLangfuseSchema,
  LangfuseRows,
} from "../../engines/clickhouse";
import { CLICKHOUSE_STORAGE } from "../../stacks/shared/clickhouse-config";
import { describeAzure, type Installation } from "./installation";

const INSTALLATIONS = Object.fromEntries(
  CLICKHOUSE_STORAGE.map((mode) => [mode, { mode, name: mode.replaceAll("_", "-") }]),
) as Record<(typeof CLICKHOUSE_STORAGE)[number], Installation>;

/** Volumes with their disks, the one for new parts first. */
const VOLUMES = {
  volume: ["hot default", "cold blob_cache"],
  object_storage: ["main blob_disk"],
  object_storage_cached: ["cold blob_cache", "hot default"],
  tiered: ["hot default", "cold blob_cache"],
};

describeAzure("Azure Blob", INSTALLATIONS, ({ start, blob }) => {
  describe.each(CLICKHOUSE_STORAGE)("mode %s", (mode) => {
    let server: ClickHouseServer;
    const rows = new LangfuseRows({ seed: 4 });
    const traces = rows.traces(60);
    const [first, second] = traces.map(({ id }) => id as string);

    beforeAll(async () => {
      server = await start(mode);
      await createLangfuseSchema(server, 3);
    });

    const count = async (from: string) => {
      const [row] = await server.query<{ n: number }>(`SELECT count() AS n FROM ${from}`);
      return row?.n;
    };
    const disks = async (table: string) => {
      const parts = await server.query<{ disk: string }>(
        `SELECT DISTINCT disk_name AS disk FROM system.parts WHERE active AND table = '${table}'`,
      );
      return parts.map(({ disk }) => disk);
    };
    const move = (volume: string) =>
      server.exec(`ALTER TABLE traces MOVE PARTITION ID '202601' TO VOLUME '${volume}'`);

    it("declares its policy, which every table of Langfuse gets", async () => {
      const policy = mode === "object_storage" ? "blob_main" : "langfuse";
      const volumes = await server.query<{ volume_name: string; disks: string[] }>(
        `SELECT * FROM system.storage_policies WHERE policy_name = '${policy}' ORDER BY volume_priority`,
      );
      expect(volumes.map(({ volume_name, disks: on }) => `${volume_name} ${on.join()}`)).toEqual(
        VOLUMES[mode],
      );
      const tables = await server.query<{ storage_policy: string }>(
        "SELECT DISTINCT storage_policy FROM system.tables WHERE database = 'langfuse' AND engine LIKE '%MergeTree'",
      );
      expect(tables).toEqual([{ storage_policy: policy }]);
    });

    it("takes inserts where new parts belong, merges them, and replaces rows", async () => {
      await server.insert("traces", traces);
      await server.insert("traces", traces);
      await server.insert("observations", rows.observations(60));
      await server.insert("scores", rows.scores(60));
      const [, disk] = VOLUMES[mode][0]?.split(" ") ?? [];
      expect(await disks("observations")).toEqual([disk]);
      expect(await count("traces FINAL")).toBe(60);
      await server.exec("OPTIMIZE TABLE traces FINAL");
      expect(await count("traces")).toBe(60);
      const blobs = (await blob().blobs(`${mode.replaceAll("_", "-")}-data`)).length;
      expect(blobs > 0).toBe(mode.startsWith("object_storage"));
    });

    it("deletes lightly and by mutation, adds a column and an index, and builds the index", async () => {
      await server.exec(`DELETE FROM traces WHERE id = '${first ?? ""}'`);
      const sync = "SETTINGS mutations_sync = 2";
      await server.exec(`ALTER TABLE traces DELETE WHERE id = '${second ?? ""}' ${sync}`);
      await server.exec("ALTER TABLE traces ADD COLUMN extra String DEFAULT 'x' AFTER id");
      await server.exec(
        "ALTER TABLE traces ADD INDEX by_extra extra TYPE bloom_filter GRANULARITY 1",
      );
      await server.exec(`ALTER TABLE traces MATERIALIZE INDEX by_extra ${sync}`);
      expect(await count("traces WHERE extra = 'x'")).toBe(58);
      const [index] = await server.query<{ n: number }>(
        "SELECT data_compressed_bytes AS n FROM system.data_skipping_indices WHERE name = 'by_extra'",
      );
      expect(index?.n).toBeGreaterThan(0);
    });

    if (mode !== "object_storage") {
      it("moves a partition to the other volume and back", async () => {
        const [from = "", to = ""] =
          mode === "object_storage_cached" ? ["cold", "hot"] : ["hot", "cold"];
        const home = await disks("traces");
        await move(to);
        expect(await disks("traces")).not.toEqual(home);
        expect(await count("traces FINAL")).toBe(58);
        await move(from);
        expect(await disks("traces")).toEqual(home);
        expect(await count("traces FINAL")).toBe(58);
        // So that the restart reads blobs in this mode too.
        if (from === "hot") await move(to);
      });
    }

    it("has everything after a restart, and after a kill", async () => {
      await server.restart();
      expect(await count("traces FINAL")).toBe(58);
      await server.kill();
      await server.restart();
      expect(await count("traces FINAL")).toBe(58);
      expect(await count("observations")).toBe(60);
    });

    it("drops tables and leaves none of their blobs", async () => {
      for (const table of ["traces", "observations", "scores", "blob_storage_file_log"])
        await server.exec(`DROP TABLE ${table} SYNC`);
      await server.exec("DROP TABLE dataset_run_items_rmt SYNC");
      const container = `${mode.replaceAll("_", "-")}-data`;
      const deadline = Date.now() + 10_000;
      // Blobs go in the background.
      while ((await blob().blobs(container)).length > 0 && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await blob().blobs(container)).toEqual([]);
    });
  });
});
