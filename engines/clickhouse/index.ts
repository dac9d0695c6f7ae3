export { isClickHouseAvailable, whyClickHouseIsUnavailable } from "./available";
export { startBlob, type BlobOptions, type BlobServer } from "./azure";
export type { ConfigFiles, ServerPaths } from "./config-files";
export { ClickHouseError, ClickHouseGoneError, ClickHouseStartError } from "./errors";
export { LangfuseRows, type Row, type RowOptions } from "./langfuse/rows";
export { createLangfuseSchema, langfuseSchema, type LangfuseMajor } from "./langfuse/schema";
export { LOCAL_ACCESS_KEY_ID, withLocalBlob, withLocalS3 } from "./local-storage";
export * from "./s3";
export { startClickHouse, type ClickHouseOptions, type ClickHouseServer } from "./server";
