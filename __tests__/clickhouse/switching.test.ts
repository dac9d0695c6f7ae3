import type { ClickhouseStorage } from "../../stacks/shared/clickhouse-config";
import { describePlanned } from "../support/clickhouse-files";
import { install, type Installation, MODES, refusal } from "./installation";

const NAMES = Object.keys(MODES) as ClickhouseStorage[];
const PAIRS = NAMES.flatMap((from) =>
  NAMES.filter((to) => to !== from).map((to) => [from, to] as const),
);
const isRefused = ([from, to]: readonly [ClickhouseStorage, ClickhouseStorage]) =>
  to === "object_storage" && (from === "volume" || from === "tiered");
/** ClickHouse's words for a part on a disk that the policy does not have. */
const REFUSED =
  /Code: 479.*was found on disk 'default' which is not defined in the storage policy/s;
/** Parts that were merged away go after eight minutes; a test has not the time. */
const NO_OLD_PARTS = {
  "config.d/zz-old-parts.xml": `<clickhouse><merge_tree>
    <old_parts_lifetime>1</old_parts_lifetime>
    <cleanup_delay_period>1</cleanup_delay_period>
    <cleanup_delay_period_random_add>0</cleanup_delay_period_random_add>
    <max_cleanup_delay_period>1</max_cleanup_delay_period>
  </merge_tree></clickhouse>`,
};

describePlanned("a change of clickhouse_storage on existing data", () => {
  let on: Installation;
  afterEach(() => on.remove());

  /** A few small parts and one above the hot part size, some of them merged. 4110 rows. */
  async function write(mode: ClickhouseStorage, files = {}): Promise<void> {
    on = await install(MODES[mode], { files });
    await on.server.exec(
      "CREATE TABLE rows (id UInt64, text String, version UInt32) ENGINE = ReplacingMergeTree(version) ORDER BY id",
    );
    await insert(0, 100, 1);
    await on.server.exec("OPTIMIZE TABLE rows FINAL");
    await on.server.exec(
      "INSERT INTO rows SELECT number, repeat('x', 1000), 1 FROM numbers(1000, 4000)",
    );
    await insert(100, 10, 1);
  }
  const insert = (first: number, count: number, version: number) =>
    on.server.exec(
      `INSERT INTO rows SELECT number, 'small', ${version} FROM numbers(${first}, ${count})`,
    );

  test.each(PAIRS.filter((pair) => !isRefused(pair)))(
    "from %s to %s keeps all rows, and work goes on",
    async (from, to) => {
      await write(from);
      await on.apply(MODES[to]);
      expect(await on.count("rows")).toBe(4110);
      await insert(105, 10, 2);
      expect(await on.count("rows")).toBe(4115);
      await on.server.exec("OPTIMIZE TABLE rows FINAL");
      expect(await on.count("rows", "version = 2")).toBe(10);
      expect(await on.count("rows")).toBe(4115);
    },
  );

  test.each(PAIRS.filter(isRefused))(
    "from %s to %s is refused, and nothing is lost",
    async (from, to) => {
      await write(from);
      expect((await refusal(on.apply(MODES[to]))).message).toMatch(REFUSED);
      await on.apply(MODES[from]);
      expect(await on.count("rows")).toBe(4110);
    },
  );

  test.each(["volume", "tiered"] as const)(
    "from %s to object_storage goes by way of object_storage_cached",
    async (from) => {
      await write(from, NO_OLD_PARTS);
      await on.apply(MODES.object_storage_cached);
      await on.server.exec("ALTER TABLE rows MOVE PARTITION ID 'all' TO VOLUME 'cold'");
      await on.eventually(
        async () =>
          (await on.server.text(
            "SELECT count() FROM system.parts WHERE disk_name = 'default' AND database = 'langfuse'",
          )) === "0\n",
      );
      await on.apply(MODES.object_storage);
      expect(await on.count("rows")).toBe(4110);
      expect(await on.disks()).toEqual(["s3_disk"]);
      await insert(105, 10, 2);
      await on.server.exec("OPTIMIZE TABLE rows FINAL");
      expect(await on.count("rows")).toBe(4115);
    },
  );

  test("by the same way it is refused while parts that were merged away are still on the volume", async () => {
    await write("volume");
    await on.apply(MODES.object_storage_cached);
    await on.server.exec("ALTER TABLE rows MOVE PARTITION ID 'all' TO VOLUME 'cold'");
    expect((await refusal(on.apply(MODES.object_storage))).message).toMatch(REFUSED);
    await on.apply(MODES.object_storage_cached);
    expect(await on.count("rows")).toBe(4110);
  });
});
