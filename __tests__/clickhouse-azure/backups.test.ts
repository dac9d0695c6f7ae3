import {
  type ClickHouseServer,
  createLangfuseSchema,
  LangfuseRows,
} from "../../engines/clickhouse";
import { describeAzure, type Installation } from "./installation";

const INSTALLATIONS = {
  lost: { mode: "tiered", name: "lost" },
  empty: { mode: "object_storage_cached", name: "empty", backups: "lost" },
  emptier: { mode: "tiered", name: "emptier", backups: "lost" },
} satisfies Record<string, Installation>;

describeAzure("backups on Azure", INSTALLATIONS, ({ start, blob }) => {
  let server: ClickHouseServer;
  let full = "";
  let all = "";
  const read = (from: ClickHouseServer) =>
    from.text("SELECT * FROM traces ORDER BY id, event_ts", "TSVRaw");

  beforeAll(async () => {
    const rows = new LangfuseRows({ seed: 6 });
    server = await start("lost");
    await createLangfuseSchema(server, 3);
    await server.insert("traces", rows.traces(40));
    // A backup has to hold parts of both volumes.
    await server.exec("ALTER TABLE traces MOVE PARTITION ID '202601' TO VOLUME 'cold'");
    full = await read(server);
    await server.exec("BACKUP DATABASE langfuse TO Disk('backups', 'full/')");
    await server.insert("traces", rows.traces(20));
    all = await read(server);
  });

  it("are written to their own container, an incremental one with what is new", async () => {
    const before = await blob().blobs("lost-backups");
    await server.exec(
      "BACKUP DATABASE langfuse TO Disk('backups', 'next/') SETTINGS base_backup = Disk('backups', 'full/')",
    );
    const added = (await blob().blobs("lost-backups")).filter((name) => !before.includes(name));
    const parts = (names: string[]) => names.filter((name) => name.endsWith("data.bin"));
    expect(parts(before)).toHaveLength(1);
    expect(parts(added)).toHaveLength(1);
  });

  it.each([
    { into: "empty", backup: "full/" },
    { into: "emptier", backup: "next/" },
  ] as const)("restore into an empty installation ($backup)", async ({ into, backup }) => {
    const other = await start(into);
    await other.exec(`RESTORE DATABASE langfuse FROM Disk('backups', '${backup}')`);
    expect(await read(other)).toBe(backup === "full/" ? full : all);
    await other.restart();
    expect(await read(other)).toBe(backup === "full/" ? full : all);
  });
});
