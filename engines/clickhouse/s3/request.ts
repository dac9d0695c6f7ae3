import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { S3Error } from "./errors";

/** Every operation the server knows, by the name counters and fault rules use. */
export const OPERATIONS = [
  "PUT",
  "GET",
  "HEAD",
  "DELETE",
  "DELETE_OBJECTS",
  "LIST",
  "COPY",
  "MULTIPART_CREATE",
  "MULTIPART_PART",
  "MULTIPART_PART_COPY",
  "MULTIPART_COMPLETE",
  "MULTIPART_ABORT",
  "LIST_PARTS",
  "LIST_UPLOADS",
  "LIST_BUCKETS",
  "CREATE_BUCKET",
  "DELETE_BUCKET",
  "HEAD_BUCKET",
  "GET_LOCATION",
] as const;

/** One operation of the S3 API. */
export type S3Operation = (typeof OPERATIONS)[number];

/** A request, read and named. */
export interface S3Request {
  readonly operation: S3Operation;
  readonly bucket: string;
  /** Empty for operations on a bucket or on the service. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Undecoded path, for error documents. */
  readonly resource: string;
}

/** Query parameters that only choose a sub-resource or sign; any other unknown one is refused. */
const IGNORED = new Set(["x-id", "list-type", "versioning"]);
const UNSUPPORTED = ["acl", "tagging", "policy", "lifecycle", "cors", "versions", "attributes"];

/** Reads method, path and query. The body is read apart, so that faults can act before it. */
export function parseRequest(message: IncomingMessage): S3Request {
  // Not `new URL()`: it would resolve `..` and `//`, which are ordinary characters of a key.
  const url = message.url ?? "/";
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const target = { bucket: decode(bucket, path), key: decode(key, path) };
  for (const name of query.keys()) {
    if (UNSUPPORTED.includes(name) && !IGNORED.has(name)) {
      throw new S3Error("NotImplemented", path, `The sub-resource ?${name} is not implemented`);
    }
  }
  const method = message.method ?? "GET";
  const copy = message.headers["x-amz-copy-source"] !== undefined;
  return {
    ...target,
    operation: name(method, target, query, copy, path),
    query,
    headers: message.headers,
    resource: path,
  };
}

function name(
  method: string,
  target: { bucket: string; key: string },
  query: URLSearchParams,
  copy: boolean,
  path: string,
): S3Operation {
  const operation =
    target.bucket === ""
      ? serviceOperation(method)
      : target.key === ""
        ? bucketOperation(method, query)
        : objectOperation(method, query, copy);
  if (operation) return operation;
  throw new S3Error("MethodNotAllowed", path, `${method} is not allowed on ${path}`);
}

function serviceOperation(method: string): S3Operation | undefined {
  return method === "GET" ? "LIST_BUCKETS" : undefined;
}

function bucketOperation(method: string, query: URLSearchParams): S3Operation | undefined {
  switch (method) {
    case "GET":
      if (query.has("location")) return "GET_LOCATION";
      return query.has("uploads") ? "LIST_UPLOADS" : "LIST";
    case "POST":
      return query.has("delete") ? "DELETE_OBJECTS" : undefined;
    case "PUT":
      return "CREATE_BUCKET";
    case "DELETE":
      return "DELETE_BUCKET";
    case "HEAD":
      return "HEAD_BUCKET";
    default:
      return undefined;
  }
}

function objectOperation(
  method: string,
  query: URLSearchParams,
  copy: boolean,
): S3Operation | undefined {
  const upload = query.has("uploadId");
  switch (method) {
    case "PUT":
      if (upload) return copy ? "MULTIPART_PART_COPY" : "MULTIPART_PART";
      return copy ? "COPY" : "PUT";
    case "GET":
      return upload ? "LIST_PARTS" : "GET";
    case "HEAD":
      return "HEAD";
    case "DELETE":
      return upload ? "MULTIPART_ABORT" : "DELETE";
    case "POST":
      if (query.has("uploads")) return "MULTIPART_CREATE";
      return upload ? "MULTIPART_COMPLETE" : undefined;
    default:
      return undefined;
  }
}

function decode(text: string, path: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error("InvalidArgument", path, `The path is not valid percent-encoding: ${path}`);
  }
}
