import { createLangfuseSchema, LangfuseRows } from "../../engines/clickhouse";
import { describePlanned } from "../support/clickhouse-files";
import { install, type Installation, MODES, refusal } from "./installation";

describePlanned("BACKUP and RESTORE through the backups disk", () => {
  describe.each(["object_storage", "tiered"] as const)("in the mode %s", (mode) => {
    let on: Installation;
    const rows = new LangfuseRows({ textLength: 40 });

    beforeAll(async () => {
      on = await install(MODES[mode]);
      await createLangfuseSchema(on.server, 3);
      await on.server.insert("traces", rows.traces(30));
      await on.server.insert("observations", rows.observations(20));
      // A large part, which tiered has on S3.
      await on.server.exec(
        "INSERT INTO blob_storage_file_log (entity_id, bucket_path, event_ts) SELECT toString(number), randomPrintableASCII(1000), now64(3) FROM numbers(4000)",
      );
    });
    afterAll(() => on.remove());

    const counts = () =>
      on.server.text(
        "SELECT (SELECT count() FROM traces), (SELECT count() FROM observations), (SELECT count() FROM blob_storage_file_log)",
      );

    test("a full backup and an incremental one, which has only what is new", async () => {
      await on.server.exec("BACKUP DATABASE langfuse TO Disk('backups', '2026-01-31/')");
      const full = on.s3.totalBytes("backups/2026-01-31/");
      await on.server.insert("traces", rows.traces(5));
      await on.server.exec(
        "BACKUP DATABASE langfuse TO Disk('backups', '2026-02-01/') SETTINGS base_backup = Disk('backups', '2026-01-31/')",
      );
      expect(on.s3.keys("backups/2026-02-01/").length).toBeGreaterThan(1);
      expect(on.s3.totalBytes("backups/2026-02-01/")).toBeLessThan(full);
      expect(await counts()).toBe("35\t20\t4000\n");
    });

    test("a new volume beside the bucket is refused by the guard as long as the bucket is not empty", async () => {
      await on.server.kill();
      on.loseVolume();
      expect((await refusal(on.server.restart())).message).toMatch(/Code: 395/);
    });

    test("with all but backups/ deleted from the bucket it starts, and RESTORE brings every row back", async () => {
      for (const key of on.s3.keys().filter((name) => !name.startsWith("backups/"))) {
        on.s3.store.delete(on.bucket, key);
      }
      await on.server.restart();
      await on.server.exec("RESTORE DATABASE langfuse FROM Disk('backups', '2026-02-01/')");
      expect(await counts()).toBe("35\t20\t4000\n");
    });

    test("the restored installation is like any other: it restarts, inserts and merges", async () => {
      await on.server.restart();
      await on.server.insert("traces", rows.traces(5));
      await on.server.exec("OPTIMIZE TABLE traces FINAL");
      expect(await counts()).toBe("40\t20\t4000\n");
      expect(await on.disks("blob_storage_file_log")).toEqual([
        mode === "tiered" ? "s3_cache" : "s3_disk",
      ]);
    });
  });

  test("with clickhouse_accept_data_loss RESTORE works beside the old objects, too", async () => {
    const on = await install(MODES.object_storage);
    await on.server.exec("CREATE TABLE rows (id UInt64) ENGINE = ReplacingMergeTree ORDER BY id");
    await on.server.exec("INSERT INTO rows SELECT number FROM numbers(10)");
    await on.server.exec("BACKUP DATABASE langfuse TO Disk('backups', 'only/')");
    await on.server.kill();
    on.loseVolume();
    await on.apply({ ...MODES.object_storage, clickhouse_accept_data_loss: true });
    await on.server.exec("RESTORE DATABASE langfuse FROM Disk('backups', 'only/')");
    await on.apply(MODES.object_storage);
    expect(await on.count("rows")).toBe(10);
    await on.remove();
  });
});
