import { startS3, type S3Event, type S3Server } from "../../../../engines/clickhouse";
import { send, tags } from "./client";

let s3: S3Server;
let events: S3Event[];
beforeEach(async () => {
  events = [];
  s3 = await startS3({ buckets: ["bucket"], seed: 7, onRequest: (event) => events.push(event) });
});
afterEach(() => s3.stop());

const put = (key: string, body = "x") => send(s3, "PUT", `/bucket/${key}`, { body });

test("counters tell operations, failures and bytes apart, and start over on reset", async () => {
  await put("k", "hello");
  await send(s3, "GET", "/bucket/k");
  await send(s3, "GET", "/bucket/none");
  const { operations, total } = s3.counters.snapshot();
  expect(operations.PUT).toEqual({ requests: 1, failed: 0, bytesIn: 5, bytesOut: 0 });
  expect(operations.GET).toMatchObject({ requests: 2, failed: 1 });
  expect(operations.LIST).toBeUndefined();
  expect(total.requests).toBe(3);
  s3.counters.reset();
  expect(s3.counters.snapshot().total.requests).toBe(0);
});

test("a watched prefix is counted on its own", async () => {
  s3.counters.watch("data/");
  await put("data/1");
  await put("backups/1");
  expect(s3.counters.requests("PUT")).toBe(2);
  expect(s3.counters.requests("PUT", "data/")).toBe(1);
  expect(() => s3.counters.snapshot("nobody/")).toThrow(/call watch\(\) first/);
});

test("each request is reported once, with its fate", async () => {
  await put("k");
  await send(s3, "HEAD", "/bucket/none");
  expect(events.map(({ operation, key, status }) => [operation, key, status])).toEqual([
    ["PUT", "k", 200],
    ["HEAD", "none", 404],
  ]);
});

test("an error rule meets its operation and key only, and is spent after its count", async () => {
  const rule = s3.faults.add({
    operations: ["PUT"],
    key: /^data\//,
    times: 2,
    effect: { kind: "error", code: "SlowDown" },
  });
  expect((await put("other")).status).toBe(200);
  const refused = await put("data/1");
  expect(refused.status).toBe(503);
  expect(tags(refused, "Code")).toEqual(["SlowDown"]);
  expect((await put("data/1")).status).toBe(503);
  expect((await put("data/1")).status).toBe(200);
  expect(rule.hits).toBe(2);
  expect(s3.counters.snapshot().operations.PUT).toMatchObject({ requests: 4, failed: 2 });
});

test("a rule can wake late and be removed", async () => {
  const rule = s3.faults.add({ after: 1, effect: { kind: "error", code: "InternalError" } });
  expect((await put("k")).status).toBe(200);
  expect((await put("k")).status).toBe(500);
  rule.remove();
  expect((await put("k")).status).toBe(200);
});

test("chances repeat with the seed", async () => {
  const run = async (seed: number) => {
    const server = await startS3({ buckets: ["bucket"], seed });
    server.faults.add({ probability: 0.5, effect: { kind: "error", code: "SlowDown" } });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1) {
      statuses.push((await send(server, "PUT", "/bucket/k", { body: "x" })).status);
    }
    await server.stop();
    return statuses;
  };
  const first = await run(3);
  expect(await run(3)).toEqual(first);
  expect(await run(4)).not.toEqual(first);
  expect(first.filter((status) => status === 503).length).toBeGreaterThan(5);
  expect(first.filter((status) => status === 200).length).toBeGreaterThan(5);
});

test("a fault after the fact loses the answer, not the object", async () => {
  s3.faults.add({ phase: "after", times: 1, effect: { kind: "drop" } });
  await expect(put("k", "kept")).rejects.toThrow();
  expect(s3.get("k")?.body.toString()).toBe("kept");
  s3.faults.add({ times: 1, effect: { kind: "drop" } });
  await expect(put("k2")).rejects.toThrow();
  expect(s3.get("k2")).toBeUndefined();
  expect(s3.counters.snapshot().operations.PUT).toMatchObject({ requests: 2, failed: 2 });
});

test("latency delays one operation and leaves others fast", async () => {
  s3.faults.add({ operations: ["GET"], effect: { kind: "latency", milliseconds: 150 } });
  await put("k");
  await send(s3, "GET", "/bucket/k");
  const [fast, slow] = events.map(({ milliseconds }) => milliseconds);
  expect(slow).toBeGreaterThanOrEqual(145);
  expect(fast).toBeLessThan(145);
});

test("a hang answers nothing until the client gives up", async () => {
  s3.faults.add({ times: 1, effect: { kind: "hang" } });
  const answer = await Promise.race([
    put("k").catch(() => "failed"),
    new Promise((resolve) => setTimeout(resolve, 80, "silent")),
  ]);
  expect(answer).toBe("silent");
});

test("down refuses everything, up serves again from the same port with the same objects", async () => {
  await put("k", "kept");
  const { url } = s3;
  s3.down();
  await expect(send(s3, "GET", "/bucket/k")).rejects.toThrow();
  s3.up();
  expect(s3.url).toBe(url);
  expect((await send(s3, "GET", "/bucket/k")).body).toBe("kept");
});

test("a request caught by an outage has no effect", async () => {
  s3.faults.add({ effect: { kind: "latency", milliseconds: 40 } });
  const caught = put("k");
  setTimeout(() => {
    s3.down();
  }, 10);
  await expect(caught).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(s3.keys()).toEqual([]);
});
