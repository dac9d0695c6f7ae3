import type { ClickHouseServer } from "../../engines/clickhouse";
import { describeAzure, type Installation } from "./installation";

const INSTALLATIONS = {
  usual: { mode: "tiered", name: "guarded" },
  forced: { mode: "tiered", name: "guarded", acceptsDataLoss: true },
} satisfies Record<string, Installation>;

describeAzure("the guard on Azure", INSTALLATIONS, ({ start, blob }) => {
  let first: ClickHouseServer;

  const newest = async (table: string) => {
    const answer = await first.text(`SELECT max(generation) FROM langfuse_guard.${table}`);
    return Number(answer);
  };

  it("lets a first start pass, and keeps its number on blobs alone", async () => {
    first = await start("usual");
    expect(await newest("volume")).toBe(1);
    expect(await newest("bucket")).toBe(1);
    const [disk] = await first.query(
      "SELECT object_storage_type, metadata_type FROM system.disks WHERE name = 'guard'",
    );
    expect(disk).toEqual({ object_storage_type: "Azure", metadata_type: "PlainRewritable" });
    expect(await blob().blobs("guarded-guard")).toContainEqual(expect.stringMatching(/data\.bin$/));
  });

  it("lets restarts pass, also one after a kill, and counts on", async () => {
    await first.restart();
    await first.kill();
    await first.restart();
    // At least one a start; views raise it in between.
    expect(await newest("bucket")).toBeGreaterThanOrEqual(3);
    expect(await newest("volume")).toBeGreaterThanOrEqual(await newest("bucket"));
  });

  it("refuses a volume that is not the one of the blobs", async () => {
    await expect(start("usual")).rejects.toThrow(
      /This volume is not the one that belongs to the object storage/,
    );
    // The refused start left nothing behind that would stop the right volume.
    await first.restart();
    expect(await newest("bucket")).toBeGreaterThanOrEqual(4);
  });

  it("takes the new volume when the loss is accepted, and refuses the old one from then on", async () => {
    await start("forced");
    await expect(first.restart()).rejects.toThrow(/This volume is not the one/);
  });
});
