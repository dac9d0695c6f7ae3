import { execFileSync, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createLangfuseSchema, LangfuseRows, startClickHouse } from "../../engines/clickhouse";
import { type Variables } from "../../engines/terraform";
import { describeAzure, type Installation } from "../clickhouse-azure/installation";
import { describeOffline } from "../support/terraform";

const EXAMPLE = path.join(
  __dirname,
  "../../modules/terraform-azurerm-langfuse/examples/from-sidecar",
);
const SCRIPT = path.join(EXAMPLE, "copy.sh");

const OLD = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/old/providers";
const ASKED: Variables = {
  location: "japaneast",
  langfuse_version: "3.225.4",
  clickhouse_version: "26.8.19.9",
  sidecar_share_id: `${OLD}/Microsoft.Storage/storageAccounts/old/fileServices/default/shares/clickhouse`,
  sidecar_environment_id: `${OLD}/Microsoft.App/managedEnvironments/old`,
  sidecar_app_ids: [`${OLD}/Microsoft.App/containerApps/old`],
  database_server_id: `${OLD}/Microsoft.DBforPostgreSQL/flexibleServers/old`,
  database_username: "langfuse",
  database_password: "p#ss/word",
  web_salt: "a salt",
  allowed_cidr_blocks: ["203.0.113.7/32"],
};

/** A file that SMB without the mount option mfsymlinks shows in place of a link. */
const XSYM = (target: string) =>
  `XSym\n${String(target.length).padStart(4, "0")}\n`.padEnd(1067, "\0");

/** What becomes of a data directory on shares that have no links. */
const SHARES: Record<string, (directory: string) => void> = {
  "with its links": () => undefined,
  "without its links": (directory) => {
    for (const link of linksOf(directory)) fs.rmSync(link);
  },
  "with links that became files": (directory) => {
    for (const link of linksOf(directory)) {
      const target = fs.readlinkSync(link);
      fs.rmSync(link);
      fs.writeFileSync(link, XSYM(target));
    }
  },
  "with links that became directories": (directory) => {
    for (const link of linksOf(directory)) {
      const target = fs.realpathSync(link);
      fs.rmSync(link);
      fs.cpSync(target, link, { recursive: true });
    }
  },
};

function linksOf(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const folders: string[] = [];
function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "from-sidecar-"));
  folders.push(made);
  return made;
}
afterAll(() => {
  for (const made of folders) fs.rmSync(made, { recursive: true, force: true });
});

function settings(pass: string, source: string, target: string, env: Record<string, string> = {}) {
  const { uid, gid } = os.userInfo();
  return {
    env: {
      PATH: process.env.PATH,
      ...{ PASS: pass, SOURCE: source, TARGET: target, OWNER: `${uid}:${gid}`, QUIET_SECONDS: "0" },
      ...env,
    },
    encoding: "utf8" as const,
  };
}

const copy = (...given: Parameters<typeof settings>) =>
  spawnSync("/bin/sh", ["-c", fs.readFileSync(SCRIPT, "utf8")], settings(...given));

const TEXTS = ["traces", "observations", "scores"].map(
  (table) => `SELECT * FROM ${table} FINAL ORDER BY id`,
);

/** One for every copy that is started: the guard lets a second volume not near the first one's objects. */
const INSTALLATIONS = {
  ...Object.fromEntries(
    Object.keys(SHARES).map((share, index) => [share, { mode: "tiered", name: `share-${index}` }]),
  ),
  volume: { mode: "volume", name: "volume" },
  cached: { mode: "object_storage_cached", name: "cached" },
  twice: { mode: "tiered", name: "twice" },
  again: { mode: "tiered", name: "again" },
  early: { mode: "tiered", name: "early" },
} satisfies Record<string, Installation> as Record<string, Installation>;

