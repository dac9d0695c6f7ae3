import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { HostProcess } from "./child";
import {
  disksWithoutAccessCheck,
  writeConfig,
  type ConfigFiles,
  type ServerPaths,
} from "./config-files";
import { startupScripts } from "./startup-scripts";

/** What a container would be given. */
export interface ClickHouseOptions {
  /** Files beside the image's own. @default - none */
  readonly files?: ConfigFiles;
  /** Environment, for `from_env` and credentials. Nothing is inherited. @default - empty */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * /var/lib/clickhouse. A directory given here is left alone by {@link ClickHouseServer.stop}.
   * @default - a temporary directory, removed on stop
   */
  readonly dataDir?: string;
  /** Database that statements run in; made when absent. @default "langfuse" */
  readonly database?: string;
  /** chDB does not take the level from the logger section. @default "information" */
  readonly logLevel?: "trace" | "debug" | "information" | "warning" | "error";
  /** Statements that run at the same time; the rest wait. @default 4 */
  readonly connections?: number;
  /** Milliseconds until a start counts as failed. @default 30000 */
  readonly startTimeout?: number;
}

/** Milliseconds a stop may take; ECS gives a task at most 120 s, a test should not need half. */
const STOP_TIMEOUT = 60_000;

const LOG_FILE = "clickhouse-server.log";

/** A ClickHouse server in a process of its own. */
export class ClickHouseServer {
  private process: HostProcess | undefined;
  private runningVersion = "";

  private constructor(
    private options: ClickHouseOptions,
    /** This server's directories. */
    readonly paths: ServerPaths,
  ) {}

  /** Starts a server; rejects with ClickHouse's own words when it refuses the configuration. */
  static async start(options: ClickHouseOptions): Promise<ClickHouseServer> {
    const root = mkdtempSync(join(tmpdir(), "clickhouse-"));
    const paths: ServerPaths = {
      root,
      etc: join(root, "etc"),
      data: options.dataDir === undefined ? join(root, "data") : resolve(options.dataDir),
      cache: join(root, "cache"),
      log: join(root, "log"),
    };
    const server = new ClickHouseServer(options, paths);
    try {
      await server.open();
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      throw error;
    }
    return server;
  }

  /** /var/lib/clickhouse of this server. */
  get dataDir(): string {
    return this.paths.data;
  }

  /** ClickHouse's version, such as `26.7.2.1`. */
  get version(): string {
    return this.runningVersion;
  }

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Everything logged since the first start. */
  get logs(): string {
    return readFileSync(join(this.paths.log, LOG_FILE), "utf8");
  }

  /**
   * Runs a query. Settings last for one statement: like HTTP requests, none sees another's SET.
   * 64-bit integers come as numbers and lose precision above 2^53; read such with {@link text}.
   */
  async query<Row = Record<string, unknown>>(sql: string): Promise<Row[]> {
    const text = await this.text(sql, "JSONEachRow");
    const lines = text.split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Row);
  }

  /** Runs a query and answers its output as text. */
  text(sql: string, format = "TabSeparated"): Promise<string> {
    return this.running().run(sql, format);
  }

  /** Runs a statement whose output does not matter; several may be parted by `;`. */
  async exec(sql: string): Promise<void> {
    await this.text(sql, "Null");
  }

  /** One INSERT of these rows, acknowledged when the promise settles. */
  async insert(table: string, rows: readonly object[]): Promise<void> {
    const lines = rows.map((row) => JSON.stringify(row)).join("\n");
    await this.exec(`INSERT INTO ${table} FORMAT JSONEachRow\n${lines}`);
  }

  /**
   * Stops, if it runs, and starts again on the same data directory.
   *
   * @param changes - options that differ from now on, such as another configuration
   */
  async restart(changes: Pick<ClickHouseOptions, "files" | "env" | "startTimeout"> = {}) {
    await this.close();
    this.options = { ...this.options, ...changes };
    await this.open();
  }

  /** SIGKILL, as a lost Spot instance or the out-of-memory killer does it. */
  async kill(): Promise<void> {
    const process = this.running();
    this.process = undefined;
    await process.kill();
  }

  /** Stops cleanly and removes what was temporary. */
  async stop(): Promise<void> {
    try {
      await this.close();
    } finally {
      rmSync(this.paths.root, { recursive: true, force: true });
    }
  }

  private async open(): Promise<void> {
    const { paths, options } = this;
    for (const dir of [paths.data, paths.cache, paths.log]) mkdirSync(dir, { recursive: true });
    const configFile = writeConfig(paths, options.files ?? {});
    const process = new HostProcess(
      {
        configFile,
        dataDir: paths.data,
        logLevel: options.logLevel ?? "information",
        database: options.database ?? "langfuse",
        uncheckedDisks: disksWithoutAccessCheck(options.files ?? {}),
        connections: options.connections ?? 4,
        startupScripts: startupScripts(options.files ?? {}),
        logFile: join(paths.log, LOG_FILE),
      },
      environment(options),
    );
    this.runningVersion = await process.ready(options.startTimeout ?? 30_000);
    this.process = process;
  }

  private async close(): Promise<void> {
    const process = this.process;
    this.process = undefined;
    await process?.close(STOP_TIMEOUT);
  }

  private running(): HostProcess {
    if (!this.process) throw new Error("ClickHouse is not running: call restart() first");
    return this.process;
  }
}

/** Starts a ClickHouse server that reads these files as the official image would. */
export function startClickHouse(options: ClickHouseOptions = {}): Promise<ClickHouseServer> {
  return ClickHouseServer.start(options);
}

function environment(options: ClickHouseOptions): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    // The image's, and not this machine's.
    TZ: "UTC",
    // Off AWS there is no metadata service, and asking for it costs seconds.
    AWS_EC2_METADATA_DISABLED: "true",
    // Each running statement holds one of libuv's threads.
    UV_THREADPOOL_SIZE: String((options.connections ?? 4) + 4),
    ...options.env,
  };
}
