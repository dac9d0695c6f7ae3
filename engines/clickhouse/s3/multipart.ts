import { md5 } from "./body";
import { S3Error } from "./errors";
import { copySource, parseRange } from "./objects";
import type { S3Request } from "./request";
import { header, headersOf, quote, xmlResponse, type S3Response } from "./response";
import type { S3Part, S3Store, S3Upload } from "./store";
import { elements, fromXml, text, toXml } from "./xml";

/** Every part but the last has at least this many bytes. */
const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PART_NUMBER = 10_000;

/** CreateMultipartUpload. */
export function createUpload(store: S3Store, request: S3Request): S3Response {
  const upload = store.createUpload(request.bucket, request.key, headersOf(request));
  return xmlResponse(
    toXml("InitiateMultipartUploadResult", {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.id,
    }),
  );
}

/** UploadPart. A part sent again replaces the one before. */
export function uploadPart(store: S3Store, request: S3Request, body: Buffer): S3Response {
  const part = addPart(uploadOf(store, request), request, body);
  return { status: 200, headers: { etag: quote(part.etag) } };
}

/** UploadPartCopy, of a whole object or of `x-amz-copy-source-range`. */
export function uploadPartCopy(store: S3Store, request: S3Request): S3Response {
  const { body } = copySource(store, request);
  const value = header(request, "x-amz-copy-source-range");
  const range = parseRange(value, body.length, request.resource);
  const bytes = range ? body.subarray(range.start, range.end + 1) : body;
  const part = addPart(uploadOf(store, request), request, bytes);
  return xmlResponse(
    toXml("CopyPartResult", {
      LastModified: part.lastModified.toISOString(),
      ETag: quote(part.etag),
    }),
  );
}

/** CompleteMultipartUpload: the object appears at once, whole. */
export function completeUpload(store: S3Store, request: S3Request, body: Buffer): S3Response {
  const upload = uploadOf(store, request);
  const document = fromXml("CompleteMultipartUpload", body.toString());
  const listed = document && elements(document, "Part");
  if (!listed || listed.length === 0) throw new S3Error("MalformedXML", request.resource);

  let previous = 0;
  const parts = listed.map((element, index) => {
    const number = Number(text(element, "PartNumber"));
    const part = upload.parts.get(number);
    if (!part || part.etag !== text(element, "ETag")?.replaceAll('"', "")) {
      throw new S3Error("InvalidPart", request.resource);
    }
    if (number <= previous) throw new S3Error("InvalidPartOrder", request.resource);
    if (index < listed.length - 1 && part.body.length < MIN_PART_BYTES) {
      throw new S3Error("EntityTooSmall", request.resource);
    }
    previous = number;
    return part;
  });
  const object = store.completeUpload(upload, parts);
  return xmlResponse(
    toXml("CompleteMultipartUploadResult", {
      Location: request.resource,
      Bucket: upload.bucket,
      Key: upload.key,
      ETag: quote(object.etag),
    }),
  );
}

/** AbortMultipartUpload. */
export function abortUpload(store: S3Store, request: S3Request): S3Response {
  store.abortUpload(uploadOf(store, request));
  return { status: 204, headers: {} };
}

/** ListParts of one upload. */
export function listParts(store: S3Store, request: S3Request): S3Response {
  const upload = uploadOf(store, request);
  const parts = [...upload.parts].sort(([a], [b]) => a - b);
  return xmlResponse(
    toXml("ListPartsResult", {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.id,
      IsTruncated: false,
      Part: parts.map(([PartNumber, part]) => ({
        PartNumber,
        LastModified: part.lastModified.toISOString(),
        ETag: quote(part.etag),
        Size: part.body.length,
      })),
    }),
  );
}

/** ListMultipartUploads of one bucket. */
export function listUploads(store: S3Store, request: S3Request): S3Response {
  const prefix = request.query.get("prefix") ?? "";
  const uploads = store.uploads(request.bucket).filter(({ key }) => key.startsWith(prefix));
  return xmlResponse(
    toXml("ListMultipartUploadsResult", {
      Bucket: request.bucket,
      IsTruncated: false,
      Upload: uploads.map((upload) => ({
        Key: upload.key,
        UploadId: upload.id,
        Initiated: upload.initiated.toISOString(),
      })),
    }),
  );
}

function uploadOf(store: S3Store, request: S3Request): S3Upload {
  return store.upload(request.bucket, request.key, request.query.get("uploadId") ?? "");
}

function addPart(upload: S3Upload, request: S3Request, body: Buffer): S3Part {
  const number = Number(request.query.get("partNumber"));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PART_NUMBER) {
    throw new S3Error(
      "InvalidArgument",
      request.resource,
      `partNumber must be 1 to ${MAX_PART_NUMBER}, got ${request.query.get("partNumber") ?? "none"}`,
    );
  }
  const part: S3Part = { body, etag: md5(body).toString("hex"), lastModified: new Date() };
  upload.parts.set(number, part);
  return part;
}