describeAzure("a sidecar's data directory", INSTALLATIONS, ({ files }) => {
  let old: string;
  let rows: string[];

  beforeAll(async () => {
    old = folder();
    // The sidecar has nothing but the image's own configuration.
    const sidecar = await startClickHouse({ dataDir: old });
    await createLangfuseSchema(sidecar, 3);
    const made = new LangfuseRows();
    for (let part = 0; part < 3; part++) {
      await sidecar.insert("traces", made.traces(50));
      await sidecar.insert("observations", made.observations(50));
      await sidecar.insert("scores", made.scores(20));
    }
    rows = [];
    for (const text of TEXTS) rows.push(await sidecar.text(text, "TSVRaw"));
    await sidecar.stop();
    expect(rows[0]?.split("\n")).toHaveLength(151);
  }, 120_000);

  /** The old share, as its links let it be. */
  function share(change: (directory: string) => void = () => undefined): string {
    const made = folder();
    fs.cpSync(old, made, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    change(made);
    return made;
  }

  async function rowsOn(dataDir: string, installation: string): Promise<string[]> {
    const server = await startClickHouse({ dataDir, files: files(installation) });
    const found = [];
    for (const text of TEXTS) found.push(await server.text(text, "TSVRaw"));
    // What SMB refused: it makes hard links.
    await server.exec("ALTER TABLE scores UPDATE value = 1 WHERE 1 SETTINGS mutations_sync = 1");
    await server.exec("OPTIMIZE TABLE traces FINAL");
    expect(
      await server.text("CHECK TABLE traces SETTINGS check_query_single_value_result = 1"),
    ).toBe("1\n");
    await server.restart();
    expect(await server.text(TEXTS[0] ?? "", "TSVRaw")).toBe(rows[0]);
    await server.stop();
    return found;
  }

  it.each(Object.keys(SHARES))(
    "%s is copied, compared, and has every row",
    async (name) => {
      const target = folder();
      const done = copy("last", share(SHARES[name]), target);
      expect(done.stderr).toBe("");
      expect(done.stdout).toMatch(/^COMPARED: \d+ files, \d+ bytes are the same/m);
      expect(linksOf(target)).toEqual([]);
      expect(await rowsOn(target, name)).toEqual(rows);
      // Those of tables come back with the next CREATE or RENAME; nothing reads them.
      expect(linksOf(target).map((link) => path.relative(target, link))).toContain(
        "metadata/langfuse",
      );
    },
    120_000,
  );

  it.each(["with links that became files", "with links that became directories"])(
    "%s does not start when it is copied as it is, which is why the script leaves them out",
    async (name) => {
      await expect(startClickHouse({ dataDir: share(SHARES[name]) })).rejects.toThrow(
        /already exists/,
      );
    },
  );

  it.each(["volume", "cached"])(
    "starts in the mode %s, too",
    async (mode) => {
      const target = folder();
      expect(copy("last", share(), target).status).toBe(0);
      expect(await rowsOn(target, mode)).toEqual(rows);
    },
    120_000,
  );

  it("is copied while the old server runs, and then what is left of it", async () => {
    const source = share();
    const target = folder();
    const sidecar = await startClickHouse({ dataDir: source });
    const first = copy("first", source, target);
    expect(first.stdout).toContain("FIRST PASS DONE");
    await sidecar.insert("scores", new LangfuseRows({ seed: 7 }).scores(5));
    await sidecar.exec("OPTIMIZE TABLE traces FINAL");
    await sidecar.exec("TRUNCATE TABLE observations");
    const scores = await sidecar.text(TEXTS[2] ?? "", "TSVRaw");
    await sidecar.stop();
    const last = copy("last", source, target);
    expect(last.stderr).toBe("");
    const [, files = "", missing = ""] = /^(\d+) files, (\d+) of them/m.exec(last.stdout) ?? [];
    expect(Number(missing)).toBeGreaterThan(0);
    expect(Number(missing)).toBeLessThan(Number(files));
    expect(await rowsOn(target, "twice")).toEqual([rows[0], "", scores]);
  }, 120_000);

  it("refuses a target that ClickHouse has started on, and changes nothing there", async () => {
    const target = folder();
    expect(copy("last", share(), target).status).toBe(0);
    await rowsOn(target, "again");
    const before = fs.readdirSync(target, { recursive: true }).sort();
    const again = copy("last", share(), target);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("ClickHouse has started on the target already");
    expect(fs.readdirSync(target, { recursive: true }).sort()).toEqual(before);
  }, 120_000);

  it("is refused by the guard where ClickHouse has started before the copy, which is why it comes first", async () => {
    const early = folder();
    const server = await startClickHouse({ dataDir: early, files: files("early") });
    await server.stop();
    const target = folder();
    expect(copy("last", share(), target).status).toBe(0);
    await expect(startClickHouse({ dataDir: target, files: files("early") })).rejects.toThrow(
      /This volume is not the one/,
    );
  }, 120_000);

  it("refuses a target with somebody else's files", () => {
    const target = folder();
    fs.writeFileSync(path.join(target, "letters"), "mine");
    const done = copy("last", share(), target);
    expect([done.status, done.stderr]).toEqual([
      1,
      expect.stringContaining("files that no copy has put there"),
    ]);
    expect(fs.readdirSync(target)).toEqual(["letters"]);
  });

  it("refuses a source that is still written to", async () => {
    const source = share();
    const script = spawn(
      "/bin/sh",
      [SCRIPT],
      settings("last", source, folder(), { QUIET_SECONDS: "3" }),
    );
    let stderr = "";
    script.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    script.stdout.once("data", () => {
      fs.writeFileSync(path.join(source, "store", "new"), "");
    });
    const code = await new Promise((resolve) => script.on("close", resolve));
    expect([code, stderr]).toEqual([1, expect.stringContaining("stop the old app first")]);
  });

  it("refuses a target that is too small", () => {
    const done = copy("last", share(), folder(), { FREE_BYTES: String(10 ** 15) });
    expect([done.status, done.stderr]).toEqual([
      1,
      expect.stringMatching(/too small: give clickhouse_share_quota_gib at least \d+ GiB more/),
    ]);
  });

  it.each(["nothing", "disks"])("refuses a source with %s", (what) => {
    const source = what === "disks" ? share() : folder();
    if (what === "disks") fs.mkdirSync(path.join(source, "disks"));
    expect(copy("last", source, folder()).status).toBe(1);
  });

  it("finds a byte that size and time do not show, and copies the file again", () => {
    const source = share();
    const target = folder();
    expect(copy("first", source, target).status).toBe(0);
    const name = fs
      .readdirSync(target, { recursive: true, encoding: "utf8" })
      .find((file) => file.endsWith("data.bin"));
    const file = path.join(target, name ?? "");
    const { atime, mtime } = fs.statSync(file);
    const bytes = fs.readFileSync(file);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
    fs.utimesSync(file, atime, mtime);
    const done = copy("last", source, target);
    expect(done.stdout).toContain("1 files differ in spite of size and time; copied again.");
    expect(done.stdout).toContain("COMPARED:");
    expect(execFileSync("cmp", [file, path.join(source, name ?? "")]).toString()).toBe("");
  });

  it("fails when a file cannot be made the same", () => {
    const source = share();
    const bin = folder();
    // A cp that loses a byte.
    fs.writeFileSync(
      path.join(bin, "cp"),
      '#!/bin/sh\n/bin/cp "$@" && case "$3" in *count.txt) printf 9 > "$3" ;; esac\n',
      { mode: 0o755 },
    );
    const target = folder();
    const done = copy("last", source, target, { PATH: `${bin}:${process.env.PATH ?? ""}` });
    expect([done.status, done.stderr]).toEqual([
      1,
      expect.stringContaining("source and target differ"),
    ]);
    expect(done.stdout).not.toContain("COMPARED");
    expect(fs.existsSync(path.join(target, "from-sidecar/compared"))).toBe(false);
  });

  it("is counted by the command that the example puts out", async () => {
    const query = fs.readFileSync(path.join(EXAMPLE, "outputs.tf"), "utf8");
    const tables = /counted_tables = (\[[^\]]*\])/.exec(query)?.[1] ?? "[]";
    const server = await startClickHouse({ dataDir: share() });
    const unions = (JSON.parse(tables) as string[]).map(
      (table) => `SELECT '${table}' AS name, count() AS number FROM langfuse.${table} FINAL`,
    );
    const text = await server.text(`${unions.join(" UNION ALL ")} ORDER BY name`);
    await server.stop();
    expect(text).toContain("traces\t150\n");
    expect(text.trim().split("\n")).toHaveLength(5);
  });
});

