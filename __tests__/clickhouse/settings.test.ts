import { createLangfuseSchema, LangfuseRows } from "../../engines/clickhouse";
import { describePlanned, plannedFiles } from "../support/clickhouse-files";
import { install, type Installation, MODES } from "./installation";

const MIB = 1024 ** 2;
/** Memory in MiB and CPU units that Fargate offers with it. */
const SIZES = [
  [2048, 1024],
  [4096, 1024],
  [8192, 1024],
  [16_384, 2048],
  [32_768, 8192],
] as const;

/** A server's settings by name, as it runs with them. */
async function settings(on: Installation, table: string): Promise<Map<string, number>> {
  const rows = await on.server.query<{ name: string; value: string }>(
    `SELECT name, toString(value) AS value FROM system.${table}`,
  );
  return new Map(rows.map(({ name, value }) => [name, Number(value)]));
}

describePlanned("settings", () => {
  describe.each(SIZES)("of a container with %i MiB", (memory, cpu) => {
    let on: Installation;
    beforeAll(async () => {
      on = await install({ clickhouse_memory: memory, clickhouse_cpu: cpu });
    });
    afterAll(() => on.remove());

    test("are accepted: Langfuse's tables can be made, filled and merged", async () => {
      await createLangfuseSchema(on.server, 3);
      const rows = new LangfuseRows({ textLength: 40 });
      for (let i = 0; i < 3; i += 1) await on.server.insert("traces", rows.traces(20));
      await on.server.exec("OPTIMIZE TABLE traces FINAL");
      await on.server.exec("ALTER TABLE traces DELETE WHERE id = '' SETTINGS mutations_sync = 2");
      expect(await on.count("traces")).toBe(60);
    });

    test("leave room in it for the process, and in the limit for the queries", async () => {
      const server = await settings(on, "server_settings");
      const value = (name: string) => server.get(name) ?? NaN;
      const limit = value("max_server_memory_usage");
      expect(limit).toBeGreaterThan(0.6 * memory * MIB);
      expect(limit).toBeLessThanOrEqual(0.9 * memory * MIB);
      expect(value("merges_mutations_memory_usage_soft_limit")).toBeLessThan(limit);
      const caches = [...server.keys()].filter((name) =>
        /^(mark|primary_index|index_mark|index_uncompressed|uncompressed|query_condition|vector_similarity_index|text_index_\w+)_cache_size$/.test(
          name,
        ),
      );
      expect(caches.length).toBeGreaterThanOrEqual(10);
      const total = caches.reduce((sum, name) => sum + value(name), 0);
      expect(total).toBeGreaterThan(0);
      expect(total).toBeLessThanOrEqual(0.3 * limit);
      const profile = await settings(on, "settings");
      expect(profile.get("max_memory_usage")).toBeLessThan(limit);
      expect(profile.get("max_bytes_before_external_group_by")).toBeLessThan(
        profile.get("max_memory_usage") ?? 0,
      );
      expect(profile.get("enable_filesystem_cache_on_write_operations")).toBe(1);
    });

    test("give merges and mutations threads that the pool has", async () => {
      const pool = (await settings(on, "server_settings")).get("background_pool_size") ?? NaN;
      const tables = await settings(on, "merge_tree_settings");
      for (const [name, value] of tables) {
        if (/^number_of_free_entries_in_pool/.test(name))
          expect(value).toBeLessThanOrEqual(2 * pool);
      }
      expect(tables.get("merge_max_block_size")).toBeLessThanOrEqual(8192);
    });
  });

  test.each([
    { version: "26.5.9.1", isPacked: false, puts: 24 },
    { version: "26.6-alpine", isPacked: true, puts: 13 },
    { version: "26.10", isPacked: true, puts: 13 },
  ])(
    "of $version: packed skip indexes $isPacked, $puts PUT for an insert of traces",
    async (of) => {
      const vars = { ...MODES.object_storage, clickhouse_version: of.version };
      const xml = (await plannedFiles(vars))["config.d/langfuse-merge-tree.xml"] ?? "";
      expect(xml.includes("packed_skip_index_max_bytes")).toBe(of.isPacked);
      const on = await install(vars);
      await createLangfuseSchema(on.server, 3);
      on.s3.counters.reset();
      await on.server.insert("traces", new LangfuseRows().traces(10));
      expect(on.requests("PUT")).toBe(of.puts);
      await on.remove();
    },
  );

  test("of clickhouse_extra_config win over the module's, and other files stay", async () => {
    const mine = `<clickhouse>
      <mark_cache_size>77777777</mark_cache_size>
      <background_pool_size>6</background_pool_size>
      <merge_tree><merge_max_block_size>512</merge_max_block_size></merge_tree>
    </clickhouse>`;
    const on = await install({ ...MODES.tiered, clickhouse_extra_config: { mine } });
    const server = await settings(on, "server_settings");
    expect(server.get("mark_cache_size")).toBe(77_777_777);
    expect(server.get("background_pool_size")).toBe(6);
    const tables = await settings(on, "merge_tree_settings");
    expect(tables.get("merge_max_block_size")).toBe(512);
    const policy = "SELECT value FROM system.merge_tree_settings WHERE name = 'storage_policy'";
    expect(await on.server.text(policy)).toBe("langfuse\n");
    await on.remove();
  });
});
