import { startS3, type S3Server } from "../../../../engines/clickhouse";
import { send, tags } from "./client";

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3({ buckets: ["bucket"], seed: 11 });
  // Uneven latency shuffles the order in which requests take effect.
  s3.faults.add({ effect: { kind: "latency", milliseconds: 0, jitter: 15 } });
});
afterEach(() => s3.stop());

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

test("writers of one key leave one of their objects, whole", async () => {
  const bodies = range(40).map((i) => String.fromCharCode(65 + (i % 26)).repeat(20_000 + i));
  const writes = bodies.map((body) => send(s3, "PUT", "/bucket/k", { body }));
  const reads = range(40).map(() => send(s3, "GET", "/bucket/k"));
  expect((await Promise.all(writes)).every(({ status }) => status === 200)).toBe(true);
  for (const read of await Promise.all(reads)) {
    if (read.status === 200) expect(bodies).toContain(read.body);
    else expect(read.status).toBe(404);
  }
  expect(bodies).toContain(s3.get("k")?.body.toString());
});

test("puts, deletes and lists beside each other never fail, and what was acknowledged holds", async () => {
  const lists: Promise<number>[] = [];
  await Promise.all(
    range(60).map(async (i) => {
      const key = `/bucket/k${i}`;
      expect((await send(s3, "PUT", key, { body: "x" })).status).toBe(200);
      lists.push(send(s3, "GET", "/bucket?list-type=2").then(({ status }) => status));
      expect((await send(s3, "GET", key)).status).toBe(200);
      if (i % 2 === 0) {
        expect((await send(s3, "DELETE", key)).status).toBe(204);
        expect((await send(s3, "GET", key)).status).toBe(404);
      }
    }),
  );
  expect(new Set(await Promise.all(lists))).toEqual(new Set([200]));
  const left = tags(await send(s3, "GET", "/bucket?list-type=2"), "Key");
  expect(left.sort()).toEqual(
    range(60)
      .filter((i) => i % 2 === 1)
      .map((i) => `k${i}`)
      .sort(),
  );
});

test("a hundred objects deleted in one request vanish while others are written", async () => {
  await Promise.all(range(100).map((i) => send(s3, "PUT", `/bucket/old${i}`, { body: "x" })));
  const objects = range(100).map((i) => `<Object><Key>old${i}</Key></Object>`);
  const [removed] = await Promise.all([
    send(s3, "POST", "/bucket?delete", { body: `<Delete>${objects.join("")}</Delete>` }),
    ...range(50).map((i) => send(s3, "PUT", `/bucket/new${i}`, { body: "x" })),
  ]);
  expect(removed.status).toBe(200);
  expect(s3.keys("old")).toEqual([]);
  expect(s3.keys("new")).toHaveLength(50);
});
