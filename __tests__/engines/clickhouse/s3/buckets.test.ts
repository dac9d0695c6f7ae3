import { startS3, type S3Server } from "../../../../engines/clickhouse";
import { send, tags } from "./client";

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3({ buckets: ["bucket"] });
});
afterEach(() => s3.stop());

const list = (query = "") => send(s3, "GET", `/bucket?list-type=2${query}`);

async function put(...keys: string[]): Promise<void> {
  for (const key of keys)
    await send(s3, "PUT", `/bucket/${encodeURIComponent(key)}`, { body: key });
}

test("a list is sorted, filtered by prefix and sized", async () => {
  await put("b/2", "b/1", "a", "b/10");
  const all = await list("&prefix=b/");
  expect(tags(all, "Key")).toEqual(["b/1", "b/10", "b/2"]);
  expect(tags(all, "Size")).toEqual(["3", "4", "3"]);
  expect(tags(all, "KeyCount")).toEqual(["3"]);
  expect(tags(all, "IsTruncated")).toEqual(["false"]);
});

test("a delimiter rolls keys up into common prefixes", async () => {
  await put("a/1", "a/2", "b", "c/d/1");
  const top = await list("&delimiter=/");
  expect(tags(top, "Key")).toEqual(["b"]);
  expect(tags(top, "Prefix")).toEqual(expect.arrayContaining(["a/", "c/"]));
  expect(tags(top, "KeyCount")).toEqual(["3"]);
  expect(tags(await list("&delimiter=/&prefix=c/"), "Prefix")).toContain("c/d/");
});

test("pages follow each other without gap or repeat, groups included", async () => {
  await put("a", "b/1", "b/2", "c", "d/1", "e");
  const seen: string[] = [];
  let token = "";
  for (let page = 0; page < 10; page += 1) {
    const more = token === "" ? "" : `&continuation-token=${encodeURIComponent(token)}`;
    const answer = await list(`&delimiter=/&max-keys=2${more}`);
    const groups = [...answer.body.matchAll(/<CommonPrefixes><Prefix>([^<]*)/g)].map((m) => m[1]);
    seen.push(...tags(answer, "Key"), ...groups.map(String));
    [token = ""] = tags(answer, "NextContinuationToken");
    if (token === "") break;
  }
  expect(seen.sort()).toEqual(["a", "b/", "c", "d/", "e"]);
});

test("start-after leaves out what came before", async () => {
  await put("a", "b", "c");
  expect(tags(await list("&start-after=a"), "Key")).toEqual(["b", "c"]);

  await put("d/1", "d/2");
  expect(tags(await list("&delimiter=/&start-after=d/1"), "Prefix")).toContain("d/");
  expect(tags(await list("&delimiter=/&start-after=d/2"), "Prefix")).not.toContain("d/");
});

test("keys with markup are escaped, or percent-encoded when asked", async () => {
  await put("a&b<c> d");
  expect(tags(await list(), "Key")).toEqual(["a&amp;b&lt;c&gt; d"]);
  expect(tags(await list("&encoding-type=url"), "Key")).toEqual(["a%26b%3Cc%3E%20d"]);
});

test("DeleteObjects answers each key, there or not, and keeps quiet when asked", async () => {
  await put("a", "b&c", "keep");
  const remove = (body: string) => send(s3, "POST", "/bucket?delete", { body });
  const keys = ["a", "b&amp;c", "never"].map((key) => `<Object><Key>${key}</Key></Object>`);
  const loud = await remove(`<Delete>${keys.join("")}</Delete>`);
  expect(tags(loud, "Key")).toEqual(["a", "b&amp;c", "never"]);
  expect(s3.keys()).toEqual(["keep"]);

  const quiet = "<Delete><Quiet>true</Quiet><Object><Key>keep</Key></Object></Delete>";
  expect(tags(await remove(quiet), "Key")).toEqual([]);
  expect(s3.keys()).toEqual([]);
});

test.each([
  ["not XML", "<Delete><Object>"],
  ["no key", "<Delete></Delete>"],
  ["more than 1000 keys", `<Delete>${"<Object><Key>k</Key></Object>".repeat(1001)}</Delete>`],
])("DeleteObjects refuses %s", async (_, body) => {
  const answer = await send(s3, "POST", "/bucket?delete", { body });
  expect(answer.status).toBe(400);
  expect(tags(answer, "Code")).toEqual(["MalformedXML"]);
});

test("buckets are made, listed, probed and removed when empty", async () => {
  expect((await send(s3, "PUT", "/second")).status).toBe(200);
  expect((await send(s3, "PUT", "/second")).status).toBe(409);
  expect(tags(await send(s3, "GET", "/"), "Name")).toEqual(["bucket", "second"]);
  expect((await send(s3, "HEAD", "/second")).status).toBe(200);
  expect((await send(s3, "GET", "/second?location")).status).toBe(200);
  await put("a");
  expect((await send(s3, "DELETE", "/bucket")).status).toBe(409);
  expect((await send(s3, "DELETE", "/second")).status).toBe(204);
  expect((await send(s3, "HEAD", "/second")).status).toBe(404);
});
