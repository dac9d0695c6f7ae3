import { rmSync } from "node:fs";
import { join } from "node:path";
import { describePlanned } from "../support/clickhouse-files";
import { install, type Installation, MODES, refusal } from "./installation";

const MESSAGE = /Code: 395.*This volume is not the one that belongs to the object storage/s;
const ACCEPT = { ...MODES.object_storage, clickhouse_accept_data_loss: true };

describePlanned("the guard of the volume", () => {
  let on: Installation;
  afterEach(() => on.remove());

  /** The numbers of the volume and of the bucket. */
  async function generation(): Promise<{ volume: number; bucket: number }> {
    const newest = async (table: string) =>
      Number(await on.server.text(`SELECT max(generation) FROM langfuse_guard.${table}`));
    return { volume: await newest("volume"), bucket: await newest("bucket") };
  }

  /** An installation with ten rows. */
  async function start(vars = MODES.object_storage): Promise<void> {
    on = await install(vars);
    await on.server.exec("CREATE TABLE rows (id UInt64) ENGINE = ReplacingMergeTree ORDER BY id");
    await on.server.exec("INSERT INTO rows SELECT number FROM numbers(10)");
  }

  /** What an hour on a running server does. */
  async function passAnHour(): Promise<void> {
    for (const view of ["raise_volume", "raise_bucket"]) {
      await on.server.exec(`SYSTEM REFRESH VIEW langfuse_guard.${view}`);
      await on.server.exec(`SYSTEM WAIT VIEW langfuse_guard.${view}`);
    }
  }

  async function expectRefused(): Promise<void> {
    // More than once: ECS goes on trying, and no attempt may bring the wrong volume closer.
    for (let i = 0; i < 2; i += 1) {
      expect((await refusal(on.server.restart())).message).toMatch(MESSAGE);
    }
  }

  test.each(Object.entries(MODES))(
    "an empty volume and an empty bucket start in the mode %s; a restart raises both numbers",
    async (_, vars) => {
      on = await install(vars);
      const before = await generation();
      expect(before.bucket).toBeGreaterThan(0);
      await on.server.restart();
      const after = await generation();
      expect(after.bucket).toBeGreaterThan(before.bucket);
      expect(after.volume).toBeGreaterThanOrEqual(after.bucket);
    },
  );

  test("its table in the bucket is on no disk of Langfuse's tables", async () => {
    await start(MODES.volume);
    expect(
      await on.server.query(
        "SELECT table, disk_name FROM system.parts WHERE database = 'langfuse_guard' AND active GROUP BY ALL ORDER BY table",
      ),
    ).toEqual([
      { table: "bucket", disk_name: "guard" },
      { table: "volume", disk_name: "guard_volume" },
    ]);
  });

  test("SIGKILL is no reason to refuse", async () => {
    await start();
    for (let i = 0; i < 2; i += 1) {
      await on.server.kill();
      await on.server.restart();
    }
    expect(await on.count("rows")).toBe(10);
  });

  test("nor is a crash while the number is raised, at whichever request it comes", async () => {
    await start();
    for (const after of [3, 11]) {
      const crash = on.s3.faults.add({ key: /^guard\//, after, effect: { kind: "hang" } });
      const { message } = await refusal(on.server.restart({ startTimeout: 1200 }));
      expect(message).toMatch(/not ready after/);
      crash.remove();
      await on.server.restart({ startTimeout: 30_000 });
    }
    // The state between the two numbers, for certain.
    await on.server.exec(
      "INSERT INTO langfuse_guard.volume SELECT max(generation) + 1 FROM langfuse_guard.volume",
    );
    await on.server.kill();
    await on.server.restart();
    expect(await on.count("rows")).toBe(10);
  });

  test("an empty volume beside a full bucket is refused, and the right one still starts", async () => {
    await start();
    await on.server.kill();
    const right = on.copyVolume("right");
    on.loseVolume();
    await expectRefused();
    on.bringBack(right);
    await on.server.restart();
    expect(await on.count("rows")).toBe(10);
  });

  test.each(Object.entries(MODES))(
    "the names of the objects lost, and nothing else, is refused in the mode %s",
    async (_, vars) => {
      await start(vars);
      await on.server.kill();
      rmSync(join(on.server.dataDir, "disks", "s3_disk"), { recursive: true });
      await expectRefused();
    },
  );

  test("a copy of the volume from before the last start is refused", async () => {
    await start();
    const copy = on.copyVolume("copy");
    await on.server.restart();
    await on.server.exec("INSERT INTO rows SELECT number FROM numbers(10, 10)");
    await on.server.kill();
    on.bringBack(copy);
    await expectRefused();
  });

  test("so is one that was taken an hour ago while the server ran on", async () => {
    await start();
    const copy = on.copyVolume("copy");
    await passAnHour();
    await on.server.kill();
    on.bringBack(copy);
    await expectRefused();
  });

  test("clickhouse_accept_data_loss starts on an empty volume, and the next normal start is fine", async () => {
    await start();
    await on.server.kill();
    on.loseVolume();
    await on.apply(ACCEPT);
    expect(await on.server.query("SHOW TABLES FROM langfuse")).toEqual([]);
    await on.apply(MODES.object_storage);
    const { volume, bucket } = await generation();
    expect(volume).toBeGreaterThanOrEqual(bucket);
  });

  test("clickhouse_accept_data_loss starts on an older copy, and the next normal start is fine", async () => {
    await start();
    const copy = on.copyVolume("copy");
    await on.server.restart();
    await on.server.kill();
    on.bringBack(copy);
    await on.apply(ACCEPT);
    expect(await on.count("rows")).toBe(10);
    await on.apply(MODES.object_storage);
    expect(await on.count("rows")).toBe(10);
  });

  test("startup scripts of clickhouse_extra_config run beside it and do not replace it", async () => {
    const mine = `<clickhouse><startup_scripts><scripts>
      <query>CREATE TABLE IF NOT EXISTS langfuse.mine (x UInt8) ENGINE = Memory</query>
    </scripts></startup_scripts></clickhouse>`;
    on = await install({ ...MODES.object_storage, clickhouse_extra_config: { scripts: mine } });
    expect(await on.server.text("EXISTS TABLE langfuse.mine")).toBe("1\n");
    await on.server.kill();
    on.loseVolume();
    await expectRefused();
  });

  test("a version before 25.12 has no guard and starts", async () => {
    const vars = { ...MODES.object_storage, clickhouse_version: "25.11" };
    await start(vars);
    expect(on.s3.keys("guard/")).toEqual([]);
    await on.server.restart();
    expect(await on.count("rows")).toBe(10);
  });
});
