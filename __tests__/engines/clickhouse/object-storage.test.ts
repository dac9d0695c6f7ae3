import { existsSync } from "node:fs";
import { join } from "node:path";
import { LOCAL_ACCESS_KEY_ID } from "../../../engines/clickhouse";
import { describeClickHouse } from "../../support/clickhouse";
import { BLOG_BUCKET, BLOG_FILES, SMALL_TABLE, smallRows, startOnS3, type OnS3 } from "./blog";

const BACKUPS = `<clickhouse>
  <storage_configuration>
    <disks>
      <backups>
        <type>s3_plain</type>
        <endpoint>https://s3.ap-northeast-1.amazonaws.com/${BLOG_BUCKET}/backups/</endpoint>
        <use_environment_credentials>true</use_environment_credentials>
      </backups>
    </disks>
  </storage_configuration>
  <backups><allowed_disk>backups</allowed_disk></backups>
</clickhouse>`;

describeClickHouse("ClickHouse with S3 as its default policy", () => {
  let on: OnS3;
  beforeAll(async () => {
    const files = { ...BLOG_FILES, "config.d/backups.xml": BACKUPS };
    on = await startOnS3({ files }, { accessKeyIds: [LOCAL_ACCESS_KEY_ID] });
    await on.server.exec(SMALL_TABLE);
  });
  afterAll(() => on.stop());

  test("disks and policies are the configured ones", async () => {
    const disks = await on.server.query(
      "SELECT name, type, object_storage_type, metadata_type FROM system.disks ORDER BY name",
    );
    expect(disks).toEqual([
      { name: "backups", type: "ObjectStorage", object_storage_type: "S3", metadata_type: "Plain" },
      { name: "default", type: "Local", object_storage_type: "None", metadata_type: "None" },
      { name: "s3_disk", type: "ObjectStorage", object_storage_type: "S3", metadata_type: "Local" },
    ]);
    const policies = await on.server.query(
      "SELECT policy_name, volume_name, disks FROM system.storage_policies ORDER BY policy_name",
    );
    expect(policies).toContainEqual({
      policy_name: "s3_main",
      volume_name: "main",
      disks: ["s3_disk"],
    });
  });

  test("tables land on S3 without asking for it", async () => {
    const tables = await on.server.query(
      "SELECT storage_policy, data_paths FROM system.tables WHERE database = currentDatabase()",
    );
    expect(tables).toEqual([
      { storage_policy: "s3_main", data_paths: [expect.stringContaining("/disks/s3_disk/")] },
    ]);
  });

  test("an insert becomes objects in the bucket and only metadata locally", async () => {
    const before = on.s3.keys("data/").length;
    on.s3.counters.reset();
    await on.server.insert("events", smallRows([1, 2, 3]));
    const puts = on.s3.counters.requests("PUT");
    expect(puts).toBe(12);
    expect(on.s3.keys("data/")).toHaveLength(before + puts);
    expect(on.s3.keys()).toHaveLength(on.s3.keys("data/").length);

    const parts = await on.server.query("SELECT disk_name FROM system.parts WHERE active");
    expect(parts).toEqual([{ disk_name: "s3_disk" }]);
    expect(existsSync(join(on.server.dataDir, "disks/s3_disk"))).toBe(true);
  });

  test("a restart reads the rows back from S3", async () => {
    on.s3.counters.reset();
    await on.server.restart();
    expect(await on.server.query("SELECT count() AS n FROM events")).toEqual([{ n: 3 }]);
    expect(on.s3.counters.requests("GET")).toBeGreaterThan(0);
    expect(on.server.logs.match(/Writing pid/g)).toHaveLength(2);
  });

  test("a backup is copied within S3, and restored from it", async () => {
    on.s3.counters.reset();
    await on.server.exec("BACKUP TABLE events TO Disk('backups', 'full/')");
    expect(on.s3.keys("backups/full/")).toContain("backups/full/.backup");
    expect(on.s3.counters.requests("COPY")).toBeGreaterThan(0);
    await on.server.exec("DROP TABLE events SYNC");
    await on.server.exec("RESTORE TABLE events FROM Disk('backups', 'full/')");
    expect(await on.server.query("SELECT count() AS n FROM events")).toEqual([{ n: 3 }]);
  });

  test("dropping a table empties the bucket", async () => {
    await on.server.exec("DROP TABLE events SYNC");
    const deadline = Date.now() + 10_000;
    while (on.s3.keys("data/").length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(on.s3.keys("data/")).toEqual([]);
    expect(on.s3.counters.requests("DELETE_OBJECTS")).toBeGreaterThan(0);
  });
});
