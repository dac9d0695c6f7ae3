export { BlobServer, startBlob, type BlobOptions } from "./server";
