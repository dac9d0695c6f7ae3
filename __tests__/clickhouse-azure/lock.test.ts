import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
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
import { CLICKHOUSE_STORAGE, clickhouseFiles } from "../../stacks/shared/clickhouse-config";
import { describeClickHouse } from "../support/clickhouse";
import { StartScript, variablesOf } from "../support/start-script";
import { fillTemplates } from "../support/templates";
import { describeTerraform } from "../support/terraform";
import { azureFiles, type Installation } from "./installation";

const WAITS = "Waiting for the server that holds";

const INSTALLATIONS = Object.fromEntries(
  CLICKHOUSE_STORAGE.map((mode) => [mode, { mode, name: "shared" }]),
) as Record<(typeof CLICKHOUSE_STORAGE)[number], Installation>;

describeTerraform("a second server on one data directory", ({ ready }) => {
  describeClickHouse("in ClickHouse", () => {
    let blob: BlobServer;
    let files: Record<keyof typeof INSTALLATIONS, ConfigFiles>;
    let text: string;
    const scripts: StartScript[] = [];
    const servers: ClickHouseServer[] = [];
    let dataDir: string;

    beforeAll(async () => {
      files = await azureFiles(ready, INSTALLATIONS);
      const { start } = clickhouseFiles("azure_blob_storage");
      ({ text } = await fillTemplates(ready, {
        text: {
          content: start.content,
          values: { variables: variablesOf(Object.keys(files.tiered)), backup_minutes: 0 },
        },
      }));
    });
    beforeEach(async () => {
      blob = await startBlob({ containers: ["shared-data", "shared-guard", "shared-backups"] });
      dataDir = mkdtempSync(join(tmpdir(), "one-volume-"));
    });
    afterEach(async () => {
      for (const script of scripts.splice(0)) script.dispose();
      for (const server of servers.splice(0)) await server.stop();
      await blob.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });

    /** The script of another container on the same volume; the server itself is started by {@link serve}. */
    function container(mode: keyof typeof INSTALLATIONS = "tiered"): StartScript {
      const script = new StartScript({
        text,
        files: files[mode],
        dataDir,
        programs: { "entrypoint.sh": "#!/bin/sh\necho entry point\n" },
      });
      scripts.push(script);
      return script;
    }

    async function serve(mode: keyof typeof INSTALLATIONS = "tiered"): Promise<ClickHouseServer> {
      const server = await startClickHouse({
        files: withLocalBlob(blob, { files: files[mode] }).files,
        dataDir,
      });
      servers.push(server);
      return server;
    }

    describe.each(CLICKHOUSE_STORAGE)("in mode %s", (mode) => {
      it.each(["stop", "kill"] as const)("waits, and has every row after a %s", async (end) => {
        const first = await serve(mode);
        await createLangfuseSchema(first, 3);
        await first.insert("traces", new LangfuseRows().traces(50));
        const rows = await first.text("SELECT * FROM traces ORDER BY id", "TSVRaw");
        const second = container(mode);
        await second.says(WAITS);
        // What ClickHouse does when it is not kept waiting.
        await expect(serve(mode)).rejects.toThrow(/[Ll]ock|another server/i);
        await first.insert("scores", new LangfuseRows().scores(5));
        expect(second.isRunning).toBe(true);
        expect(second.output).not.toContain("entry point");

        if (end === "kill") await first.kill();
        else await first.stop();
        expect(await second.ended).toBe(0);
        expect(second.output).toContain("entry point");
        const next = await serve(mode);
        expect(await next.text("SELECT * FROM traces ORDER BY id", "TSVRaw")).toBe(rows);
        expect(await next.text("SELECT count() FROM scores")).toBe("5\n");
      });
    });

    it("leaves the lock file as it is", async () => {
      await serve();
      const status = join(dataDir, "status");
      const before = { ino: statSync(status).ino, text: readFileSync(status, "utf8") };
      const second = container();
      await second.says(WAITS);
      expect({ ino: statSync(status).ino, text: readFileSync(status, "utf8") }).toEqual(before);
    });

    it("starts at once on a new volume, and on one whose server was killed", async () => {
      const fresh = container();
      expect(await fresh.ended).toBe(0);
      expect(existsSync(join(dataDir, "status"))).toBe(false);
      const server = await serve();
      await server.kill();
      expect(existsSync(join(dataDir, "status"))).toBe(true);
      const next = container();
      expect(await next.ended).toBe(0);
      expect(next.output).toBe("entry point\n");
    });

    it("ends at SIGTERM while it waits", async () => {
      await serve();
      const second = container();
      await second.says(WAITS);
      second.kill();
      expect(await second.ended).toBe(143);
      expect(second.output).not.toContain("entry point");
    });

    it("says which identity ClickHouse means, where the platform asks", async () => {
      const says = async (env: Record<string, string>) => {
        const script = new StartScript({
          text,
          files: files.tiered,
          dataDir,
          programs: { "entrypoint.sh": '#!/bin/sh\necho "at $IDENTITY_ENDPOINT"\n' },
          env: { CLICKHOUSE_IDENTITY_CLIENT_ID: "its-id", ...env },
        });
        scripts.push(script);
        await script.ended;
        return script.output;
      };
      expect(await says({ IDENTITY_ENDPOINT: "http://localhost:42356/msi/token" })).toBe(
        "at http://localhost:42356/msi/token?client_id=its-id\n",
      );
      // A container instance has the metadata service of a virtual machine.
      expect(await says({})).toBe("at \n");
    });

    it("lets the next one in when several wait", async () => {
      const first = await serve();
      const others = [container(), container(), container()];
      await Promise.all(others.map((other) => other.says(WAITS)));
      await first.stop();
      expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([0, 0, 0]);
      const outcomes = await Promise.allSettled([serve(), serve(), serve()]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        "fulfilled",
        "rejected",
        "rejected",
      ]);
    });
  });
});
