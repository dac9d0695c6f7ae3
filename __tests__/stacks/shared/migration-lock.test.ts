import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { migrationScript } from "../../../stacks/shared/langfuse-migration";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis && process.env.CI) throw new Error("redis-server is not installed: CI must have it");
if (!hasRedis)
  console.warn("SKIPPED: the migration lock needs redis-server (apt install redis-server)");

/** Web's entry point, as far as migrations go: says when it starts and ends. */
const ENTRYPOINT = `#!/bin/sh
[ "$LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED" = false ] || exit 3
[ "$LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED" = false ] || exit 3
echo "start $$" >> log
sleep "\${MIGRATION_SECONDS:-0.3}"
[ -z "$MIGRATION_FAILS" ] || exit 7
echo "end $$" >> log
exec "$@"
`;

(hasRedis ? describe : describe.skip)("the migration lock, with a real server", () => {
  let folder: string;
  let server: ChildProcess;
  let port: number;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    port = await freePort();
    server = spawn(
      "redis-server",
      ["--port", String(port), "--save", "", "--requirepass", "secret", "--bind", "127.0.0.1"],
      { stdio: "ignore" },
    );
    await until(() => cli("ping").includes("PONG"));
  });

  afterAll(() => {
    server.kill("SIGKILL");
  });

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "migration-lock-"));
    fs.mkdirSync(path.join(folder, "web"));
    fs.writeFileSync(path.join(folder, "web/entrypoint.sh"), ENTRYPOINT, { mode: 0o755 });
    fs.writeFileSync(path.join(folder, "log"), "");
    cli("flushall");
  });

  afterEach(() => {
    for (const child of children.splice(0)) kill(child);
    fs.rmSync(folder, { recursive: true });
  });

  function cli(...words: string[]): string {
    const run = spawnSync("redis-cli", ["-p", String(port), "-a", "secret", ...words], {
      encoding: "utf8",
    });
    return run.stdout;
  }

  /** A container, started the way the task definition starts it. */
  function container(env: Record<string, string> = {}) {
    const child = spawn(
      "/bin/sh",
      ["-c", 'node -e "$0" && echo served >> log', migrationScript().content],
      {
        cwd: folder,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env.PATH,
          REDIS_HOST: "127.0.0.1",
          REDIS_PORT: String(port),
          REDIS_AUTH: "secret",
          MIGRATION_LOCK_LEASE_MS: "2000",
          LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: "true",
          LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED: "true",
          ...env,
        },
      },
    );
    children.push(child);
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    const exit = new Promise<number | null>((resolve) => child.on("exit", resolve));
    return { child, exit, output: () => output };
  }

  const log = () => fs.readFileSync(path.join(folder, "log"), "utf8").trim().split("\n");

  it("lets eight containers migrate one after the other, and all of them serve", async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => container().exit));
    expect(codes).toEqual(Array(8).fill(0));
    const events = log().filter((line) => line !== "served");
    expect(events).toHaveLength(16);
    for (let i = 0; i < events.length; i += 2) {
      expect((events[i] ?? "").replace("start", "end")).toBe(events[i + 1]);
    }
    expect(log().filter((line) => line === "served")).toHaveLength(8);
  }, 60_000);

  it("holds the lock for longer than its lease while a migration runs", async () => {
    const long = container({ MIGRATION_SECONDS: "5" });
    await until(() => log().some((line) => line.startsWith("start")));
    const second = container();
    expect(await Promise.all([long.exit, second.exit])).toEqual([0, 0]);
    expect(log()[1]).toMatch(/^end/);
    expect(second.output()).toContain("Another container migrates");
  }, 60_000);

  it("is free again a lease after its owner was killed", async () => {
    const killed = container({ MIGRATION_SECONDS: "30" });
    await until(() => log().some((line) => line.startsWith("start")));
    process.kill(-pidOf(killed.child), "SIGKILL");
    expect(await container().exit).toBe(0);
  }, 60_000);

  it("is free at once after a migration that failed, whose container does not serve", async () => {
    expect(await container({ MIGRATION_FAILS: "1" }).exit).toBe(7);
    expect(cli("exists", "langfuse:migration-lock").trim()).toBe("0");
    expect(log()).not.toContain("served");
  }, 60_000);

  it("takes no lock away from another owner", async () => {
    const first = container({ MIGRATION_SECONDS: "1" });
    await until(() => log().some((line) => line.startsWith("start")));
    cli("set", "langfuse:migration-lock", "somebody-else");
    expect(await first.exit).toBe(0);
    expect(cli("get", "langfuse:migration-lock").trim()).toBe("somebody-else");
  }, 60_000);

  it("stops at once when it is told to while it waits", async () => {
    cli("set", "langfuse:migration-lock", "somebody-else");
    const waiting = container();
    await until(() => waiting.output().includes("Another container migrates"));
    process.kill(-pidOf(waiting.child), "SIGTERM");
    expect(await waiting.exit).not.toBe(0);
    expect(log()).toEqual([""]);
  }, 60_000);

  it("lets a running migration end when it is told to stop", async () => {
    const migrating = container({ MIGRATION_SECONDS: "1" });
    await until(() => log().some((line) => line.startsWith("start")));
    // Only the start command gets it: what the migration does with it is the migration's.
    const node = execFileSync("pgrep", ["-P", String(migrating.child.pid)], { encoding: "utf8" });
    process.kill(Number(node.trim().split("\n")[0]), "SIGTERM");
    await migrating.exit;
    expect(log()[1]).toMatch(/^end/);
    expect(cli("exists", "langfuse:migration-lock").trim()).toBe("0");
  }, 60_000);

  it("waits for a server that is not there yet", async () => {
    const late = await freePort();
    const waiting = container({ REDIS_PORT: String(late) });
    await until(() => waiting.output().includes("Waiting for Valkey"));
    const second = spawn(
      "redis-server",
      ["--port", String(late), "--save", "", "--requirepass", "secret"],
      {
        stdio: "ignore",
      },
    );
    children.push(second);
    expect(await waiting.exit).toBe(0);
  }, 60_000);

  it("takes a connection string without a password", async () => {
    const open = await freePort();
    children.push(
      spawn("redis-server", ["--port", String(open), "--save", ""], { stdio: "ignore" }),
    );
    const only = container({
      REDIS_HOST: "",
      REDIS_AUTH: "",
      REDIS_CONNECTION_STRING: `redis://127.0.0.1:${open}`,
    });
    expect(await only.exit).toBe(0);
  }, 60_000);

  it("says what is wrong with the password, and does not migrate", async () => {
    const wrong = container({ REDIS_AUTH: "wrong" });
    expect(await wrong.exit).not.toBe(0);
    expect(wrong.output()).toContain("WRONGPASS");
    expect(log()).toEqual([""]);
  }, 60_000);
});

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error("the process did not start");
  return pid;
}

/** With everything that it started. */
function kill(child: ChildProcess): void {
  try {
    process.kill(-pidOf(child), "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error("waited for 20 seconds");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
