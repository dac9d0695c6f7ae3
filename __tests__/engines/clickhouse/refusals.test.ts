import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  startClickHouse,
  startS3,
  withLocalS3,
  type ClickHouseOptions,
  type ClickHouseServer,
} from "../../../engines/clickhouse";
import { describeClickHouse } from "../../support/clickhouse";
import { BLOG_FILES, startOnS3 } from "./blog";

const config = (inner: string) => `<clickhouse>${inner}</clickhouse>`;

/** The error a start ends with; a server that starts after all is stopped, and the test fails. */
async function refusal(options: ClickHouseOptions): Promise<Error> {
  let server: ClickHouseServer;
  try {
    server = await startClickHouse(options);
  } catch (error) {
    return error as Error;
  }
  await server.stop();
  throw new Error("ClickHouse started, but should have refused");
}

describeClickHouse("ClickHouse refuses to start", () => {
  test.each([
    [
      "an unknown merge_tree setting",
      { "config.d/a.xml": config("<merge_tree><no_such_setting>1</no_such_setting></merge_tree>") },
      /Code: 115.*Unknown setting 'no_such_setting'/,
    ],
    [
      "an unknown setting in a profile",
      {
        "users.d/a.xml": config(
          "<profiles><default><no_such_setting>1</no_such_setting></default></profiles>",
        ),
      },
      /Code: 115.*Unknown setting 'no_such_setting'.*profile 'default'/,
    ],
    [
      "an unknown kind of disk",
      {
        "config.d/a.xml": config(
          "<storage_configuration><disks><d><type>tape</type></d></disks></storage_configuration>",
        ),
      },
      /unknown disk type: tape/,
    ],
    [
      "a background pool smaller than the merge_tree section needs",
      { "config.d/a.xml": config("<background_pool_size>4</background_pool_size>") },
      /Code: 36.*number_of_free_entries_in_pool_to_execute_mutation.*\(20\)/,
    ],
    [
      "an endpoint from a variable that is not set",
      {
        "config.d/a.xml": config(
          `<storage_configuration><disks><d><type>s3</type><endpoint from_env="CH_ENDPOINT"/></d></disks></storage_configuration>`,
        ),
      },
      /Env variable is not set: CH_ENDPOINT/,
    ],
    ["XML that is not well-formed", { "config.d/a.xml": "<clickhouse><a></clickhouse>" }, /a\.xml/],
    ["a file the container would not read", { "conf.d/a.xml": config("") }, /config\.d\/<name>/],
  ])("on %s, in ClickHouse's own words", async (_, files, message) => {
    expect((await refusal({ files })).message).toMatch(message);
  });

  test("on credentials S3 does not know", async () => {
    const start = startOnS3({}, { accessKeyIds: ["SOMEBODY_ELSE"] });
    await expect(start).rejects.toThrow(/Code: 499.*Access Key Id you provided does not exist/s);
  });

  test("on a bucket that does not exist", async () => {
    const start = startOnS3({}, { buckets: ["another"] });
    await expect(start).rejects.toThrow(/Code: 499.*bucket does not exist/s);
  });

  test("while S3 is out of reach: it hangs, asking again and again", async () => {
    const s3 = await startS3({ buckets: ["bucket"] });
    s3.faults.add({ effect: { kind: "error", code: "SlowDown" } });
    const files = {
      "config.d/a.xml": BLOG_FILES["config.d/s3_disk.xml"].replace("langfuse-clickhouse", "bucket"),
    };
    const { message } = await refusal({ ...withLocalS3(s3, { files }), startTimeout: 1500 });
    expect(message).toContain("not ready after 1500 ms");
    expect(s3.counters.requests("PUT")).toBeGreaterThan(1);
    await s3.stop();
  });

  test("on a data directory in use, and leaves the server there alone", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "clickhouse-data-"));
    const first = await startClickHouse({ dataDir });
    const { message } = await refusal({ dataDir });
    expect(message).toMatch(
      /Code: 76.*Another server instance in same directory is already running/,
    );
    expect(await first.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);

    await first.kill();
    const third = await startClickHouse({ dataDir });
    await third.stop();
    await first.stop();
    rmSync(dataDir, { recursive: true });
  });
});
