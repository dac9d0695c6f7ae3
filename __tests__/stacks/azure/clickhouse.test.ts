import path from "node:path";
import type { Variables, Workspace } from "../../../engines/terraform";
import { describeOffline } from "../../support/terraform";

const MODULE = path.join(__dirname, "..", "..", "..", "modules", "terraform-azurerm-langfuse");

const APP = "azurerm_container_app.clickhouse[0]";
const PORTS = "azapi_resource_action.clickhouse_ports[0]";

interface Template {
  min_replicas: number;
  max_replicas: number;
  termination_grace_period_seconds: number;
  container: {
    image: string;
    command: string[];
    args: string[];
    env: { name: string; value: string | null; secret_name: string | null }[];
    volume_mounts: { name: string; path: string }[];
  }[];
  volume: { name: string; storage_type: string; storage_name: string | null }[];
}

describeOffline("ClickHouse on Azure", ({ ready }) => {
  /** An installation that was applied, once for each set of variables. */
  const applied = new Map<string, Promise<Workspace>>();
  function installation(vars: Variables = {}): Promise<Workspace> {
    const key = JSON.stringify(vars);
    const known = applied.get(key) ?? apply(vars);
    applied.set(key, known);
    return known;
  }

  async function apply(vars: Variables): Promise<Workspace> {
    const workspace = await ready({ from: MODULE });
    const result = await workspace.apply({ vars });
    if (!result.ok) throw new Error(result.explain());
    return workspace;
  }

  /** Address to what another plan does to it, of what it changes. */
  async function changes(before: Variables, after: Variables): Promise<Record<string, string>> {
    const workspace = await installation(before);
    const { plan } = await workspace.plan({ vars: { ...before, ...after } });
    const found = (plan.json.resource_changes ?? []).map(
      ({ address, change }) => [address, change.actions.join(", ")] as const,
    );
    return Object.fromEntries(found.filter(([, actions]) => !/^(no-op|read)$/.test(actions)));
  }

  const template = (plan: { resource: (address: string) => { values: object } }) =>
    (plan.resource(APP).values as { template: [Template] }).template[0];

  it.each([
    { clickhouse_version: "26.8" },
    { clickhouse_image: "registry.example/clickhouse:1" },
    { clickhouse_cpu: 2, clickhouse_memory: 4 },
    { clickhouse_storage: "volume" },
    { clickhouse_extra_config: { more: "<clickhouse/>" } },
    { clickhouse_password_version: 2 },
    { clickhouse_ingress: "http" },
    { clickhouse_share_provisioning: "v1" },
  ] satisfies Variables[])("is replaced and never rolled by %j", async (after) => {
    expect(await changes({}, after)).toMatchObject({
      [APP]: "delete, create",
      [PORTS]: "delete, create",
    });
  });

  it("stays when others change, and keeps its ports when its tags do", async () => {
    expect(await changes({}, { web_cpu: 2, web_memory: 4 })).not.toHaveProperty([APP]);
    expect(await changes({}, { tags: { team: "a" } })).toMatchObject({
      [APP]: "update",
      [PORTS]: "delete, create",
    });
  });

  it.each([
    {},
    {
      clickhouse_ingress: "http",
      clickhouse_storage: "volume",
      clickhouse_share_provisioning: "v1",
    },
    { clickhouse_storage: "object_storage", secret_store: "key_vault" },
    { clickhouse_storage: "object_storage_cached" },
    { clickhouse_platform: "container_instance", clickhouse_storage: "volume" },
  ] satisfies Variables[])("leaves nothing to do after %j", async (vars) => {
    expect(await changes(vars, {})).toEqual({});
  });

  it("is one replica on an NFS share, behind both protocols", async () => {
    const plan = await (await installation()).state();
    const { container, volume, ...scale } = template(plan);
    expect(scale).toMatchObject({
      min_replicas: 1,
      max_replicas: 1,
      termination_grace_period_seconds: 120,
    });
    expect(volume.map(({ name, storage_type }) => [name, storage_type])).toEqual([
      ["data", "NfsAzureFile"],
      ["cache", "EmptyDir"],
    ]);
    expect(container[0]?.args[0]).toContain("flock");
    expect(container[0]?.args[0]).not.toMatch(/\brm\b/);
    expect(plan.resource(APP).values).toMatchObject({
      revision_mode: "Single",
      ingress: [
        { external_enabled: false, transport: "tcp", target_port: 9000, exposed_port: 9000 },
      ],
    });
    expect(JSON.stringify(plan.resource(PORTS).values.body)).toContain('"exposedPort":8123');
    const password = container[0]?.env.find(({ name }) => name === "CLICKHOUSE_PASSWORD");
    expect(password).toMatchObject({ secret_name: "clickhouse-password" });
    expect(password?.value ?? "").toBe("");
  });

  it("backs itself up on a container instance, which it alone does", async () => {
    const vars = { clickhouse_platform: "container_instance", clickhouse_storage: "volume" };
    const plan = await (await installation(vars)).state();
    const { container } = plan.resource("azurerm_container_group.clickhouse[0]").values as {
      container: { commands: string[]; secure_environment_variables: Record<string, string> }[];
    };
    expect(container[0]?.commands[2]).toContain("BACKUP DATABASE default");
    expect(container[0]?.secure_environment_variables).toHaveProperty("CLICKHOUSE_PASSWORD");
    expect(plan.has(APP)).toBe(false);
    const app = template(await (await installation()).state());
    expect(app.container[0]?.args[0]).not.toContain("BACKUP DATABASE");
  });
});
