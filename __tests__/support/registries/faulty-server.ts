import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "../certificate";

/** A request as the server saw it; `body` is what had arrived. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: object | string;
}

/** What goes wrong with a request. */
export type Fault =
  | Reply
  /** The connection breaks and the server has not acted. */
  | "reset before"
  /** The server acts, and the connection breaks before it answers. */
  | "reset after"
  /** The connection breaks while the server reads. */
  | "cut upload"
  /** The server acts and answers half. */
  | "cut answer"
  /** Acts and answers with 502, as a proxy does that has lost the server behind it. */
  | "502 after"
  /** Never answers. */
  | "hang";

interface Trap {
  readonly request: RegExp;
  readonly fault: Fault;
  times: number;
}

/** An HTTPS server whose answers can be made to fail, request by request. */
export class FaultyServer {
  public readonly seen: Seen[] = [];
  /** Called with each request before it is answered. */
  public onRequest: (seen: Seen) => void = () => undefined;
  private readonly traps: Trap[] = [];
  private readonly server: https.Server;

  public constructor(
    certificate: Certificate,
    private readonly answer: (seen: Seen) => Reply,
  ) {
    const { key, cert } = certificate;
    this.server = https.createServer({ key, cert }, (request, response) => {
      void this.handle(request, response);
    });
  }

  public async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "localhost", resolve));
    return this;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Host with port, as `--hostname` takes it. */
  public get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /**
   * Makes requests fail.
   * @param request matched against `METHOD /path`
   */
  public fail(request: RegExp, fault: Fault, times = Infinity): void {
    this.traps.push({ request, fault, times });
  }

  /** Requests other than GET, as `METHOD /path`: what has touched something. */
  public get touches(): string[] {
    return this.log.filter((line) => !line.startsWith("GET "));
  }

  /** All requests as `METHOD /path`. */
  public get log(): string[] {
    return this.seen.map(({ method, path }) => `${method} ${path}`);
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse) {
    const { method = "", url: path = "", headers } = request;
    const fault = this.faultOf(`${method} ${path}`);
    if (fault === "cut upload") await new Promise((resolve) => request.once("data", resolve));
    const body = fault === "cut upload" ? Buffer.alloc(0) : await read(request);
    const seen = { method, path, headers, body };
    this.seen.push(seen);
    this.onRequest(seen);
    if (fault === "hang") return;
    if (fault === "reset before" || fault === "cut upload") {
      request.socket.destroy();
      return;
    }
    const reply = typeof fault === "object" ? fault : this.answer(seen);
    if (fault === "reset after") {
      request.socket.destroy();
      return;
    }
    const text = typeof reply.body === "object" ? JSON.stringify(reply.body) : (reply.body ?? "");
    if (fault === "cut answer") {
      response.writeHead(reply.status, { "content-length": text.length + 100 });
      response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
      return;
    }
    const status = fault === "502 after" ? 502 : reply.status;
    response.writeHead(status, { "content-type": "application/json", ...reply.headers });
    response.end(status === 204 ? undefined : text);
  }

  private faultOf(line: string): Fault | undefined {
    const trap = this.traps.find(({ request, times }) => times > 0 && request.test(line));
    if (trap) trap.times--;
    return trap?.fault;
  }
}

async function read(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client went away; what has arrived is what there is.
  }
  return Buffer.concat(chunks);
}