describeOffline("examples/from-sidecar", ({ ready }) => {
  it("adopts without a change, plans, applies, and has nothing left to do", async () => {
    const example = await ready({ from: EXAMPLE });
    const { plan: first } = await example.plan({ vars: ASKED });
    const adopted = (first.json.resource_changes ?? []).filter(
      ({ address }) => /\.sidecar/.test(address) && !address.startsWith("data."),
    );
    expect(adopted.map(({ type, change }) => `${type} ${change.actions.join()}`).sort()).toEqual([
      "azurerm_container_app_environment no-op",
      "azurerm_postgresql_flexible_server no-op",
      "azurerm_storage_share no-op",
    ]);
    expect(first.has("module.langfuse.azurerm_container_app.clickhouse[0]")).toBe(true);
    expect(first.has("module.langfuse.azurerm_postgresql_flexible_server.langfuse[0]")).toBe(false);
    expect(first.json.planned_values?.outputs?.stop_commands?.value).toEqual([
      expect.stringContaining("/containerApps/old/stop"),
    ]);
    expect((await example.apply({ vars: ASKED })).explain()).toBe("");
    for (const vars of [ASKED]) {
      const { plan } = await example.plan({ vars });
      const changed = (plan.json.resource_changes ?? []).filter(
        ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
      );
      expect(changed.map(({ address }) => address)).toEqual([]);
    }
    const { plan: after } = await example.plan({ vars: { ...ASKED, is_copying: false } });
    const removed = (after.json.resource_changes ?? []).filter(
      ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
    );
    expect(removed.map(({ address, change }) => `${address} ${change.actions.join()}`)).toEqual([
      "azurerm_container_app_environment_storage.source[0] delete",
      "azurerm_container_app_environment_storage.target[0] delete",
      'azurerm_container_app_job.copy["first"] delete',
      'azurerm_container_app_job.copy["last"] delete',
    ]);
  }, 120_000);

  it("gives the jobs both shares, the source to read only", async () => {
    const example = await ready({ from: EXAMPLE });
    const { plan } = await example.plan({ vars: ASKED });
    const job = plan.resource('azurerm_container_app_job.copy["last"]').values;
    const [template] = job.template as { container: { args: string[] }[]; volume: object[] }[];
    expect(template?.container[0]?.args).toEqual([fs.readFileSync(SCRIPT, "utf8")]);
    expect(template?.volume).toEqual([
      expect.objectContaining({ storage_name: "copy-source", storage_type: "AzureFile" }),
      expect.objectContaining({ storage_name: "copy-target", storage_type: "NfsAzureFile" }),
    ]);
    const source = plan.resource("azurerm_container_app_environment_storage.source[0]").values;
    expect(source).toMatchObject({ access_mode: "ReadOnly", share_name: "clickhouse" });
  });
});
