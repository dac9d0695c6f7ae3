import { fork, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { ACCOUNT_KEY, ACCOUNT_NAME, sharedKeyHeaders } from "./shared-key";

/** Options of {@link startBlob}. */
export interface BlobOptions {
  /** Containers that exist from the start. */
  readonly containers: readonly string[];
}

/** Milliseconds Azurite may take until it listens. */
const START_TIMEOUT = 30_000;

/** A running Azure Blob service in memory: Azurite in a process of its own. */
export class BlobServer {
  readonly accountName = ACCOUNT_NAME;
  readonly accountKey = ACCOUNT_KEY;

  private constructor(
    private readonly process: ChildProcess,
    /** Address of the account, `http://127.0.0.1:<port>/devstoreaccount1`. */
    readonly url: string,
  ) {}

  /** Starts the service and makes the containers. */
  static async start(options: BlobOptions): Promise<BlobServer> {
    const args = [
      "--inMemoryPersistence",
      "--loose",
      "--skipApiVersionCheck",
      "--disableTelemetry",
    ];
    const child = fork(join(__dirname, "host.ts"), [...args, "--blobPort", "0"], {
      execArgv: ["-r", require.resolve("tsx/cjs")],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const server = new BlobServer(child, `${await address(child)}/${ACCOUNT_NAME}`);
    // A service that was forgotten must not keep this process from ending; it ends with it.
    child.unref();
    child.channel?.unref();
    for (const pipe of [child.stdout, child.stderr]) (pipe as Socket | null)?.unref();
    for (const name of options.containers) await server.createContainer(name);
    return server;
  }

  /** The connection string a `<connection_string>` element or an SDK takes. */
  get connectionString(): string {
    return [
      "DefaultEndpointsProtocol=http",
      `AccountName=${this.accountName}`,
      `AccountKey=${this.accountKey}`,
      `BlobEndpoint=${this.url}`,
    ].join(";");
  }

  /** Makes one container. */
  async createContainer(name: string): Promise<void> {
    await this.request("PUT", `/${name}?restype=container`);
  }

  /** Names of a container's blobs, the first 5000 under the prefix. */
  async blobs(container: string, prefix = ""): Promise<string[]> {
    const query = `restype=container&comp=list&prefix=${encodeURIComponent(prefix)}`;
    const xml = await this.request("GET", `/${container}?${query}`);
    const names = new XMLParser({ parseTagValue: false, isArray: (tag) => tag === "Blob" });
    const list = names.parse(xml) as {
      EnumerationResults?: { Blobs?: { Blob?: { Name: string }[] } | "" };
    };
    const blobs = list.EnumerationResults?.Blobs;
    return blobs ? (blobs.Blob ?? []).map(({ Name }) => Name) : [];
  }

  /** Ends the service; the blobs are gone. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.ref();
    const closed = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await closed;
  }

  private async request(method: string, path: string): Promise<string> {
    const url = new URL(this.url + path);
    const response = await fetch(url, { method, headers: sharedKeyHeaders(method, url) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }
}

/** Starts an Azure Blob service in memory. */
export function startBlob(options: BlobOptions): Promise<BlobServer> {
  return BlobServer.start(options);
}

/** Azurite picks a free port and prints it. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`Azurite did not start within ${START_TIMEOUT} ms:\n${output}`));
    }, START_TIMEOUT);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /successfully listens on (http:\S+)/.exec(output) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`Azurite ended with code ${code ?? "none"}:\n${output}`));
    });
  });
}
