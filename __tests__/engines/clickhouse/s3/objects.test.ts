import { createHash } from "node:crypto";
import { startS3, type S3Server } from "../../../../engines/clickhouse";
import { send, tags } from "./client";

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3({ buckets: ["bucket", "other"] });
});
afterEach(() => s3.stop());

const md5 = (text: string, encoding: "hex" | "base64" = "hex") =>
  createHash("md5").update(text).digest(encoding);

test("an object comes back with its bytes, type, metadata and ETag", async () => {
  const put = await send(s3, "PUT", "/bucket/a/b.txt", {
    body: "hello",
    headers: { "content-type": "text/plain", "x-amz-meta-owner": "me" },
  });
  expect(put).toMatchObject({ status: 200, headers: { etag: `"${md5("hello")}"` } });

  const get = await send(s3, "GET", "/bucket/a/b.txt");
  expect(get).toMatchObject({
    status: 200,
    body: "hello",
    headers: {
      etag: `"${md5("hello")}"`,
      "content-type": "text/plain",
      "content-length": "5",
      "x-amz-meta-owner": "me",
    },
  });
});

test("HEAD answers the headers of GET without a body", async () => {
  await send(s3, "PUT", "/bucket/k", { body: "hello" });
  expect(await send(s3, "HEAD", "/bucket/k")).toMatchObject({
    status: 200,
    body: "",
    headers: { "content-length": "5", etag: `"${md5("hello")}"` },
  });
  expect(await send(s3, "HEAD", "/bucket/none")).toMatchObject({ status: 404, body: "" });
});

test.each([
  ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=8-99", 206, "89", "bytes 8-9/10"],
  ["bytes=5-2", 200, "0123456789", undefined],
  ["lines=1-2", 200, "0123456789", undefined],
])("range %s answers %i with %s", async (range, status, body, contentRange) => {
  await send(s3, "PUT", "/bucket/k", { body: "0123456789" });
  const get = await send(s3, "GET", "/bucket/k", { headers: { range } });
  expect(get).toMatchObject({ status, body });
  expect(get.headers["content-range"]).toBe(contentRange);
});

test("a range behind the end is refused", async () => {
  await send(s3, "PUT", "/bucket/k", { body: "0123456789" });
  const get = await send(s3, "GET", "/bucket/k", { headers: { range: "bytes=10-" } });
  expect(get.status).toBe(416);
  expect(tags(get, "Code")).toEqual(["InvalidRange"]);
});

test("errors are S3's documents, and name key or bucket", async () => {
  const key = await send(s3, "GET", "/bucket/none");
  expect(key.status).toBe(404);
  expect(key.headers["content-type"]).toBe("application/xml");
  expect(tags(key, "Code")).toEqual(["NoSuchKey"]);
  expect(tags(key, "Resource")).toEqual(["/bucket/none"]);

  const bucket = await send(s3, "PUT", "/nobody/k", { body: "x" });
  expect(bucket.status).toBe(404);
  expect(tags(bucket, "Code")).toEqual(["NoSuchBucket"]);
});

test("DELETE is 204 whether the key was there or not", async () => {
  await send(s3, "PUT", "/bucket/k", { body: "x" });
  expect((await send(s3, "DELETE", "/bucket/k")).status).toBe(204);
  expect((await send(s3, "DELETE", "/bucket/k")).status).toBe(204);
  expect(s3.keys()).toEqual([]);
});

test("keys are taken as they are: dots, double slashes, spaces, plus signs, any script", async () => {
  const keys = ["a/../b", "c//d", "with space", "plus+sign", "ключ/キー", "50%"];
  for (const key of keys) {
    const path = key.split("/").map(encodeURIComponent).join("/");
    await send(s3, "PUT", `/bucket/${path}`, { body: key });
  }
  expect(s3.keys().sort()).toEqual([...keys].sort());
});

test("COPY takes bytes and metadata, across buckets, from an encoded source", async () => {
  await send(s3, "PUT", "/bucket/from%20here", {
    body: "hello",
    headers: { "x-amz-meta-owner": "me" },
  });
  const copy = await send(s3, "PUT", "/other/to", {
    headers: { "x-amz-copy-source": "/bucket/from%20here" },
  });
  expect(copy.status).toBe(200);
  expect(tags(copy, "ETag")).toEqual([`&quot;${md5("hello")}&quot;`]);
  expect(s3.get("to", "other")).toMatchObject({ metadata: { owner: "me" } });
  expect(s3.get("to", "other")?.body.toString()).toBe("hello");

  const missing = await send(s3, "PUT", "/other/to", {
    headers: { "x-amz-copy-source": "bucket/none" },
  });
  expect(tags(missing, "Code")).toEqual(["NoSuchKey"]);
});

test("conditional writes let one writer win", async () => {
  const once = { body: "x", headers: { "if-none-match": "*" } };
  expect((await send(s3, "PUT", "/bucket/k", once)).status).toBe(200);
  expect((await send(s3, "PUT", "/bucket/k", once)).status).toBe(412);
  const stale = { body: "y", headers: { "if-match": '"0"' } };
  expect((await send(s3, "PUT", "/bucket/k", stale)).status).toBe(412);
  const current = { body: "y", headers: { "if-match": `"${md5("x")}"` } };
  expect((await send(s3, "PUT", "/bucket/k", current)).status).toBe(200);
});

test("aws-chunked bodies are stored without their framing", async () => {
  const body = "5;chunk-signature=ab\r\nhello\r\n6;chunk-signature=cd\r\n world\r\n0\r\n\r\n";
  const headers = {
    "content-encoding": "aws-chunked",
    "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "x-amz-decoded-content-length": "11",
  };
  await send(s3, "PUT", "/bucket/k", { body, headers });
  expect(s3.get("k")?.body.toString()).toBe("hello world");

  const short = { ...headers, "x-amz-decoded-content-length": "12" };
  const refused = await send(s3, "PUT", "/bucket/k2", { body, headers: short });
  expect(tags(refused, "Code")).toEqual(["IncompleteBody"]);
  expect(s3.get("k2")).toBeUndefined();
});

test("a wrong Content-MD5 stores nothing", async () => {
  const wrong = await send(s3, "PUT", "/bucket/k", {
    body: "hello",
    headers: { "content-md5": md5("other", "base64") },
  });
  expect(wrong.status).toBe(400);
  expect(tags(wrong, "Code")).toEqual(["BadDigest"]);
  expect(s3.keys()).toEqual([]);
});

test("access keys are checked when the server is told which", async () => {
  const guarded = await startS3({ buckets: ["bucket"], accessKeyIds: ["KNOWN"] });
  const signed = (key: string) => ({
    body: "x",
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/r/s3/aws4_request` },
  });
  expect(tags(await send(guarded, "GET", "/bucket/k"), "Code")).toEqual(["AccessDenied"]);
  const unknown = await send(guarded, "PUT", "/bucket/k", signed("UNKNOWN"));
  expect(tags(unknown, "Code")).toEqual(["InvalidAccessKeyId"]);
  expect((await send(guarded, "PUT", "/bucket/k", signed("KNOWN"))).status).toBe(200);
  await guarded.stop();
});

test("sub-resources that are not implemented say so", async () => {
  const acl = await send(s3, "GET", "/bucket/k?acl");
  expect(acl.status).toBe(501);
  expect(tags(acl, "Code")).toEqual(["NotImplemented"]);
  expect((await send(s3, "PATCH", "/bucket/k")).status).toBe(405);
});
