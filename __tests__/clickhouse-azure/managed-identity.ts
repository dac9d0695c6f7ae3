import { fork, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificate } from "../support/certificate";

/** Azure as a container app sees it: a Blob service over HTTPS that takes tokens, and who gives them out. */
export interface TokenBlob {
  /** Address of the account. */
  readonly url: string;
  /** What Container Apps puts into the environment, and the certificate to trust. */
  readonly env: Readonly<Record<string, string>>;
  /** Requests for a token: path with query, and the secret header. */
  readonly tokenRequests: { readonly url: string; readonly header: string }[];
  stop(): void;
}

const HOST = require.resolve("../../engines/clickhouse/azure/host.ts");
const IDENTITY_HEADER = "secret-of-the-sidecar";

/** Why the service cannot run here, or undefined when it can. */
export function whyTokensAreUnavailable(): string | undefined {
  return spawnSync("openssl", ["version"]).status === 0
    ? undefined
    : "openssl, which makes the certificate, is not installed";
}

/** Starts both; the containers are made with a token too. */
export async function startTokenBlob(containers: readonly string[]): Promise<TokenBlob> {
  const { keyFile: key, file: certificate, remove } = makeCertificate();

  const tokenRequests: { url: string; header: string }[] = [];
  const token = accessToken();
  const identity = http.createServer(({ url = "", headers }, response) => {
    tokenRequests.push({ url, header: String(headers["x-identity-header"]) });
    const expires = String(Math.floor(Date.now() / 1000) + 3600);
    response.end(
      JSON.stringify({ access_token: token, expires_on: expires, token_type: "Bearer" }),
    );
  });
  await new Promise<void>((resolve) => identity.listen(0, "127.0.0.1", resolve));

  const flags = ["--inMemoryPersistence", "--loose", "--skipApiVersionCheck", "--disableTelemetry"];
  const oauth = ["--blobPort", "0", "--oauth", "basic", "--cert", certificate, "--key", key];
  const service = fork(HOST, [...flags, ...oauth], {
    execArgv: ["-r", require.resolve("tsx/cjs")],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const stop = () => {
    service.kill("SIGKILL");
    identity.close();
    remove();
  };
  try {
    const url = `${await listening(service.stdout)}/devstoreaccount1`;
    for (const name of containers) {
      await put(`${url}/${name}?restype=container`, token, readFileSync(certificate));
    }
    const { port } = identity.address() as AddressInfo;
    const env = {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER,
      SSL_CERT_FILE: certificate,
    };
    return { url, env, tokenRequests, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Azurite looks at what a token says and not at its signature. */
function accessToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: "https://storage.azure.com",
    iss: "https://sts.windows.net/00000000-0000-0000-0000-000000000000/",
    iat: now - 60,
    nbf: now - 60,
    exp: now + 3600,
  };
  const parts = [{ alg: "RS256", typ: "JWT" }, claims].map((part) => JSON.stringify(part));
  return [...parts, "signature"].map((part) => Buffer.from(part).toString("base64url")).join(".");
}

function listening(output: NodeJS.ReadableStream | null): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    output?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const [, url] = /successfully listens on (https:\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
    output?.on("end", () => {
      reject(new Error(`Azurite did not start:\n${text}`));
    });
  });
}

function put(url: string, token: string, ca: Buffer): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    "x-ms-version": "2021-12-02",
    "x-ms-date": new Date().toUTCString(),
  };
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method: "PUT", headers, ca }, (response) => {
      response.resume();
      if (response.statusCode === 201) resolve();
      else reject(new Error(`PUT ${url}: ${response.statusCode ?? "no status"}`));
    });
    request.on("error", reject).end();
  });
}
