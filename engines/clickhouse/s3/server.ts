import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readBody } from "./body";
import { S3Counters, type S3Event } from "./counters";
import { S3Error } from "./errors";
import { S3Faults, type S3Effect } from "./faults";
import { execute } from "./operations";
import { parseRequest, type S3Request } from "./request";
import { xmlResponse, type S3Response } from "./response";
import { compareKeys, S3Store, type S3Object } from "./store";

/** Options of {@link startS3}. */
export interface S3Options {
  /** Buckets that exist from the start; any other answers NoSuchBucket. */
  readonly buckets: readonly string[];
  /** @default - a free port */
  readonly port?: number;
  /** Seed of the faults' chances. @default 1 */
  readonly seed?: number;
  /**
   * Access keys whose requests are let in. The signature itself is not checked.
   * @default - every request, signed or not
   */
  readonly accessKeyIds?: readonly string[];
  /** Called after each request. @default - nobody */
  readonly onRequest?: (event: S3Event) => void;
}

/** Thrown inside to leave a connection without an answer. */
class NoAnswer extends Error {
  constructor(readonly hang: boolean) {
    super("no answer");
  }
}

/** A running S3 in this process's memory: path-style, plain HTTP, on the loopback address. */
export class S3Server {
  readonly counters = new S3Counters();
  readonly faults: S3Faults;
  readonly store = new S3Store();
  private readonly http: Server;
  private readonly sockets = new Set<Socket>();
  private outage: "reset" | "hang" | undefined;

  private constructor(private readonly options: S3Options) {
    this.faults = new S3Faults(options.seed ?? 1);
    for (const bucket of options.buckets) this.store.createBucket(bucket);
    this.http = createServer((message, answer) => void this.serve(message, answer));
    // Longer than any client keeps a connection idle; Node's 5 s would race with reuse.
    this.http.keepAliveTimeout = 120_000;
    // Whoever waits for an answer keeps the process alive; the server by itself does not.
    this.http.unref();
    this.http.on("connection", (socket) => {
      socket.unref();
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
      if (this.outage === "reset") socket.destroy();
    });
  }

  /** Starts a server. */
  static async start(options: S3Options): Promise<S3Server> {
    const server = new S3Server(options);
    await new Promise<void>((resolve, reject) => {
      server.http.once("error", reject);
      server.http.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
    return server;
  }

  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /**
   * Takes the service away. `reset`: connections are closed as soon as they open. `hang`: they
   * open and stay silent. Requests under way get no answer.
   */
  down(mode: "reset" | "hang" = "reset"): void {
    this.outage = mode;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Ends an outage. */
  up(): void {
    this.outage = undefined;
  }

  /** Keys of a bucket in S3's order. @param bucket - @default - the first one */
  keys(prefix = "", bucket = this.firstBucket()): string[] {
    return [...this.store.bucket(bucket).keys()]
      .filter((key) => key.startsWith(prefix))
      .sort(compareKeys);
  }

  /** The object under a key, or undefined. */
  get(key: string, bucket = this.firstBucket()): S3Object | undefined {
    return this.store.bucket(bucket).get(key);
  }

  /** Bytes at rest under a prefix. */
  totalBytes(prefix = "", bucket = this.firstBucket()): number {
    const sizes = this.keys(prefix, bucket).map((key) => this.get(key, bucket)?.body.length ?? 0);
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Closes the port and every connection; the objects are gone. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private firstBucket(): string {
    const [bucket] = this.options.buckets;
    if (bucket === undefined) throw new Error("the server was started without buckets: name one");
    return bucket;
  }

  private async serve(message: IncomingMessage, answer: ServerResponse): Promise<void> {
    const started = performance.now();
    const requestId = randomUUID();
    const state: { request?: S3Request; bytesIn: number } = { bytesIn: 0 };
    let response: S3Response;
    try {
      response = await this.respond(message, state);
    } catch (error) {
      if (error instanceof S3Error) response = errorResponse(error, requestId);
      else {
        // A client that went away mid-body ends here too; there is nobody left to answer.
        this.record(state, 0, 0, started);
        if (!(error instanceof NoAnswer && error.hang)) message.socket.destroy();
        return;
      }
    }
    const bytesOut = message.method === "HEAD" ? 0 : Buffer.byteLength(response.body ?? "");
    const length =
      response.status === 204 || response.status === 304 ? {} : { "content-length": bytesOut };
    answer.writeHead(response.status, {
      ...length,
      ...response.headers,
      "x-amz-request-id": requestId,
      server: "AmazonS3",
    });
    answer.end(message.method === "HEAD" ? undefined : response.body);
    this.record(state, response.status, bytesOut, started);
  }

  private async respond(
    message: IncomingMessage,
    state: { request?: S3Request; bytesIn: number },
  ): Promise<S3Response> {
    this.checkOutage();
    const request = parseRequest(message);
    state.request = request;
    const effects = this.faults.draw(request.operation, request.key);
    const body = await readBody(message);
    state.bytesIn = body.length;
    await this.apply(effects.before, request);
    this.checkOutage();
    this.checkAccess(request);
    const response = execute(this.store, request, body);
    await this.apply(effects.after, request);
    this.checkOutage();
    return response;
  }

  private async apply(effects: readonly S3Effect[], request: S3Request): Promise<void> {
    for (const effect of effects) {
      switch (effect.kind) {
        case "latency":
          await sleep(effect.milliseconds);
          break;
        case "error":
          throw new S3Error(effect.code, request.resource);
        case "drop":
        case "hang":
          throw new NoAnswer(effect.kind === "hang");
      }
    }
  }

  private checkOutage(): void {
    if (this.outage) throw new NoAnswer(this.outage === "hang");
  }

  private checkAccess(request: S3Request): void {
    const allowed = this.options.accessKeyIds;
    if (!allowed) return;
    const authorization = request.headers.authorization ?? "";
    const [, accessKeyId] = /Credential=([^/,\s]+)\//.exec(authorization) ?? [];
    if (accessKeyId === undefined) throw new S3Error("AccessDenied", request.resource);
    if (!allowed.includes(accessKeyId)) throw new S3Error("InvalidAccessKeyId", request.resource);
  }

  private record(
    { request, bytesIn }: { request?: S3Request; bytesIn: number },
    status: number,
    bytesOut: number,
    started: number,
  ): void {
    if (!request) return;
    const { operation, bucket, key } = request;
    const milliseconds = performance.now() - started;
    const event = { operation, bucket, key, status, bytesIn, bytesOut, milliseconds };
    this.counters.record(event);
    this.options.onRequest?.(event);
  }
}

/**
 * Starts an S3 server in memory.
 *
 * It runs on this process's event loop: a client that blocks the loop, such as an embedded engine's
 * synchronous call, must live in another process.
 */
export function startS3(options: S3Options): Promise<S3Server> {
  return S3Server.start(options);
}

function errorResponse(error: S3Error, requestId: string): S3Response {
  return xmlResponse(error.toXml(requestId), error.status);
}
