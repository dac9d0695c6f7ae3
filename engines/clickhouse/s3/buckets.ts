import { S3Error } from "./errors";
import type { S3Request } from "./request";
import { quote, xmlResponse, type S3Response } from "./response";
import { compareKeys, type S3Store } from "./store";
import { elements, fromXml, text, toXml, type XmlObject } from "./xml";

/** S3's own limit on one page of a list and on one DeleteObjects request. */
const MAX_KEYS = 1000;

/** ListBuckets. */
export function listBuckets(store: S3Store): S3Response {
  const Bucket = store.buckets().map((Name) => ({ Name }));
  return xmlResponse(toXml("ListAllMyBucketsResult", { Buckets: { Bucket } }));
}

/** GetBucketLocation; an empty constraint means us-east-1. */
export function getLocation(store: S3Store, request: S3Request): S3Response {
  store.bucket(request.bucket);
  return xmlResponse(toXml("LocationConstraint", {}));
}

/** ListObjectsV2 with prefix, delimiter, start-after, continuation and encoding-type. */
export function listObjects(store: S3Store, request: S3Request): S3Response {
  const { query } = request;
  if (query.get("list-type") !== "2") {
    throw new S3Error("NotImplemented", request.resource, "Only ListObjectsV2 is implemented");
  }
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after") ?? "";
  const limit = maxKeys(request);
  const after = token === null ? "" : decodeToken(token, request.resource);
  const encode = query.get("encoding-type") === "url" ? encodeURIComponent : (s: string) => s;

  const objects = store.bucket(request.bucket);
  const contents: XmlObject[] = [];
  const prefixes = new Set<string>();
  let last = "";
  let truncated = false;
  for (const key of [...objects.keys()].sort(compareKeys)) {
    if (!key.startsWith(prefix) || compareKeys(key, startAfter) <= 0) continue;
    const group = commonPrefix(key, prefix, delimiter);
    const entry = group ?? key;
    // A group that the last page ended with stays behind: `after` is then the group itself.
    if (compareKeys(entry, after) <= 0 || (group !== undefined && prefixes.has(group))) continue;
    if (contents.length + prefixes.size >= limit) {
      truncated = true;
      break;
    }
    last = entry;
    const object = objects.get(key);
    if (group !== undefined) prefixes.add(group);
    else if (object) {
      contents.push({
        Key: encode(key),
        LastModified: object.lastModified.toISOString(),
        ETag: quote(object.etag),
        Size: object.body.length,
        StorageClass: "STANDARD",
      });
    }
  }
  return xmlResponse(
    toXml("ListBucketResult", {
      Name: request.bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === "" ? undefined : encode(delimiter),
      StartAfter: startAfter === "" ? undefined : encode(startAfter),
      ContinuationToken: token ?? undefined,
      EncodingType: query.get("encoding-type") ?? undefined,
      MaxKeys: limit,
      KeyCount: contents.length + prefixes.size,
      IsTruncated: truncated,
      NextContinuationToken: truncated ? Buffer.from(last).toString("base64url") : undefined,
      Contents: contents,
      CommonPrefixes: [...prefixes].map((group) => ({ Prefix: encode(group) })),
    }),
  );
}

/** DeleteObjects: each key answers for itself, and a key that was not there counts as deleted. */
export function deleteObjects(store: S3Store, request: S3Request, body: Buffer): S3Response {
  store.bucket(request.bucket);
  const document = fromXml("Delete", body.toString());
  const keys = document && elements(document, "Object").map((object) => text(object, "Key"));
  if (!keys || keys.length === 0 || keys.length > MAX_KEYS || keys.includes(undefined)) {
    throw new S3Error("MalformedXML", request.resource);
  }
  const deleted = keys.filter((key) => key !== undefined);
  for (const key of deleted) store.delete(request.bucket, key);
  const quiet = text(document, "Quiet") === "true";
  return xmlResponse(
    toXml("DeleteResult", { Deleted: quiet ? [] : deleted.map((Key) => ({ Key })) }),
  );
}

function maxKeys(request: S3Request): number {
  const value = request.query.get("max-keys") ?? String(MAX_KEYS);
  if (!/^\d+$/.test(value)) {
    throw new S3Error("InvalidArgument", request.resource, `max-keys is not a number: ${value}`);
  }
  return Math.min(Number(value), MAX_KEYS);
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function decodeToken(token: string, resource: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (key === "") throw new S3Error("InvalidArgument", resource, "Bad continuation-token");
  return key;
}
