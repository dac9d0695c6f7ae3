import { createHash } from "node:crypto";
import { startS3, type S3Server } from "../../../../engines/clickhouse";
import { send, tags } from "./client";

const PART = Buffer.alloc(5 * 1024 * 1024, "p");
const LAST = Buffer.from("end");

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3({ buckets: ["bucket"] });
});
afterEach(() => s3.stop());

async function begin(): Promise<string> {
  const [id = ""] = tags(await send(s3, "POST", "/bucket/big?uploads"), "UploadId");
  return id;
}

async function part(id: string, number: number, body: Buffer): Promise<string> {
  const path = `/bucket/big?partNumber=${number}&uploadId=${id}`;
  return String((await send(s3, "PUT", path, { body })).headers.etag);
}

function complete(id: string, parts: [number: number, etag: string][]) {
  const listed = parts.map(
    ([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${listed.join("")}</CompleteMultipartUpload>`;
  return send(s3, "POST", `/bucket/big?uploadId=${id}`, { body });
}

test("parts become one object at completion, not before", async () => {
  const id = await begin();
  const second = await part(id, 2, LAST);
  const first = await part(id, 1, PART);
  expect(s3.keys()).toEqual([]);
  expect(tags(await send(s3, "GET", `/bucket/big?uploadId=${id}`), "PartNumber")).toEqual([
    "1",
    "2",
  ]);

  const done = await complete(id, [
    [1, first],
    [2, second],
  ]);
  expect(done.status).toBe(200);
  expect(s3.get("big")?.body.equals(Buffer.concat([PART, LAST]))).toBe(true);
  const digests = [PART, LAST].map((body) => createHash("md5").update(body).digest());
  const etag = createHash("md5").update(Buffer.concat(digests)).digest("hex");
  expect(s3.get("big")?.etag).toBe(`${etag}-2`);
  expect(tags(await complete(id, [[1, first]]), "Code")).toEqual(["NoSuchUpload"]);
});

test("a part sent twice counts once", async () => {
  const id = await begin();
  await part(id, 1, Buffer.from("old"));
  await complete(id, [[1, await part(id, 1, LAST)]]);
  expect(s3.get("big")?.body.toString()).toBe("end");
});

test("parts are copied from objects, whole or in a range", async () => {
  await send(s3, "PUT", "/bucket/source", { body: "0123456789" });
  const id = await begin();
  const copy = await send(s3, "PUT", `/bucket/big?partNumber=1&uploadId=${id}`, {
    headers: { "x-amz-copy-source": "bucket/source", "x-amz-copy-source-range": "bytes=2-4" },
  });
  const [etag = ""] = tags(copy, "ETag");
  await complete(id, [[1, etag]]);
  expect(s3.get("big")?.body.toString()).toBe("234");
});

test("completion refuses small, unordered and unknown parts", async () => {
  const id = await begin();
  const small = await part(id, 1, LAST);
  const large = await part(id, 2, PART);
  const code = async (parts: [number, string][]) => tags(await complete(id, parts), "Code");
  expect(
    await code([
      [1, small],
      [2, large],
    ]),
  ).toEqual(["EntityTooSmall"]);
  expect(
    await code([
      [2, large],
      [1, small],
    ]),
  ).toEqual(["InvalidPartOrder"]);
  expect(await code([[3, small]])).toEqual(["InvalidPart"]);
  expect(await code([])).toEqual(["MalformedXML"]);
  expect(s3.keys()).toEqual([]);
});

test("an abandoned upload is listed until it is aborted", async () => {
  const id = await begin();
  expect(tags(await send(s3, "GET", "/bucket?uploads"), "UploadId")).toEqual([id]);
  expect((await send(s3, "DELETE", `/bucket/big?uploadId=${id}`)).status).toBe(204);
  expect(tags(await send(s3, "GET", "/bucket?uploads"), "UploadId")).toEqual([]);
});
