import { fork, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import { ClickHouseError, ClickHouseGoneError, ClickHouseStartError } from "./errors";
import type { Command, HostOptions, Reply } from "./protocol";

interface Pending {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** Output of the process that is kept for error messages. */
const OUTPUT_LIMIT = 64 * 1024;

/** One run of the host process, from fork to exit. */
export class HostProcess {
  private readonly pending = new Map<number, Pending>();
  private readonly process: ChildProcess;
  private readonly exited: Promise<string>;
  private output = "";
  private lastId = 0;
  private busy = 0;
  private end: string | undefined;

  constructor(options: HostOptions, env: Readonly<Record<string, string>>) {
    this.process = fork(join(__dirname, "host.ts"), [JSON.stringify(options)], {
      execArgv: ["-r", require.resolve("tsx/cjs")],
      env: { ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-OUTPUT_LIMIT);
      });
    }
    this.process.on("message", (reply: Reply) => {
      this.settle(reply);
    });
    this.process.on("error", (error) => {
      this.output += `\n${error.message}`;
    });
    // `close` comes after the output was read to its end, `exit` may come before.
    this.exited = new Promise((resolve) => {
      this.process.on("close", (code, signal) => {
        this.end = signal ?? `exit code ${code ?? "unknown"}`;
        for (const { reject } of this.pending.values()) reject(new ClickHouseGoneError(this.end));
        this.pending.clear();
        resolve(this.end);
      });
    });
  }

  /** Process id. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  /**
   * Waits until ClickHouse is up.
   *
   * @returns its version
   */
  ready(timeoutMs: number): Promise<string> {
    return this.hold(this.becomeReady(timeoutMs));
  }

  /** Runs one statement and answers its output. */
  run(sql: string, format: string): Promise<string> {
    if (this.end !== undefined) return Promise.reject(new ClickHouseGoneError(this.end));
    this.lastId += 1;
    const id = this.lastId;
    const result = new Promise<string>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.send({ type: "query", id, sql, format });
    });
    return this.hold(result);
  }

  /** Lets running statements finish and closes the data directory. */
  async close(timeoutMs: number): Promise<void> {
    if (this.end === undefined) this.send({ type: "close" });
    const timer = setTimeout(() => this.process.kill("SIGKILL"), timeoutMs);
    const end = await this.hold(this.exited);
    clearTimeout(timer);
    if (end !== "exit code 0") {
      throw new Error(`ClickHouse did not stop cleanly (${end})\n${this.output.trim()}`);
    }
  }

  /** SIGKILL: the data directory stays as a crash leaves it. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.hold(this.exited);
  }

  private async becomeReady(timeoutMs: number): Promise<string> {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      this.process.kill("SIGKILL");
    }, timeoutMs);
    const version = new Promise<string>((resolve, reject) => {
      this.process.on("message", (reply: Reply) => {
        if (reply.type === "ready") resolve(reply.version);
      });
      void this.exited.then((end) => {
        const reason = timedOut ? `not ready after ${timeoutMs} ms` : end;
        reject(new ClickHouseStartError(reason, this.output));
      });
    });
    try {
      return await version;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Keeps this process alive for as long as it waits for the other, and no longer: a server that
   * was forgotten, by a failing test perhaps, must not keep its owner from ending. It ends with it.
   */
  private async hold<T>(work: Promise<T>): Promise<T> {
    this.busy += 1;
    this.setReferenced();
    try {
      return await work;
    } finally {
      this.busy -= 1;
      this.setReferenced();
    }
  }

  private setReferenced(): void {
    const method = this.busy > 0 ? "ref" : "unref";
    this.process[method]();
    this.process.channel?.[method]();
    for (const pipe of [this.process.stdout, this.process.stderr])
      (pipe as Socket | null)?.[method]();
  }

  private send(command: Command): void {
    this.process.send(command, (error) => {
      // A broken channel means the process is ending; `close` settles what is pending.
      if (error) this.output += `\n${error.message}`;
    });
  }

  private settle(reply: Reply): void {
    if (reply.type === "ready") return;
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if (reply.type === "result") pending?.resolve(reply.text);
    else pending?.reject(new ClickHouseError(reply.message));
  }
}
