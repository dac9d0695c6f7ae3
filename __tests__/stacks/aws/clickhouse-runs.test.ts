import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  type ClickHouseServer,
  createLangfuseSchema,
  LangfuseRows,
  type S3Server,
  startClickHouse,
  startS3,
  withLocalS3,
} from "../../../engines/clickhouse";
import { AWS_MODULE } from "../../support/aws-plan";
import { type Container, containerOf } from "../../support/container";
import { describeClickHouse } from "../../support/clickhouse";
import { describeOffline } from "../../support/terraform";

const EXTRA =
  "<clickhouse><merge_tree><old_parts_lifetime>77</old_parts_lifetime></merge_tree></clickhouse>";

/** Runs the container's command with a stub in place of the image's entry point. */
function start(container: Container, root: string) {
  const etc = path.join(root, "etc");
  fs.mkdirSync(path.join(etc, "config.d"), { recursive: true });
  const entryPoint = path.join(root, "entrypoint.sh");
  fs.writeFileSync(entryPoint, `#!/bin/sh\necho "$$" > ${root}/pid\n`, { mode: 0o755 });
  const [shell = "", flag = ""] = container.entryPoint;
  const script = (container.command[0] ?? "")
    .replaceAll("/var/cache/clickhouse", path.join(root, "cache"))
    .replace(/^chown .*$/m, "")
    .replaceAll("/etc/clickhouse-server", etc)
    .replaceAll("/entrypoint.sh", entryPoint);
  const { status, stderr, pid } = spawnSync(shell, [flag, script], {
    env: { PATH: process.env.PATH, ...container.environment },
    encoding: "utf8",
  });
  const names = fs.readdirSync(etc, { recursive: true, encoding: "utf8" });
  const files = Object.fromEntries(
    names
      .filter((name) => name.endsWith(".xml"))
      .sort()
      .map((name) => [name, fs.readFileSync(path.join(etc, name), "utf8")]),
  );
  const execPid = fs.existsSync(`${root}/pid`) ? Number(fs.readFileSync(`${root}/pid`)) : null;
  return { status, stderr, files, isExec: execPid === pid };
}

describeOffline("the ClickHouse container that the module plans", ({ ready }) => {
  let container: Container;
  let files: Record<string, string>;
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "container-"));
  beforeAll(async () => {
    const workspace = await ready({ from: AWS_MODULE });
    const vars = {
      clickhouse_storage: "object_storage",
      clickhouse_extra_config: { limits: EXTRA },
    };
    const view = await workspace.resolved({ vars });
    container = containerOf(view.resource("aws_ecs_task_definition.clickhouse[0]"));
  });
  afterAll(() => {
    fs.rmSync(root, { recursive: true, force: true });
  });

  it("writes its configuration and hands over to the image's entry point as the same process", () => {
    const started = start(container, root);
    files = started.files;
    expect(started.stderr).toBe("");
    expect(started.status).toBe(0);
    expect(started.isExec).toBe(true);
    expect(Object.keys(files)).toEqual([
      "config.d/langfuse-backups.xml",
      "config.d/langfuse-guard.xml",
      "config.d/langfuse-logger.xml",
      "config.d/langfuse-memory.xml",
      "config.d/langfuse-merge-tree.xml",
      "config.d/langfuse-network.xml",
      "config.d/langfuse-storage.xml",
      "config.d/langfuse-system-logs.xml",
      "config.d/zz-limits.xml",
      "users.d/langfuse-profile.xml",
    ]);
    expect(files["config.d/zz-limits.xml"]?.trim()).toBe(EXTRA);
  });

  it("gets the password by reference and nothing else that is secret", () => {
    expect(Object.keys(container.secrets)).toEqual(["CLICKHOUSE_PASSWORD"]);
    expect(container.secrets.CLICKHOUSE_PASSWORD).toMatch(/^arn:aws:ssm:/);
    expect(container.environment).not.toHaveProperty("CLICKHOUSE_PASSWORD");
  });

  describeClickHouse("in ClickHouse itself", () => {
    let s3: S3Server;
    let server: ClickHouseServer;
    const rows = new LangfuseRows({ seed: 1 });
    const traces = rows.traces(200);

    beforeAll(async () => {
      const endpoint = /<endpoint>https:\/\/[^/]+\/([^/]+)\/<\/endpoint>/.exec(
        files["config.d/langfuse-storage.xml"] ?? "",
      );
      s3 = await startS3({ buckets: [endpoint?.[1] ?? ""] });
      server = await startClickHouse(withLocalS3(s3, { files }));
      await createLangfuseSchema(server, 3);
    });
    afterAll(async () => {
      await server.stop();
      await s3.stop();
    });

    it("declares the disk and the policy of the blog, as the default of every table", async () => {
      expect(
        await server.query(
          "SELECT policy_name, volume_name, disks FROM system.storage_policies WHERE policy_name = 's3_main'",
        ),
      ).toEqual([{ policy_name: "s3_main", volume_name: "main", disks: ["s3_disk"] }]);
      expect(
        await server.query(
          "SELECT DISTINCT storage_policy FROM system.tables WHERE database = 'langfuse' AND engine LIKE '%MergeTree'",
        ),
      ).toEqual([{ storage_policy: "s3_main" }]);
    });

    it("takes the user's configuration last", async () => {
      const [setting] = await server.query<{ value: string }>(
        "SELECT value FROM system.merge_tree_settings WHERE name = 'old_parts_lifetime'",
      );
      expect(setting?.value).toBe("77");
    });

    it("turns inserted rows into objects", async () => {
      const before = s3.keys().length;
      await server.insert("traces", traces);
      expect(s3.keys().length).toBeGreaterThan(before + 10);
    });

    it("reads them back after a restart", async () => {
      await server.restart();
      const [count] = await server.query<{ n: string }>("SELECT count() AS n FROM traces");
      expect(Number(count?.n)).toBe(traces.length);
    });
  });
});
