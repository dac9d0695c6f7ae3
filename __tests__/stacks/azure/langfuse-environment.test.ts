import path from "node:path";
import type { View } from "../../../engines/terraform";
import { ROOT } from "../../../lib/root";
import type { LangfuseContainer } from "../../../stacks/shared/langfuse-env";
import type { LangfuseGiven } from "../../support/aws-plan";
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

interface Group {
  container: {
    environment_variables: Record<string, string>;
    secure_environment_variables: Record<string, string | null>;
  }[];
}

interface App {
  secret: { name: string; value: string; key_vault_secret_id: string | null }[];
  template: { container: { env: { name: string; value: string; secret_name: string }[] }[] }[];
}

const MEMORY = { web: 2048, worker: 1024 };

function langfuse(view: View, container: LangfuseContainer): LangfuseGiven & { app: App } {
  const address = { web: "azurerm_container_app.web", worker: "azurerm_container_app.worker[0]" };
  if (!view.has(address[container])) return instance(view);
  const app = view.resource(address[container]).values as unknown as App;
  const env = app.template[0]?.container[0]?.env ?? [];
  const plain = env.filter(({ secret_name }) => !secret_name);
  const secret = env.filter(({ secret_name }) => secret_name);
  return {
    app,
    environment: Object.fromEntries(plain.map(({ name, value }) => [name, value])),
    secrets: Object.fromEntries(secret.map(({ name, secret_name }) => [name, secret_name])),
    memory: MEMORY[container],
  };
}

/** A worker that is a container instance has its secrets' values, each under the name of its variable. */
function instance(view: View): LangfuseGiven & { app: App } {
  const group = view.resource("azurerm_container_group.worker[0]").values as unknown as Group;
  const { environment_variables = {}, secure_environment_variables = {} } =
    group.container[0] ?? {};
  const secret = Object.entries(secure_environment_variables).map(([name, value]) => ({
    name: name.toLowerCase().replaceAll("_", "-"),
    value: value ?? "",
    key_vault_secret_id: null,
  }));
  return {
    app: { secret, template: [] },
    environment: environment_variables,
    secrets: Object.fromEntries(
      Object.keys(secure_environment_variables).map((name, i) => [name, secret[i]?.name ?? ""]),
    ),
    memory: MEMORY.worker,
  };
}

describeOffline("the environment on Azure of", ({ ready }) => {
  it.each(Object.entries(INSTALLATIONS))(
    "%s is one that Langfuse accepts, in both containers",
    async (_name, vars) => {
      const workspace = await ready({
        from: path.join(ROOT, "modules", "terraform-azurerm-langfuse"),
      });
      const view = await workspace.resolved({ vars });
      const web = langfuse(view, "web");
      const worker = langfuse(view, "worker");
      expect(complaints("web", web, APP_SECRET)).toEqual([]);
      expect(complaints("worker", worker, APP_SECRET)).toEqual([]);
      expect(web.environment.NEXTAUTH_URL).toBe(view.output("langfuse_url"));
      expect(worker.environment.NEXTAUTH_URL).toBe(view.output("langfuse_url"));
      for (const { app, secrets } of [web, worker]) {
        const known = new Set(app.secret.map(({ name }) => name));
        expect(Object.values(secrets).filter((name) => !known.has(name))).toEqual([]);
        expect(app.secret.filter((s) => !s.value && !s.key_vault_secret_id)).toEqual([]);
      }
      const again = await workspace.plan({ vars });
      const changed = (again.plan.json.resource_changes ?? [])
        .filter(({ change }) => !/^(no-op|read)$/.test(change.actions.join()))
        .map(({ address }) => address);
      expect(changed).toEqual([]);
    },
    60_000,
  );
});
