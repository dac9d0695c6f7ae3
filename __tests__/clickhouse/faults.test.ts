import { describePlanned } from "../support/clickhouse-files";
import { install, type Installation, MODES, pause } from "./installation";

/** Rows of a batch: in tiered every part has to be above the hot part size, or none would meet S3. */
const BATCH = { object_storage: 20, tiered: 2500 };

describePlanned("S3 in trouble during inserts and merges", () => {
  describe.each(["object_storage", "tiered"] as const)("in the mode %s", (mode) => {
    let on: Installation;
    let lastBatch = 0;
    let isLoading = false;
    const acknowledged: number[] = [];

    beforeAll(async () => {
      on = await install(MODES[mode], { connections: 6 });
      await on.server.exec(
        "CREATE TABLE rows (batch UInt32, id UInt32, text String) ENGINE = ReplacingMergeTree ORDER BY (batch, id)",
      );
    });
    afterAll(() => on.remove());
    beforeEach(() => {
      on.s3.faults.clear();
      on.s3.counters.reset();
    });

    async function insertBatch(): Promise<void> {
      lastBatch += 1;
      const batch = lastBatch;
      await on.server.exec(
        `INSERT INTO rows SELECT ${batch}, number, repeat('x', 1000) FROM numbers(${BATCH[mode]})`,
      );
      acknowledged.push(batch);
    }

    /** Three writers and a merger, until `work` is done. Nothing that they do may fail, unless the server is killed. */
    async function during(work: () => Promise<void>): Promise<void> {
      isLoading = true;
      const repeat = async (step: () => Promise<void>) => {
        while (isLoading) {
          try {
            await step();
          } catch (error) {
            isLoading = false;
            if (on.server.pid !== undefined) throw error;
          }
        }
      };
      const merge = () => on.server.exec("OPTIMIZE TABLE rows FINAL").then(() => pause(50));
      const load = Promise.all([insertBatch, insertBatch, insertBatch, merge].map(repeat));
      await work();
      isLoading = false;
      await load;
    }

    /** Until so many more batches are acknowledged. */
    async function untilMore(count: number): Promise<void> {
      const goal = acknowledged.length + count;
      while (isLoading && acknowledged.length < goal) await pause(20);
    }

    async function expectAllThere(): Promise<void> {
      const rows = await on.server.query<{ batch: number; n: number }>(
        "SELECT batch, count() AS n FROM rows FINAL GROUP BY batch",
      );
      const counts = new Map(rows.map(({ batch, n }) => [batch, n]));
      expect(acknowledged.filter((batch) => counts.get(batch) !== BATCH[mode])).toEqual([]);
    }

    async function expectAllThereAlsoAfterRestart(): Promise<void> {
      await expectAllThere();
      on.s3.faults.clear();
      await on.server.restart();
      await expectAllThere();
      // Nothing was put aside either.
      expect(
        await on.server.query("SELECT name FROM system.detached_parts WHERE database = 'langfuse'"),
      ).toEqual([]);
    }

    test("503 SlowDown, dropped connections and lost answers", async () => {
      const hits = [
        on.s3.faults.add({ probability: 0.07, effect: { kind: "error", code: "SlowDown" } }),
        on.s3.faults.add({ probability: 0.07, effect: { kind: "error", code: "InternalError" } }),
        on.s3.faults.add({ probability: 0.07, effect: { kind: "drop" } }),
        on.s3.faults.add({ probability: 0.07, phase: "after", effect: { kind: "drop" } }),
      ];
      await during(() => untilMore(12));
      for (const rule of hits) expect(rule.hits).toBeGreaterThan(0);
      await expectAllThereAlsoAfterRestart();
    });

    test("high latency, and an outage of more than a second", async () => {
      on.s3.faults.add({ effect: { kind: "latency", milliseconds: 20, jitter: 60 } });
      await during(async () => {
        await untilMore(4);
        on.s3.down();
        await pause(1500);
        on.s3.up();
        await untilMore(4);
      });
      expect(on.requests("PUT")).toBeGreaterThan(0);
      await expectAllThereAlsoAfterRestart();
    });

    test("SIGKILL in the middle of inserts and merges", async () => {
      on.s3.faults.add({ effect: { kind: "latency", milliseconds: 2, jitter: 30 } });
      await during(async () => {
        await untilMore(5);
        await on.server.kill();
      });
      on.s3.faults.clear();
      await on.server.restart();
      await expectAllThere();
    });
  });

  test("small rows of tiered do not notice an outage", async () => {
    const on = await install(MODES.tiered);
    await on.server.exec("CREATE TABLE rows (id UInt32) ENGINE = MergeTree ORDER BY id");
    on.s3.down();
    const started = Date.now();
    for (let id = 0; id < 5; id += 1) await on.server.insert("rows", [{ id }]);
    await on.server.exec("OPTIMIZE TABLE rows FINAL");
    expect(await on.server.text("SELECT count() FROM rows")).toBe("5\n");
    expect(Date.now() - started).toBeLessThan(5000);
    on.s3.up();
    await on.remove();
  });
});
