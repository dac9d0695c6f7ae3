import { S3Error } from "./errors";
import type { S3Request } from "./request";
import { header, headersOf, objectHeaders, quote, xmlResponse, type S3Response } from "./response";
import type { S3Object, S3Store } from "./store";
import { toXml } from "./xml";

/** PutObject. `If-None-Match: *` and `If-Match` make it conditional. */
export function putObject(store: S3Store, request: S3Request, body: Buffer): S3Response {
  const { bucket, key } = request;
  const existing = store.bucket(bucket).get(key);
  const match = header(request, "if-match");
  if (
    (header(request, "if-none-match") === "*" && existing) ||
    (match !== undefined && (!existing || !matches(match, existing)))
  ) {
    throw new S3Error("PreconditionFailed", request.resource);
  }
  const object = store.put(bucket, key, body, headersOf(request));
  return { status: 200, headers: { etag: quote(object.etag) } };
}

/** GetObject, whole or one byte range. */
export function getObject(store: S3Store, request: S3Request): S3Response {
  const object = store.object(request.bucket, request.key);
  const condition = checkConditions(request, object);
  if (condition) return condition;
  const headers = objectHeaders(object);
  const range = parseRange(header(request, "range"), object.body.length, request.resource);
  if (!range) {
    return { status: 200, headers, body: object.body };
  }
  return {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${range.start}-${range.end}/${object.body.length}`,
    },
    body: object.body.subarray(range.start, range.end + 1),
  };
}

/** HeadObject: the headers GET would send. */
export function headObject(store: S3Store, request: S3Request): S3Response {
  const object = store.object(request.bucket, request.key);
  return (
    checkConditions(request, object) ?? {
      status: 200,
      headers: { ...objectHeaders(object), "content-length": object.body.length },
    }
  );
}

/** DeleteObject: gone or never there, the answer is 204. */
export function deleteObject(store: S3Store, request: S3Request): S3Response {
  store.delete(request.bucket, request.key);
  return { status: 204, headers: {} };
}

/** CopyObject within the server; `x-amz-metadata-directive: REPLACE` takes the request's headers. */
export function copyObject(store: S3Store, request: S3Request): S3Response {
  const source = copySource(store, request);
  const replace = header(request, "x-amz-metadata-directive") === "REPLACE";
  const copy = store.put(
    request.bucket,
    request.key,
    source.body,
    replace ? headersOf(request) : source,
  );
  return xmlResponse(
    toXml("CopyObjectResult", {
      LastModified: copy.lastModified.toISOString(),
      ETag: quote(copy.etag),
    }),
  );
}

/** The object `x-amz-copy-source` names: `[/]bucket/key`, percent-encoded. */
export function copySource(store: S3Store, request: S3Request): S3Object {
  const value = header(request, "x-amz-copy-source") ?? "";
  const [, bucket, key] = /^\/?([^/]+)\/([^?]+)/s.exec(value) ?? [];
  if (bucket === undefined || key === undefined) {
    throw new S3Error("InvalidArgument", request.resource, `Bad x-amz-copy-source: ${value}`);
  }
  return store.object(decodeURIComponent(bucket), decodeURIComponent(key));
}

/**
 * Reads a `bytes=` range against a length.
 *
 * @returns undefined when the whole object is meant: no header, or one that HTTP says to ignore.
 */
export function parseRange(
  value: string | undefined,
  length: number,
  resource: string,
): { start: number; end: number } | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(value ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const start = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  if (start >= length || end < start) throw new S3Error("InvalidRange", resource);
  return { start, end };
}

function checkConditions(request: S3Request, object: S3Object): S3Response | undefined {
  const match = header(request, "if-match");
  if (match !== undefined && !matches(match, object)) {
    throw new S3Error("PreconditionFailed", request.resource);
  }
  const noneMatch = header(request, "if-none-match");
  if (noneMatch !== undefined && matches(noneMatch, object)) {
    return { status: 304, headers: { etag: quote(object.etag) } };
  }
  return undefined;
}

function matches(condition: string, object: S3Object): boolean {
  return condition === "*" || condition.replaceAll('"', "") === object.etag;
}
