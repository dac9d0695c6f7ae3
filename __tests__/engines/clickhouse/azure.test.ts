import {
  startBlob,
  startClickHouse,
  withLocalBlob,
  type BlobServer,
  type ClickHouseServer,
} from "../../../engines/clickhouse";
import { describeClickHouse } from "../../support/clickhouse";
import { SMALL_TABLE, smallRows } from "./blog";

const FILES = {
  "config.d/blob_disk.xml": `<clickhouse>
    <storage_configuration>
        <disks>
            <blob_disk>
                <type>azure_blob_storage</type>
                <storage_account_url>https://langfuse.blob.core.windows.net</storage_account_url>
                <container_name>clickhouse</container_name>
                <container_already_exists>1</container_already_exists>
                <metadata_path>/var/lib/clickhouse/disks/blob_disk/</metadata_path>
            </blob_disk>
        </disks>
        <policies>
            <blob_main><volumes><main><disk>blob_disk</disk></main></volumes></blob_main>
        </policies>
    </storage_configuration>
    <merge_tree><storage_policy>blob_main</storage_policy></merge_tree>
</clickhouse>`,
};

describeClickHouse("ClickHouse with Azure Blob as its default policy", () => {
  let blob: BlobServer;
  let server: ClickHouseServer;
  beforeAll(async () => {
    blob = await startBlob({ containers: ["clickhouse"] });
    server = await startClickHouse(withLocalBlob(blob, { files: FILES }));
    await server.exec(SMALL_TABLE);
  });
  afterAll(async () => {
    await server.stop();
    await blob.stop();
  });

  test("an insert becomes blobs", async () => {
    const before = (await blob.blobs("clickhouse")).length;
    await server.insert("events", smallRows([1, 2, 3]));
    expect((await blob.blobs("clickhouse")).length).toBe(before + 12);
  });

  test("a restart reads the rows back", async () => {
    await server.restart();
    expect(await server.query("SELECT count() AS n FROM events")).toEqual([{ n: 3 }]);
  });

  test("a kill loses no acknowledged row", async () => {
    await server.insert("events", smallRows([4]));
    await server.kill();
    await server.restart();
    expect(await server.query("SELECT count() AS n FROM events")).toEqual([{ n: 4 }]);
  });
});
