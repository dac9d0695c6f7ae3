import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ClickHouseServer,
  type ConfigFiles,
  type S3Server,
  startClickHouse,
  startS3,
  withLocalS3,
} from "../../engines/clickhouse";
import type { Variables } from "../../engines/terraform";
import type { ClickhouseStorage } from "../../stacks/shared/clickhouse-config";
import { plannedFiles } from "../support/clickhouse-files";

/**
 * Variables of each mode. The smallest hot part size that the module takes, so that a test can write a part
 * above it: 2 MiB before compression.
 */
export const MODES: Readonly<Record<ClickhouseStorage, Variables>> = {
  volume: { clickhouse_storage: "volume" },
  object_storage: { clickhouse_storage: "object_storage" },
  object_storage_cached: { clickhouse_storage: "object_storage_cached" },
  tiered: { clickhouse_storage: "tiered", clickhouse_hot_part_size_mib: 2 },
};

/** Options of {@link install}. */
export interface InstallOptions {
  /** Where the volume is mounted. @default - a temporary directory */
  readonly volume?: string;
  /** Files beside the planned ones, as a test's own. @default - none */
  readonly files?: ConfigFiles;
  /** @default 4 */
  readonly connections?: number;
}

/**
 * What an apply of the module makes of ClickHouse: a bucket, a volume, and a server that is started on both with
 * the files of the planned container.
 */
export class Installation {
  private constructor(
    readonly s3: S3Server,
    readonly server: ClickHouseServer,
    readonly bucket: string,
    private readonly folder: string,
    private readonly extra: ConfigFiles,
  ) {}

  /** Makes a bucket and an empty volume and starts the server. */
  static async make(vars: Variables, options: InstallOptions): Promise<Installation> {
    const files = { ...(await plannedFiles(vars)), ...options.files };
    const bucket = bucketOf(files);
    const s3 = await startS3({ buckets: [bucket] });
    const folder = mkdtempSync(join(tmpdir(), "installation-"));
    try {
      const server = await startClickHouse({
        ...withLocalS3(s3, { files }),
        dataDir: options.volume ?? join(folder, "volume"),
        connections: options.connections,
      });
      return new Installation(s3, server, bucket, folder, options.files ?? {});
    } catch (error) {
      await s3.stop();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Stops the server, if it runs, and starts it with the files of another plan. */
  async apply(vars: Variables): Promise<void> {
    const files = { ...(await plannedFiles(vars)), ...this.extra };
    await this.server.restart(withLocalS3(this.s3, { files }));
  }

  /** A copy of the volume, taken while the server may run. Its place is handed to {@link bringBack}. */
  copyVolume(name: string): string {
    const copy = join(this.folder, name);
    cpSync(this.server.dataDir, copy, { recursive: true });
    return copy;
  }

  /** Puts a copy in the place of the volume; the server must not run. */
  bringBack(copy: string): void {
    this.loseVolume();
    cpSync(copy, this.server.dataDir, { recursive: true });
  }

  /** The volume comes up empty; the server must not run. */
  loseVolume(): void {
    rmSync(this.server.dataDir, { recursive: true, force: true });
  }

  /** The container's own disk is a new one with every task. The server must not use it just now. */
  loseCache(): void {
    rmSync(this.server.paths.cache, { recursive: true, force: true });
  }

  /** Objects of the tables, those of the guard and of backups left out. */
  dataKeys(): string[] {
    return this.s3.keys().filter((key) => !/^(guard|backups)\//.test(key));
  }

  /** Waits for work in the background, for at most ten seconds; the test's own check says what is missing. */
  async eventually(isDone: () => boolean | Promise<boolean>): Promise<void> {
    for (let i = 0; i < 100 && !(await isDone()); i += 1) await pause(100);
  }

  /** Rows of a table that a query with FINAL sees. */
  async count(table: string, where = "1"): Promise<number> {
    const [row] = await this.server.query<{ n: number }>(
      `SELECT count() AS n FROM ${table} FINAL WHERE ${where}`,
    );
    return row?.n ?? 0;
  }

  /** Disks that active parts of a table lie on. @default - all tables of Langfuse */
  async disks(table?: string): Promise<string[]> {
    const rows = await this.server.query<{ disk_name: string }>(
      `SELECT DISTINCT disk_name FROM system.parts WHERE active AND database = 'langfuse'
       ${table === undefined ? "" : `AND table = '${table}'`} ORDER BY disk_name`,
    );
    return rows.map(({ disk_name }) => disk_name);
  }

  /** Requests since the counters were reset, without those of the guard when it has a prefix of its own. */
  requests(...operations: ("PUT" | "GET")[]): number {
    const of = (prefix?: string) =>
      operations.reduce((sum, name) => sum + this.s3.counters.requests(name, prefix), 0);
    return of() - of("guard/");
  }

  /** Ends it all. */
  async remove(): Promise<void> {
    try {
      await this.server.stop();
    } finally {
      await this.s3.stop();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

/** Starts ClickHouse as the module plans it with these variables. */
export async function install(
  vars: Variables,
  options: InstallOptions = {},
): Promise<Installation> {
  const installation = await Installation.make(vars, options);
  installation.s3.counters.watch("guard/");
  return installation;
}

/** The error a start ends with; throws when it starts after all. */
export async function refusal(start: Promise<unknown>): Promise<Error> {
  try {
    await start;
  } catch (error) {
    return error as Error;
  }
  throw new Error("ClickHouse started, but should have refused");
}

/** Waits. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function bucketOf(files: ConfigFiles): string {
  const endpoint = /<endpoint>https:\/\/[^/]+\/([^/]+)\/<\/endpoint>/.exec(
    files["config.d/langfuse-storage.xml"] ?? "",
  );
  if (!endpoint?.[1]) throw new Error("the planned storage.xml names no bucket");
  return endpoint[1];
}
