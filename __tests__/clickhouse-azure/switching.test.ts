import {
  type ClickHouseServer,
  createLangfuseSchema,
  LangfuseRows,
} from "../../engines/clickhouse";
import { describeAzure, type Installation } from "./installation";

const INSTALLATIONS = {
  volume: { mode: "volume", name: "grows" },
  volumeTiered: { mode: "tiered", name: "grows" },
  objects: { mode: "object_storage", name: "blog" },
  objectsTiered: { mode: "tiered", name: "blog" },
} satisfies Record<string, Installation>;

/** A part above the hot part size: 4 MB before compression. */
const LARGE =
  "INSERT INTO blob_storage_file_log (entity_id, bucket_path, event_ts) SELECT toString(number), repeat('x', 1000), now64(3) FROM numbers(4000)";

describeAzure("a running installation on Azure becomes tiered", INSTALLATIONS, (on) => {
  describe.each([
    { from: "volume", to: "volumeTiered", old: "default", merged: "default" },
    { from: "objects", to: "objectsTiered", old: "blob_disk", merged: "blob_cache" },
  ] as const)("from $from", ({ from, to, old, merged }) => {
    let server: ClickHouseServer;
    const rows = new LangfuseRows({ seed: 5 });
    beforeAll(async () => {
      server = await on.start(from);
      await createLangfuseSchema(server, 3);
      await server.insert("traces", rows.traces(30));
    });

    const disks = async (table: string) => {
      const parts = await server.query<{ disk: string }>(
        `SELECT DISTINCT disk_name AS disk FROM system.parts WHERE active AND table = '${table}'`,
      );
      return parts.map(({ disk }) => disk).sort();
    };
    const text = (sql: string) => server.text(sql, "TSVRaw");

    it("with every row readable, also after a second restart", async () => {
      expect(await disks("traces")).toEqual([old]);
      const before = await text("SELECT * FROM traces ORDER BY id");
      await server.restart({ files: on.files(to) });
      expect(await text("SELECT * FROM traces ORDER BY id")).toBe(before);
      await server.restart();
      expect(await text("SELECT * FROM traces ORDER BY id")).toBe(before);
    });

    it("with small parts on the volume and large ones on blobs from then on", async () => {
      await server.insert("observations", rows.observations(30));
      expect(await disks("observations")).toEqual(["default"]);
      await server.exec(LARGE);
      expect(await disks("blob_storage_file_log")).toEqual(["blob_cache"]);
    });

    it("with old and new parts merged into one", async () => {
      await server.insert("traces", rows.traces(30));
      await server.exec("OPTIMIZE TABLE traces FINAL");
      expect(await text("SELECT count() FROM traces")).toBe("60\n");
      // A merge stays on the coldest volume that one of its parts is on.
      expect(await disks("traces")).toEqual([merged]);
    });
  });
});
