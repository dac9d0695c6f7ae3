import { ClickHouseGoneError } from "../../../engines/clickhouse";
import { describeClickHouse } from "../../support/clickhouse";
import { SMALL_TABLE, smallRows, startOnS3, type OnS3 } from "./blog";

describeClickHouse("ClickHouse on S3 when something breaks", () => {
  let on: OnS3;
  const acknowledged: number[] = [];
  let lastId = 0;

  beforeAll(async () => {
    on = await startOnS3({}, { seed: 5 });
    await on.server.exec(SMALL_TABLE);
  });
  beforeEach(() => {
    on.s3.faults.clear();
  });
  afterAll(() => on.stop());

  /**
   * Inserts row after row until the count is reached or the server is gone.
   */
  async function write(count = Infinity): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      lastId += 1;
      const id = lastId;
      try {
        await on.server.insert("events", smallRows([id]));
      } catch (error) {
        if (error instanceof ClickHouseGoneError) return;
        // Killed between two inserts of this writer: the next one finds no server.
        if (String(error).includes("ClickHouse is not running")) return;
        throw error;
      }
      acknowledged.push(id);
    }
  }

  async function missing(): Promise<number[]> {
    const rows = await on.server.query<{ id: number }>("SELECT id FROM events");
    const present = new Set(rows.map(({ id }) => id));
    return acknowledged.filter((id) => !present.has(id));
  }

  test.each([1, 2, 3])("SIGKILL during inserts loses no acknowledged row (%i)", async () => {
    // Uneven uploads let the kill meet inserts at every stage.
    s3Latency(20);
    const before = acknowledged.length;
    const writers = Promise.all([write(), write(), write()]);
    while (acknowledged.length < before + 8) await pause(5);
    await on.server.kill();
    await writers;
    on.s3.faults.clear();

    await on.server.restart();
    expect(acknowledged.length).toBeGreaterThanOrEqual(before + 8);
    expect(await missing()).toEqual([]);
    const broken = await on.server.query("SELECT reason FROM system.detached_parts");
    expect(broken).toEqual([]);
  });

  test("503s, lost answers and dropped connections are retried", async () => {
    const chance = { operations: ["PUT"] as const, probability: 0.15 };
    const slow = on.s3.faults.add({ ...chance, effect: { kind: "error", code: "SlowDown" } });
    const drop = on.s3.faults.add({ ...chance, effect: { kind: "drop" } });
    const lost = on.s3.faults.add({ ...chance, phase: "after", effect: { kind: "drop" } });
    const before = acknowledged.length;
    await Promise.all([write(5), write(5)]);
    for (const rule of [slow, drop, lost]) expect(rule.hits).toBeGreaterThan(0);
    on.s3.faults.clear();

    expect(acknowledged.length).toBe(before + 10);
    expect(await missing()).toEqual([]);
    await on.server.restart();
    expect(await missing()).toEqual([]);
  });

  test("an outage delays inserts, and they succeed after it", async () => {
    on.s3.down();
    const started = Date.now();
    const writing = write(1);
    await pause(700);
    on.s3.up();
    await writing;
    expect(Date.now() - started).toBeGreaterThanOrEqual(700);
    expect(await missing()).toEqual([]);
  });

  function s3Latency(jitter: number): void {
    on.s3.faults.add({ effect: { kind: "latency", milliseconds: 2, jitter } });
  }
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
