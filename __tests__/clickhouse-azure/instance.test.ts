import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BlobServer,
  type ClickHouseServer,
  type ConfigFiles,
  createLangfuseSchema,
  LangfuseRows,
  startBlob,
  startClickHouse,
  withLocalBlob,
} from "../../engines/clickhouse";
import { clickhouseFiles } from "../../stacks/shared/clickhouse-config";
import { describeClickHouse } from "../support/clickhouse";
import { StartScript, variablesOf } from "../support/start-script";
import { fillTemplates } from "../support/templates";
import { describeTerraform } from "../support/terraform";
import { azureFiles } from "./installation";

/** A program of the image in the container: asks the test, which holds the engine, and prints what it says. */
const client = (url: string) => `#!/usr/bin/env node
const query = process.argv[process.argv.indexOf("--query") + 1];
fetch("${url}/query", { method: "POST", body: query }).then(async (answer) => {
  const text = await answer.text();
  (answer.ok ? process.stdout : process.stderr).write(text);
  process.exitCode = answer.ok ? 0 : 1;
});
`;

const entryPoint = (url: string) => `#!/usr/bin/env node
const ask = (path) => fetch("${url}" + path, { method: "POST" });
process.on("SIGTERM", () => ask("/stop").then(() => process.exit(0)));
const tick = () => ask("/alive").then((answer) => { if (!answer.ok) process.exit(137); });
ask("/start?" + process.argv.slice(2).join("&")).then((answer) => {
  if (!answer.ok) process.exit(1);
  setInterval(tick, 200);
});
`;

/** A group: a disk of its own, the start script, and an engine that the script starts, asks and stops. */
class Group {
  readonly dataDir = mkdtempSync(join(tmpdir(), "group-"));
  server: ClickHouseServer | undefined;
  /** Arguments of each start. */
  readonly starts: string[] = [];
  private readonly http: http.Server;
  script!: StartScript;

