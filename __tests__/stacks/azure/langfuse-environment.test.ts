import { AZURE_MODULE, changesOf, langfuse } from "../../support/azure-plan";
import { APP_SECRET, complaints } from "../../support/langfuse-schema";
import { describeOffline } from "../../support/terraform";

const SETUP = { user_email: "admin@example.com" };
const VAULT = "https://example.vault.azure.net/secrets";

const INSTALLATIONS: Record<string, Record<string, unknown>> = {
  "version 3": { langfuse_version: "3.225.4", initial_setup: SETUP },
  "version 4": { langfuse_version: "4.16.0", clickhouse_ingress: "http" },
  "version 4 on its way": {
    langfuse_version: "4.16.0",
    langfuse_v4_write_mode: "dual",
    secret_store: "key_vault",
    additional_secret_env: { SMTP_CONNECTION_URL: `${VAULT}/smtp` },
  },
  "its own parts": {
    external_cache: { host: "cache.example.com", tls: false },
    external_database: {
      host: "db.example.com",
      username: "langfuse",
      password_secret_id: `${VAULT}/db`,
    },
    external_clickhouse: {
      host: "clickhouse.example.com",
      username: "langfuse",
      password_secret_id: `${VAULT}/clickhouse`,
    },
  },
  "a container instance": {
    clickhouse_platform: "container_instance",
    clickhouse_storage: "volume",
    custom_domain_name: "langfuse.example.com",
  },
  "container instances": {
    clickhouse_platform: "container_instance",
    clickhouse_storage: "volume",
    worker_platform: "container_instance",
    worker_cpu: 1,
  },
};

describeOffline("the environment on Azure of", ({ ready }) => {
  it.each(Object.entries(INSTALLATIONS))(
    "%s is one that Langfuse accepts, in both containers",
    async (_name, vars) => {
      const workspace = await ready({ from: AZURE_MODULE });
      const view = await workspace.resolved({ vars });
      const web = langfuse(view, "web");
      const worker = langfuse(view, "worker");
      expect(complaints("web", web, APP_SECRET)).toEqual([]);
      expect(complaints("worker", worker, APP_SECRET)).toEqual([]);
      expect(web.environment.NEXTAUTH_URL).toBe(view.output("langfuse_url"));
      expect(worker.environment.NEXTAUTH_URL).toBe(view.output("langfuse_url"));
      expect([...web.empty, ...worker.empty]).toEqual([]);
      const again = await workspace.plan({ vars });
      expect(changesOf(again.plan)).toEqual([]);
    },
    60_000,
  );
});
