import { createHmac } from "node:crypto";

/** Account of every Azurite, published in its documentation: no secret. */
export const ACCOUNT_NAME = "devstoreaccount1";
/** That account's key, published likewise. */
export const ACCOUNT_KEY =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

const API_VERSION = "2021-12-02";

/**
 * Headers that authorise one request without a body.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
export function sharedKeyHeaders(method: string, url: URL): Record<string, string> {
  const headers = {
    "x-ms-date": new Date().toUTCString(),
    "x-ms-version": API_VERSION,
  };
  const query = [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : 1));
  const toSign = [
    method,
    // Content-Encoding, -Language, -Length, -MD5, -Type, Date, five conditions, Range: all empty.
    ...Array.from({ length: 11 }, () => ""),
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    `/${ACCOUNT_NAME}${url.pathname}`,
    ...query.map(([name, value]) => `${name}:${value}`),
  ].join("\n");
  const signature = createHmac("sha256", Buffer.from(ACCOUNT_KEY, "base64"))
    .update(toSign)
    .digest("base64");
  return { ...headers, authorization: `SharedKey ${ACCOUNT_NAME}:${signature}` };
}
