import { createHash, randomUUID } from "node:crypto";
import { md5 } from "./body";
import { S3Error } from "./errors";

/** An object at rest. Never changed in place: a write puts a new one under the key. */
export interface S3Object {
  readonly body: Buffer;
  /** Without quotes. */
  readonly etag: string;
  readonly contentType: string;
  /** `x-amz-meta-*` headers. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastModified: Date;
}

/** A part of an upload that is not complete yet. */
export interface S3Part {
  readonly body: Buffer;
  readonly etag: string;
  readonly lastModified: Date;
}

/** A multipart upload that is not complete yet. */
export interface S3Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly parts: Map<number, S3Part>;
  readonly initiated: Date;
}

/** What a client may say about an object besides its bytes. */
export type S3ObjectHeaders = Pick<S3Object, "contentType" | "metadata">;

/**
 * Buckets in memory. Every method runs to its end within one turn of the event loop, so each is
 * atomic: a reader sees an object whole or not at all, and the last write to finish wins, which is
 * S3's own consistency model.
 */
export class S3Store {
  private readonly bucketMap = new Map<string, Map<string, S3Object>>();
  private readonly uploadMap = new Map<string, S3Upload>();

  /** Names of the buckets. */
  buckets(): string[] {
    return [...this.bucketMap.keys()].sort();
  }

  createBucket(name: string): void {
    if (this.bucketMap.has(name)) throw new S3Error("BucketAlreadyOwnedByYou", `/${name}`);
    this.bucketMap.set(name, new Map());
  }

  deleteBucket(name: string): void {
    if (this.bucket(name).size > 0) throw new S3Error("BucketNotEmpty", `/${name}`);
    this.bucketMap.delete(name);
  }

  /** The bucket's objects by key; throws NoSuchBucket. */
  bucket(name: string): Map<string, S3Object> {
    const bucket = this.bucketMap.get(name);
    if (!bucket) throw new S3Error("NoSuchBucket", `/${name}`);
    return bucket;
  }

  /** The object; throws NoSuchKey. */
  object(bucket: string, key: string): S3Object {
    const object = this.bucket(bucket).get(key);
    if (!object) throw new S3Error("NoSuchKey", `/${bucket}/${key}`);
    return object;
  }

  put(bucket: string, key: string, body: Buffer, headers: S3ObjectHeaders, etag?: string) {
    const object: S3Object = {
      ...headers,
      body,
      etag: etag ?? md5(body).toString("hex"),
      lastModified: new Date(),
    };
    this.bucket(bucket).set(key, object);
    return object;
  }

  delete(bucket: string, key: string): void {
    this.bucket(bucket).delete(key);
  }

  createUpload(bucket: string, key: string, headers: S3ObjectHeaders): S3Upload {
    this.bucket(bucket);
    const upload: S3Upload = {
      ...headers,
      id: randomUUID(),
      bucket,
      key,
      parts: new Map(),
      initiated: new Date(),
    };
    this.uploadMap.set(upload.id, upload);
    return upload;
  }

  /** The upload; throws NoSuchUpload, also when the id belongs to another key. */
  upload(bucket: string, key: string, id: string): S3Upload {
    const upload = this.uploadMap.get(id);
    if (upload?.bucket !== bucket || upload.key !== key) {
      throw new S3Error("NoSuchUpload", `/${bucket}/${key}`);
    }
    return upload;
  }

  /** Unfinished uploads of a bucket, by key then by age. */
  uploads(bucket: string): S3Upload[] {
    this.bucket(bucket);
    return [...this.uploadMap.values()]
      .filter((upload) => upload.bucket === bucket)
      .sort((a, b) => compareKeys(a.key, b.key));
  }

  /** Joins parts into one object; its ETag is the digest of the digests with the part count. */
  completeUpload(upload: S3Upload, parts: readonly S3Part[]): S3Object {
    const digests = createHash("md5");
    for (const part of parts) digests.update(Buffer.from(part.etag, "hex"));
    const etag = `${digests.digest("hex")}-${parts.length}`;
    const body = Buffer.concat(parts.map((part) => part.body));
    const object = this.put(upload.bucket, upload.key, body, upload, etag);
    this.uploadMap.delete(upload.id);
    return object;
  }

  abortUpload(upload: S3Upload): void {
    this.uploadMap.delete(upload.id);
  }
}

/** S3 lists keys in the order of their UTF-8 bytes, not of their UTF-16 units. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
