import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CLICKHOUSE_CLUSTER_PORTS } from "../../stacks/shared/clickhouse-cluster";

const JAR = "/usr/share/java/zookeeper.jar";
/** Without a logger of its own ZooKeeper is silent, also about why it does not start. */
const CLASS_PATH = `${JAR}:/usr/share/java/slf4j-simple.jar`;
const START_TIMEOUT = 30_000;

/** Why ZooKeeper cannot run here, or undefined when it can. */
export function whyZookeeperIsUnavailable(): string | undefined {
  if (!existsSync(JAR)) return `there is no ${JAR} (on Debian: apt-get install zookeeper)`;
  if (spawnSync("java", ["-version"]).status !== 0) return "java cannot be run";
  return undefined;
}

/** `describe` for tests that need a real ZooKeeper: skipped loudly without it, failing in CI. */
export function describeZookeeper(name: string, tests: () => void): void {
  const reason = whyZookeeperIsUnavailable();
  if (reason === undefined) {
    describe(name, tests);
  } else if (process.env.CI) {
    describe(name, () => {
      test("needs ZooKeeper", () => {
        throw new Error(`ZooKeeper cannot run here: ${reason}`);
      });
    });
  } else {
    const line = "!".repeat(80);
    console.warn(`${line}\nSKIPPED, NOT TESTED: ${name}\nbecause ${reason}\n${line}`);
    describe.skip(name, tests);
  }
}

/**
 * A real ZooKeeper, whose protocol Keeper speaks. It listens on the port that the product's configuration
 * names and on a loopback address of its own, so the configuration is used as it is.
 */
export class Zookeeper {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    /** Host name for the configuration. */
    readonly host: string,
  ) {}

  static async start(): Promise<Zookeeper> {
    const folder = mkdtempSync(join(tmpdir(), "zookeeper-"));
    const host = `127.${[process.pid >> 8, process.pid, Date.now()].map((n) => (n % 254) + 1).join(".")}`;
    mkdirSync(join(folder, "data"));
    const lines = [
      `dataDir=${join(folder, "data")}`,
      `clientPort=${CLICKHOUSE_CLUSTER_PORTS.keeper}`,
      `clientPortAddress=${host}`,
      "tickTime=500",
      "maxSessionTimeout=60000",
      "admin.enableServer=false",
      "4lw.commands.whitelist=ruok",
    ];
    writeFileSync(join(folder, "zoo.cfg"), lines.join("\n"));
    // A small heap and no second compiler: it starts in half the time, and lives for seconds.
    const flags = ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", CLASS_PATH];
    const main = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
    const child = spawn("java", [...flags, main, join(folder, "zoo.cfg")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const server = new Zookeeper(child, folder, host);
    try {
      await server.ready();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Paths of all nodes below one, as ZooKeeper's own client tells them. */
  async tree(path: string): Promise<string[]> {
    const server = `${this.host}:${CLICKHOUSE_CLUSTER_PORTS.keeper}`;
    const main = "org.apache.zookeeper.ZooKeeperMain";
    const { stdout } = await promisify(execFile)("java", [
      ...["-XX:TieredStopAtLevel=1", "-cp", CLASS_PATH, main],
      ...["-server", server, "ls", "-R", path],
    ]);
    return stdout.split("\n").filter((line) => line.startsWith(path));
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill("SIGKILL");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    let output = "";
    this.process.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const deadline = Date.now() + START_TIMEOUT;
    while ((await this.ask("ruok")) !== "imok") {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`ZooKeeper did not start:\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Sends one of the four letter words; the empty text when nobody listens. */
  private ask(word: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = "";
      const socket = net.connect(CLICKHOUSE_CLUSTER_PORTS.keeper, this.host, () => {
        socket.write(word);
      });
      // While it starts, ZooKeeper may take a connection and never answer.
      socket.setTimeout(1000, () => socket.destroy());
      socket.on("data", (chunk) => (answer += chunk.toString()));
      // An error is followed by `close` too.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        resolve(answer);
      });
    });
  }
}
