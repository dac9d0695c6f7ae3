import { startClickHouse } from "../../../engines/clickhouse";
import { describeClickHouse } from "../../support/clickhouse";
import { BLOG_FILES, SMALL_TABLE, smallRows, startOnS3 } from "./blog";

const config = (inner: string) => `<clickhouse>${inner}</clickhouse>`;
const profile = (inner: string) => config(`<profiles><default>${inner}</default></profiles>`);

describeClickHouse("ClickHouse reads the container's files", () => {
  test("merges config.d in alphabetical order, and users.d into the profile", async () => {
    const server = await startClickHouse({
      files: {
        "config.d/10.xml": config("<background_move_pool_size>7</background_move_pool_size>"),
        "config.d/20.xml": config(
          `<background_move_pool_size>9</background_move_pool_size><mark_cache_size from_env="MARKS"/>`,
        ),
        "users.d/a.xml": profile("<max_threads>3</max_threads>"),
      },
      env: { MARKS: "12345678" },
    });
    const settings = await server.query(
      `SELECT name, value FROM system.server_settings
       WHERE name IN ('background_move_pool_size', 'mark_cache_size') ORDER BY name`,
    );
    expect(settings).toEqual([
      { name: "background_move_pool_size", value: "9" },
      { name: "mark_cache_size", value: "12345678" },
    ]);
    expect(await server.query("SELECT getSetting('max_threads') AS n")).toEqual([{ n: 3 }]);
    await server.stop();
  });

  test("lets a cache disk lie where a container keeps it, and serves reads from it", async () => {
    const cached = `<clickhouse>
      <storage_configuration>
        <disks>
          <s3_cached>
            <type>cache</type>
            <disk>s3_disk</disk>
            <path>/var/cache/clickhouse/s3_disk/</path>
            <max_size>64Mi</max_size>
          </s3_cached>
        </disks>
        <policies>
          <s3_main><volumes><main><disk>s3_cached</disk></main></volumes></s3_main>
        </policies>
      </storage_configuration>
    </clickhouse>`;
    const on = await startOnS3({ files: { ...BLOG_FILES, "config.d/zz_cache.xml": cached } });
    await on.server.exec(SMALL_TABLE);
    await on.server.insert("events", smallRows([1, 2, 3]));
    const read = async () => {
      await on.server.exec("SYSTEM DROP MARK CACHE");
      on.s3.counters.reset();
      await on.server.query("SELECT sum(id) FROM events");
      return on.s3.counters.requests("GET");
    };
    expect(await read()).toBeGreaterThan(0);
    expect(await read()).toBe(0);
    await on.stop();
  });

  test("does not write to a disk that skips the access check", async () => {
    const skip = `<clickhouse><storage_configuration><disks><s3_disk>
      <skip_access_check>1</skip_access_check>
    </s3_disk></disks></storage_configuration></clickhouse>`;
    const on = await startOnS3({ files: { ...BLOG_FILES, "config.d/zz_skip.xml": skip } });
    expect(on.s3.counters.snapshot().total.requests).toBe(0);
    await on.stop();
  });

  test("stands on the server's defaults, not on the embedded library's", async () => {
    const server = await startClickHouse();
    const defaults = await server.query(
      `SELECT name, value FROM system.merge_tree_settings WHERE name IN ('old_parts_lifetime',
         'number_of_free_entries_in_pool_to_execute_mutation') ORDER BY name
       UNION ALL
       SELECT name, value FROM system.server_settings WHERE name = 'background_pool_size'`,
    );
    expect(defaults).toEqual(
      expect.arrayContaining([
        { name: "background_pool_size", value: "16" },
        { name: "number_of_free_entries_in_pool_to_execute_mutation", value: "20" },
        { name: "old_parts_lifetime", value: "480" },
      ]),
    );
    await server.stop();
  });
});
