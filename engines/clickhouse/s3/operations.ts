import { deleteObjects, getLocation, listBuckets, listObjects } from "./buckets";
import * as multipart from "./multipart";
import { copyObject, deleteObject, getObject, headObject, putObject } from "./objects";
import type { S3Operation, S3Request } from "./request";
import type { S3Response } from "./response";
import type { S3Store } from "./store";

type Handler = (store: S3Store, request: S3Request, body: Buffer) => S3Response;

const HANDLERS: Record<S3Operation, Handler> = {
  PUT: putObject,
  GET: getObject,
  HEAD: headObject,
  DELETE: deleteObject,
  DELETE_OBJECTS: deleteObjects,
  LIST: listObjects,
  COPY: copyObject,
  MULTIPART_CREATE: multipart.createUpload,
  MULTIPART_PART: multipart.uploadPart,
  MULTIPART_PART_COPY: multipart.uploadPartCopy,
  MULTIPART_COMPLETE: multipart.completeUpload,
  MULTIPART_ABORT: multipart.abortUpload,
  LIST_PARTS: multipart.listParts,
  LIST_UPLOADS: multipart.listUploads,
  LIST_BUCKETS: listBuckets,
  GET_LOCATION: getLocation,
  HEAD_BUCKET: (store, { bucket }) => {
    store.bucket(bucket);
    return { status: 200, headers: {} };
  },
  CREATE_BUCKET: (store, { bucket }) => {
    store.createBucket(bucket);
    return { status: 200, headers: { location: `/${bucket}` } };
  },
  DELETE_BUCKET: (store, { bucket }) => {
    store.deleteBucket(bucket);
    return { status: 204, headers: {} };
  },
};

/** Carries one request out. Synchronous, so requests never see each other half done. */
export function execute(store: S3Store, request: S3Request, body: Buffer): S3Response {
  return HANDLERS[request.operation](store, request, body);
}
