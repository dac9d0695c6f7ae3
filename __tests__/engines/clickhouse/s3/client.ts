import { request as httpRequest, Agent, type IncomingHttpHeaders } from "node:http";
import type { S3Server } from "../../../../engines/clickhouse";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is sent beside method and path. */
export interface Sent {
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
}

const agent = new Agent({ keepAlive: false });

/** One raw request: no SDK, no `fetch`, so that paths and headers arrive as they are written. */
export function send(s3: S3Server, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const { hostname, port } = new URL(s3.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { agent, hostname, port, method, path, headers: sent.headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const body = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    request.on("error", reject);
    request.end(sent.body);
  });
}

/** The texts of every element of a name, in order. */
export function tags(answer: Answer, name: string): string[] {
  const found = answer.body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"));
  return [...found].map(([, text]) => text ?? "");
}
