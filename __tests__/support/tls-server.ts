import fs from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { makeCertificate } from "./certificate";

/** A web server on this machine whose certificate nobody knows but who is told. */
export interface TlsServer {
  /** `https://localhost:<port>` */
  readonly url: string;
  /** `127.0.0.1:<port>`: Terraform takes a registry's host only with a dot in it, so not `localhost`. */
  readonly host: string;
  /** The certificate as a PEM file: what `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS` take. */
  readonly certificate: string;
  /** The paths that were asked for, with their queries, in order. */
  readonly requests: string[];
  /** Takes the place of what answers. */
  answer: RequestListener;
  /** Ends it, open connections too, and removes its certificate. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts one on a free port.
 * @throws Error when `openssl`, which makes the certificate, cannot be run
 */
export async function startTlsServer(answer: RequestListener = notFound): Promise<TlsServer> {
  const { key, cert, file, remove } = makeCertificate();
  try {
    const running = { answer };
    const requests: string[] = [];
    const server = createServer({ key, cert }, (request, response) => {
      requests.push(request.url ?? "");
      running.answer(request, response);
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    const stop = async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      remove();
    };
    const [url, host] = [`https://localhost:${port}`, `127.0.0.1:${port}`];
    return Object.assign(running, { url, host, certificate: file, requests, stop });
  } catch (error) {
    remove();
    throw error;
  }
}

/** Headers of a response by the path that was asked for. */
export type HeaderRule = (pathname: string) => Readonly<Record<string, string>>;

/** What a plain web host does: the files of a folder, a content type by their names, nothing else. */
export function staticFiles(folder: string, headers: HeaderRule = () => ({})): RequestListener {
  return (request, response) => {
    const pathname = new URL(request.url ?? "/", "https://localhost").pathname;
    const file = path.join(folder, path.normalize(pathname));
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      notFound(request, response);
      return;
    }
    const type = CONTENT_TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, ...headers(pathname) });
    response.end(fs.readFileSync(file));
  };
}

const CONTENT_TYPES: Readonly<Record<string, string | undefined>> = {
  ".json": "application/json",
  ".zip": "application/zip",
};

/** The rule of a folder's `_headers`, as hosts such as Netlify and Cloudflare Pages read it; plain paths only. */
export function headersFile(folder: string): HeaderRule {
  const rules = new Map<string, Record<string, string>>();
  let rule: Record<string, string> = {};
  for (const line of fs.readFileSync(path.join(folder, "_headers"), "utf8").split("\n")) {
    if (line.startsWith("/")) rules.set(line, (rule = {}));
    const [, name, value] = /^\s+([\w-]+): (.*)$/u.exec(line) ?? [];
    if (name !== undefined && value !== undefined) rule[name] = value;
  }
  return (pathname) => rules.get(pathname) ?? {};
}

const notFound: RequestListener = (_, response) => {
  response.writeHead(404, { "Content-Type": "text/plain" });
  response.end("not found\n");
};
