import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describePlanned } from "../support/clickhouse-files";
import { install, type Installation, MODES } from "./installation";

/** Why a small file system cannot be mounted here, or undefined when it can. */
function whyNoMount(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "mount-"));
  const { status, stderr, error } = mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
  if (status === 0) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

function mount(...args: string[]) {
  return spawnSync("mount", args, { encoding: "utf8" });
}

const reason = whyNoMount();
if (reason !== undefined) {
  const bar = "!".repeat(80);
  console.warn(
    `${bar}\nNOT TESTED: a full volume, because a tmpfs cannot be mounted: ${reason}\n${bar}`,
  );
}

describePlanned("a volume that is full", () => {
  (reason === undefined ? describe : describe.skip).each(["volume", "tiered"] as const)(
    "in the mode %s",
    (mode) => {
      const volume = mkdtempSync(join(tmpdir(), "volume-"));
      let on: Installation;
      let batches = 0;

      beforeAll(async () => {
        // What the parts must leave free, and 24 MiB for them.
        expect(mount("-t", "tmpfs", "-o", `size=${1024 + 24}m`, "tmpfs", volume).status).toBe(0);
        on = await install(MODES[mode], { volume });
        await on.server.exec(
          "CREATE TABLE rows (batch UInt32, id UInt32, text String) ENGINE = MergeTree ORDER BY (batch, id)",
        );
      });
      afterAll(async () => {
        await on.remove();
        spawnSync("umount", [volume]);
        rmSync(volume, { recursive: true, force: true });
      });

      /** A thousand rows, about 1 MB that does not compress. */
      async function insert(): Promise<void> {
        batches += 1;
        await on.server.exec(
          `INSERT INTO rows SELECT ${batches}, number, randomPrintableASCII(1000) FROM numbers(1000)`,
        );
      }
      const rows = async () => Number(await on.server.text("SELECT count() FROM rows"));
      const isOnS3 = async () =>
        Number(
          await on.server.text(
            "SELECT count() FROM system.parts WHERE database = 'langfuse' AND active AND disk_name = 's3_cache'",
          ),
        );

      test("takes inserts on S3 when the volume has no more space for them", async () => {
        await on.server.exec("SYSTEM STOP MERGES");
        for (let i = 0; i < 35; i += 1) await insert();
        expect(await rows()).toBe(35_000);
        expect(await isOnS3()).toBeGreaterThan(5);
        expect(await isOnS3()).toBeLessThan(25);
      });

      test("leaves space for the names of the objects: nothing is missing after restarts", async () => {
        const { bavail, bsize } = statfsSync(volume);
        expect(bavail * bsize).toBeGreaterThan(1000 * 1024 ** 2);
        await on.server.restart();
        expect(await rows()).toBe(35_000);
        await on.server.kill();
        await on.server.restart();
        expect(await rows()).toBe(35_000);
      });

      test("goes on there when it is enlarged", async () => {
        expect(mount("-o", "remount,size=2048m", volume).status).toBe(0);
        await on.server.exec("SYSTEM STOP MERGES");
        const before = await isOnS3();
        await insert();
        expect(await isOnS3()).toBe(before);
        await on.server.exec("SYSTEM START MERGES");
        await on.server.exec("OPTIMIZE TABLE rows FINAL");
        await on.server.restart();
        expect(await rows()).toBe(36_000);
      });
    },
  );
});
