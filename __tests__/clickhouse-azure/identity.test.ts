import { type ConfigFiles, LangfuseRows, startClickHouse } from "../../engines/clickhouse";
import { createLangfuseSchema } from "../../engines/clickhouse";
import { CLICKHOUSE_STORAGE } from "../../stacks/shared/clickhouse-config";
import { describeClickHouse } from "../support/clickhouse";
import { describeTerraform } from "../support/terraform";
import { azureFiles, type Installation } from "./installation";
import { startTokenBlob, type TokenBlob, whyTokensAreUnavailable } from "./managed-identity";

const INSTALLATIONS = Object.fromEntries(
  CLICKHOUSE_STORAGE.map((mode) => [mode, { mode, name: "keyless" }]),
) as Record<(typeof CLICKHOUSE_STORAGE)[number], Installation>;

const CLIENT_ID = "6b1f6e5a-0000-4000-8000-000000000001";

describeTerraform("Azure's files", ({ ready }) => {
  let files: Record<keyof typeof INSTALLATIONS, ConfigFiles>;
  beforeAll(async () => {
    files = await azureFiles(ready, INSTALLATIONS);
  });

  it.each(CLICKHOUSE_STORAGE)("hold no key, in mode %s", (mode) => {
    const text = Object.values(files[mode]).join("\n");
    expect(text).toContain("<container_already_exists>1</container_already_exists>");
    expect(text).not.toMatch(/account_key|account_name|connection_string|sas|from_env/i);
  });

  const reason = whyTokensAreUnavailable();
  if (reason !== undefined && !process.env.CI) {
    console.warn(`${"!".repeat(80)}\nNOT TESTED: ClickHouse with a managed identity: ${reason}`);
  }
  (reason === undefined || process.env.CI ? describeClickHouse : describe.skip)(
    "with the identity of a container app",
    () => {
      let azure: TokenBlob | undefined;
      beforeAll(async () => {
        azure = await startTokenBlob(["keyless-data", "keyless-guard", "keyless-backups"]);
      });
      afterAll(() => {
        azure?.stop();
      });

      it("are enough for data, guard and backups", async () => {
        const local = Object.entries(files.object_storage).map(([name, xml]) => [
          name,
          xml.replaceAll("https://langfuse.blob.core.windows.net", azure?.url ?? ""),
        ]);
        const server = await startClickHouse({
          files: Object.fromEntries(local) as ConfigFiles,
          // As the start script has it.
          env: {
            ...azure?.env,
            IDENTITY_ENDPOINT: `${azure?.env.IDENTITY_ENDPOINT ?? ""}?client_id=${CLIENT_ID}`,
          },
        });
        try {
          await createLangfuseSchema(server, 3);
          await server.insert("traces", new LangfuseRows().traces(10));
          await server.exec("BACKUP DATABASE langfuse TO Disk('backups', 'full/')");
          expect(await server.text("SELECT count() FROM traces")).toBe("10\n");
        } finally {
          await server.stop();
        }
        // One account, one token; asked for in the way of Container Apps.
        expect(azure?.tokenRequests[0]).toEqual({
          url: `/msi/token?api-version=2019-08-01&client_id=${CLIENT_ID}&resource=https%3A%2F%2Fstorage.azure.com`,
          header: "secret-of-the-sidecar",
        });
      });
    },
  );
});
