import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { S3Error } from "./errors";

/**
 * Reads a request's body, takes the `aws-chunked` framing off and checks its length and
 * Content-MD5, as S3 does before it stores anything.
 */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const path = message.url ?? "/";
  const body = isChunked(message) ? decodeChunks(raw, path) : raw;

  const decodedLength = message.headers["x-amz-decoded-content-length"];
  if (decodedLength !== undefined && Number(decodedLength) !== body.length) {
    throw new S3Error("IncompleteBody", path);
  }
  const digest = message.headers["content-md5"];
  if (digest !== undefined && digest !== md5(body).toString("base64")) {
    throw new S3Error("BadDigest", path);
  }
  return body;
}

/** MD5 digest: what S3 calls the ETag of an object that was put in one piece. */
export function md5(body: Buffer): Buffer {
  return createHash("md5").update(body).digest();
}

function isChunked(message: IncomingMessage): boolean {
  const encoding = message.headers["content-encoding"] ?? "";
  const payload = message.headers["x-amz-content-sha256"];
  return (
    encoding.split(",").some((part) => part.trim() === "aws-chunked") ||
    (typeof payload === "string" && payload.startsWith("STREAMING-"))
  );
}

/** `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, ended by a chunk of size 0 and trailers. */
function decodeChunks(raw: Buffer, path: string): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = raw.indexOf("\r\n", at);
    const size = end < 0 ? NaN : parseInt(raw.toString("latin1", at, end), 16);
    if (Number.isNaN(size)) throw new S3Error("IncompleteBody", path, "Bad aws-chunked framing");
    if (size === 0) return Buffer.concat(parts);
    const start = end + 2;
    if (start + size > raw.length) throw new S3Error("IncompleteBody", path);
    parts.push(raw.subarray(start, start + size));
    at = start + size + 2;
  }
}