  constructor(private readonly files: ConfigFiles) {
    this.http = http.createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        this.answer(request.url ?? "", body).then(
          (text) => response.end(text),
          (error: unknown) => response.writeHead(500).end(`${(error as Error).message}\n`),
        );
      });
    });
  }

  async run(text: string): Promise<void> {
    if (!this.http.listening) {
      await new Promise<void>((resolve) => this.http.listen(0, "127.0.0.1", resolve));
    }
    const url = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
    this.script = new StartScript({
      text,
      files: this.files,
      dataDir: this.dataDir,
      programs: { "clickhouse-client": client(url), "entrypoint.sh": entryPoint(url) },
      env: { CLICKHOUSE_USER: "clickhouse", CLICKHOUSE_PASSWORD: "secret" },
    });
  }

  /** Until the server answers Langfuse. */
  async ready(): Promise<ClickHouseServer> {
    while (this.starts.at(-1) !== "" || this.server === undefined) {
      if (!this.script.isRunning) throw new Error(this.script.output);
      await pause(50);
    }
    return this.server;
  }

  /** The host is lost, and with it the disk. */
  async lose(): Promise<void> {
    this.script.dispose();
    await this.server?.kill();
    this.server = undefined;
    await this.close();
  }

  async close(): Promise<void> {
    this.script.dispose();
    await this.server?.stop();
    this.http.closeAllConnections();
    this.http.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async answer(url: string, body: string): Promise<string> {
    const [path, args = ""] = url.split("?");
    switch (path) {
      case "/start":
        this.server = await startClickHouse({ files: this.files, dataDir: this.dataDir });
        this.starts.push(args);
        return "";
      case "/stop":
        await this.server?.stop();
        this.server = undefined;
        return "";
      case "/alive":
        if (!this.server) throw new Error("no server");
        return "";
      default:
        if (!this.server) throw new Error("no server");
        return this.server.text(body, "TSVRaw");
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describeTerraform("ClickHouse on a container instance", ({ ready }) => {
  describeClickHouse("in ClickHouse", () => {
    let blob: BlobServer;
    let files: ConfigFiles;
    let text: string;
    const groups: Group[] = [];

    beforeAll(async () => {
      blob = await startBlob({ containers: ["aci-data", "aci-guard", "aci-backups"] });
      const filled = await azureFiles(ready, {
        // The guard has to take a new disk for granted.
        instance: { mode: "volume", name: "aci", acceptsDataLoss: true },
      });
      files = withLocalBlob(blob, { files: filled.instance }).files;
      const { start } = clickhouseFiles("azure_blob_storage");
      const values = { variables: variablesOf(Object.keys(files)), backup_minutes: 4 };
      const { script } = await fillTemplates(ready, { script: { content: start.content, values } });
      text = script
        // Seconds in place of minutes, and the engine's database.
        .replaceAll("* 60", "* 1")
        .replaceAll(/(DATABASE|EXISTS) default/g, "$1 langfuse");
    });
    afterAll(async () => {
      for (const group of groups) await group.close();
      await blob.stop();
    });

    async function begin(): Promise<Group> {
      const group = new Group(files);
      groups.push(group);
      await group.run(text);
      await group.ready();
      return group;
    }

    /** Waits for a backup that began after now. */
    async function backedUp(group: Group): Promise<void> {
      const now = await group.server?.text("SELECT now64(3)", "TSVRaw");
      const done = `SELECT count() FROM langfuse_guard.backups WHERE finished_at > toDateTime64('${now?.trim() ?? ""}', 3)`;
      // The first may have begun before, the second cannot.
      while ((await group.server?.text(done))?.trim() !== "2") await pause(200);
    }

    const rows = (group: Group) =>
      group.server?.text("SELECT count(), groupBitXor(cityHash64(*)) FROM traces", "TSVRaw");
    const trace = new LangfuseRows({ seed: 9 });
    let saved: string | undefined;

    it("starts empty, and restores on a private port before it serves", async () => {
      const group = await begin();
      expect(group.starts).toEqual(["--&--tcp_port=19000&--http_port=18123", ""]);
      await createLangfuseSchema(group.server as ClickHouseServer, 3);
      await group.server?.insert("traces", trace.traces(40));
      await backedUp(group);
      saved = await rows(group);
      await group.server?.insert("traces", trace.traces(10));
      await backedUp(group);
      saved = await rows(group);
    });

    it("loses nothing acknowledged before the last backup when the host is lost", async () => {
      await groups[0]?.lose();
      const group = await begin();
      expect(group.script.output).toMatch(/Restoring the backup \d{4}-/);
      expect(await rows(group)).toBe(saved);
      expect(saved).toMatch(/^50\t/);
    });

    it("goes on writing, changing and backing up after that", async () => {
      const [, group] = groups as [Group, Group];
      await group.server?.insert("traces", trace.traces(5));
      // Mutations need the hard links that SMB lacks.
      await group.server?.exec("ALTER TABLE traces DELETE WHERE 0 SETTINGS mutations_sync = 1");
      await backedUp(group);
      saved = await rows(group);
      const bases = await group.server?.text(
        "SELECT countIf(base = ''), countIf(base != '') > 0 FROM langfuse_guard.backups",
      );
      // One full backup a day.
      expect(bases).toBe("1\t1\n");
    });

    it("makes a last backup at SIGTERM, so that a replacement loses nothing", async () => {
      const [, group] = groups as [Group, Group];
      await group.server?.insert("traces", trace.traces(7));
      saved = await rows(group);
      group.script.kill();
      expect(await group.script.ended).toBe(0);
      expect(group.server).toBeUndefined();
      const next = await begin();
      expect(await rows(next)).toBe(saved);
    });

    it("keeps what it has when only the container is started again", async () => {
      const group = groups.at(-1) as Group;
      await group.server?.insert("traces", trace.traces(3));
      const before = await rows(group);
      group.script.dispose();
      await group.server?.kill();
      group.server = undefined;
      group.starts.length = 0;
      await group.run(text);
      await group.ready();
      expect(group.starts).toEqual([""]);
      expect(await rows(group)).toBe(before);
    });
  });
});
