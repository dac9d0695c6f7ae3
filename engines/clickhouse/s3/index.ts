export type { S3Count, S3Event, S3Snapshot } from "./counters";
export type { S3ErrorCode } from "./errors";
export type { S3Effect, S3Fault, S3FaultHandle } from "./faults";
export { OPERATIONS, type S3Operation } from "./request";
export { S3Server, startS3, type S3Options } from "./server";
export type { S3Object } from "./store";
