import type { S3Request } from "./request";
import type { S3Object, S3ObjectHeaders } from "./store";

/** What a handler answers. */
export interface S3Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
}

/** An XML document. */
export function xmlResponse(body: string, status = 200): S3Response {
  return { status, headers: { "content-type": "application/xml" }, body };
}

/** Headers that describe an object. */
export function objectHeaders(object: S3Object): Record<string, string> {
  const metadata = Object.entries(object.metadata).map(([name, value]) => [
    `x-amz-meta-${name}`,
    value,
  ]);
  return {
    etag: quote(object.etag),
    "content-type": object.contentType,
    "last-modified": object.lastModified.toUTCString(),
    "accept-ranges": "bytes",
    ...(Object.fromEntries(metadata) as Record<string, string>),
  };
}

/** What the request says about the object it writes. */
export function headersOf(request: S3Request): S3ObjectHeaders {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith("x-amz-meta-") && typeof value === "string") {
      metadata[name.slice("x-amz-meta-".length)] = value;
    }
  }
  return { contentType: request.headers["content-type"] ?? "binary/octet-stream", metadata };
}

/** An ETag as headers and documents carry it. */
export function quote(etag: string): string {
  return `"${etag}"`;
}

/** The text of a header that may come once. */
export function header(request: S3Request, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
