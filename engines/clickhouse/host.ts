/**
 * The process that holds one ClickHouse. It is forked by `server.ts` and talks to it over IPC, so
 * that a server can be restarted, killed and given an environment like a real one.
 */
import { appendFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { Session } from "chdb";
import type { Command, HostOptions, Reply } from "./protocol";

const options = JSON.parse(process.argv[2] ?? "{}") as HostOptions;

function reply(message: Reply): void {
  process.send?.(message);
}

/**
 * Opening the data directory blocks this thread, for ever when object storage is out of reach, so a
 * second thread watches for the parent's death; without it an aborted test run would leave
 * processes behind.
 */
function exitWithParent(): void {
  const watch = `const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 500);`;
  new Worker(watch, { eval: true, execArgv: [] }).unref();
}

/** One connection runs one query at a time; a few of them stand for a server's many. */
class Connections {
  private readonly idle: Session[] = [];
  private readonly waiting: ((session: Session) => void)[] = [];
  private open = 0;

  async query(sql: string, format: string): Promise<string> {
    const session = await this.acquire();
    try {
      return (await session.queryAsync(sql, { format })).text();
    } finally {
      const next = this.waiting.shift();
      if (next) next(session);
      else this.idle.push(session);
    }
  }

  /** Waits for what runs, then closes every connection and with the last the data directory. */
  async close(): Promise<void> {
    for (; this.open > 0; this.open -= 1) (await this.take()).close();
  }

  private async acquire(): Promise<Session> {
    if (this.idle.length === 0 && this.open < options.connections) {
      this.open += 1;
      return connect();
    }
    return this.take();
  }

  private take(): Promise<Session> {
    const session = this.idle.pop();
    return session
      ? Promise.resolve(session)
      : new Promise((resolve) => {
          this.waiting.push(resolve);
        });
  }
}

function connect(): Session {
  const session = new Session(options.dataDir, {
    connectionArgs: [`--config-file=${options.configFile}`, `--log-level=${options.logLevel}`],
  });
  session.query(`CREATE DATABASE IF NOT EXISTS ${options.database} ENGINE = Atomic`);
  session.query(`USE ${options.database}`);
  return session;
}

/**
 * A server reads these while it starts and refuses to start when one is wrong; chDB would only find
 * out when the first table is made.
 */
const STARTUP_CHECKS = [
  "SELECT * FROM system.merge_tree_settings",
  "SELECT * FROM system.disks",
  "SELECT * FROM system.storage_policies",
];

/**
 * Makes and drops a table on a disk. On the local one it runs the sanity check of the merge_tree
 * section against the background pools. On a remote one it stands for the server's access check
 * (write, read, delete), which chDB leaves out: without it, wrong credentials would start.
 */
async function tryDisk(connections: Connections, disk: string): Promise<void> {
  await connections.query(
    `CREATE TEMPORARY TABLE startup_check (x UInt8) ENGINE = MergeTree ORDER BY x SETTINGS disk = '${disk}';
    DROP TEMPORARY TABLE startup_check`,
    "Null",
  );
}

async function check(connections: Connections): Promise<void> {
  for (const sql of STARTUP_CHECKS) await connections.query(sql, "Null");
  await tryDisk(connections, "default");
  // A cache stands on a disk that is checked itself; a write-once disk holds backups, not tables.
  const remote = await connections.query(
    "SELECT name FROM system.disks WHERE is_remote AND cache_path = '' AND NOT is_read_only AND NOT is_write_once",
    "TabSeparated",
  );
  for (const disk of remote.split("\n")) {
    if (disk !== "" && !options.uncheckedDisks.includes(disk)) await tryDisk(connections, disk);
  }
}

/**
 * Runs the startup scripts one after the other, as the server does before it listens. The first failure
 * ends them, whatever is said about it: `throw_on_error` decides only whether the server starts all the same.
 */
async function runStartupScripts(connections: Connections): Promise<void> {
  const { scripts, throwOnError } = options.startupScripts;
  try {
    for (const { query, condition } of scripts) {
      const answer = condition && (await connections.query(condition, "TabSeparated"));
      if (answer === undefined || /^(1|true)\n$/.test(answer))
        await connections.query(query, "Null");
    }
  } catch (error) {
    const line = `Failed to parse startup scripts file: ${(error as Error).message}`;
    appendFileSync(options.logFile, `<Error> Application: ${line}\n`);
    if (!throwOnError) return;
    process.stderr.write(`${line}\n`);
    await connections.close();
    throw new Error("Cannot finish startup_script successfully", { cause: error });
  }
}

async function main(): Promise<void> {
  exitWithParent();
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  const connections = new Connections();
  const version = await connections.query("SELECT version()", "TabSeparated");
  await check(connections);
  await runStartupScripts(connections);

  process.on("message", (command: Command) => {
    switch (command.type) {
      case "query": {
        const { id, sql, format } = command;
        connections.query(sql, format).then(
          (text) => {
            reply({ type: "result", id, text });
          },
          (error: unknown) => {
            reply({ type: "error", id, message: (error as Error).message });
          },
        );
        break;
      }
      case "close":
        void connections.close().then(() => process.exit(0));
        break;
    }
  });
  reply({ type: "ready", version: version.trim() });
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
});
