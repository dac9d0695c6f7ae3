import { createHash } from "node:crypto";
import type { ResourceView, View } from "../../../engines/terraform";
import {
  AZURE_OPTIONS,
  GIVEN_SUBNETS,
  RANGES,
  REFUSALS,
  variablesOf,
} from "../../support/azure-options";
import {
  addressIn,
  admits,
  AZURE_MODULE,
  langfuse,
  named,
  networkRules,
  placesOf,
  settled,
} from "../../support/azure-plan";
import type { Row } from "../../support/covering-array";
import { APP_SECRET, complaints } from "../../support/langfuse-schema";
import { SENTINELS } from "../../support/options";
import { expectShared, PairwiseTests } from "../../support/pairwise";
import { block } from "../../support/plan";

const pairwise = new PairwiseTests({
  module: AZURE_MODULE,
  options: AZURE_OPTIONS,
  refusals: REFUSALS,
  variablesOf,
});

/** A worker that is an instance needs a ClickHouse that is one, and that takes no blobs. */
const IMPLIED: readonly Row[] = ["tiered", "object_storage_cached", "object_storage"].map(
  (storage) => ({ worker_platform: "container_instance", clickhouse_storage: storage }),
);

pairwise.describeChoices({ pairs: 2500, rows: 22, implied: IMPLIED });

/** Where values of secrets may be: attributes that Terraform shows nobody. */
const SECRET_PLACES = {
  always: [
    "azurerm_container_group.diagnostics.log_analytics.workspace_key",
    "azurerm_log_analytics_workspace.primary_shared_key",
    "azurerm_log_analytics_workspace.secondary_shared_key",
    "azurerm_managed_redis.default_database.primary_access_key",
    "azurerm_managed_redis.default_database.secondary_access_key",
    "azurerm_storage_account.primary_access_key",
    "azurerm_storage_account.secondary_access_key",
    "random_password.result",
  ],
  container_app: ["azurerm_container_app.secret.value"],
  key_vault: [],
} as const;

const INSTANCE_SECRET = /^azurerm_container_group\.container\.secure_environment_variables\.[A-Z]/;

/** What names may look like, by type. */
const NAMES: Readonly<Record<string, RegExp>> = {
  azurerm_container_app: /^(?=.{2,32}$)(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/,
  azurerm_container_app_environment: /^(?=.{2,60}$)(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/,
  azurerm_container_app_environment_storage: /^(?=.{2,32}$)(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/,
  azurerm_container_group: /^(?=.{1,63}$)(?!.*--)[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  azurerm_key_vault: /^(?=.{3,24}$)(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/,
  azurerm_key_vault_secret: /^[a-z0-9-]{1,127}$/,
  azurerm_log_analytics_workspace: /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/,
  azurerm_managed_redis: /^(?=.{1,60}$)(?!.*--)[a-z0-9][a-z0-9-]*[a-z0-9]$/,
  azurerm_postgresql_flexible_server: /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/,
  azurerm_resource_group: /^[a-z0-9_().-]{0,89}[a-z0-9_()-]$/,
  azurerm_storage_account: /^[a-z0-9]{3,24}$/,
  azurerm_storage_container: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  azurerm_storage_share: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
};

type Part = keyof typeof GIVEN_SUBNETS;

/** Where a part runs: the subnet of apps or the one of instances. */
const homeOf = (platform: string | undefined): Part =>
  platform === "container_instance" ? "container_instances" : "container_apps";

/** The id of a part's subnet. */
const subnetId = (view: View, row: Row, part: Part): unknown =>
  row.network === "given" ? GIVEN_SUBNETS[part] : named(view, "azurerm_subnet", part)[0]?.values.id;

const first = (view: View, type: string, name: string): ResourceView => {
  const [found] = named(view, type, name);
  if (!found) throw new Error(`there is no ${type}.${name}`);
  return found;
};

pairwise.describeRows(settled, (row, made) => {
  let view: View;
  let changes: readonly string[];
  const isOwn = row.external_clickhouse === "none";
  const isApp = row.clickhouse_platform === "container_app";
  const workerHome = homeOf(row.worker_platform);
  const clickhouseHome = homeOf(row.clickhouse_platform);

  beforeAll(() => {
    ({ view, changes } = made());
  });

  it("leaves nothing for a second plan to do", () => {
    expect(changes).toEqual([]);
  });

  it("has one ClickHouse server, and nothing else mounts its volume", () => {
    const apps = named(view, "azurerm_container_app", "clickhouse");
    const groups = named(view, "azurerm_container_group", "clickhouse");
    expect([apps.length, groups.length]).toEqual(!isOwn ? [0, 0] : isApp ? [1, 0] : [0, 1]);
    for (const { values } of apps) {
      expect(block(values.template)).toMatchObject({ min_replicas: 1, max_replicas: 1 });
      expect(values.revision_mode).toBe("Single");
    }
    const mounts = view
      .resources("azurerm_container_app")
      .flatMap(({ name, values }) =>
        ((block(values.template).volume ?? []) as { storage_name: string | null }[])
          .filter(({ storage_name }) => storage_name)
          .map((volume) => `${name} ${String(volume.storage_name)}`),
      );
    expect(mounts).toEqual(isOwn && isApp ? ["clickhouse clickhouse"] : []);
    expect(view.resources("azurerm_container_app_environment_storage")).toHaveLength(mounts.length);
    expect(view.resources("azurerm_storage_share")).toHaveLength(mounts.length);
    const shared = view
      .resources("azurerm_container_group")
      .flatMap(
        ({ values }) => (block(values.container).volume ?? []) as { share_name: string | null }[],
      )
      .filter(({ share_name }) => share_name);
    expect(shared).toEqual([]);
  });

  it("shows no secret but to the state's own few places", () => {
    const passwords = view.resources("random_password").map(({ index: name, values }) => ({
      name,
      result: String(values.result),
    }));
    const keys = ["azurerm_storage_account", "azurerm_log_analytics_workspace"].flatMap((type) =>
      view
        .resources(type)
        .flatMap(({ values }) => [values.primary_access_key, values.primary_shared_key]),
    );
    const caches = view
      .resources("azurerm_managed_redis")
      .map(({ values }) => block(values.default_database).primary_access_key);
    const secrets = [
      ...(row.secrets === "given" ? Object.values(SENTINELS) : []),
      ...passwords.map(({ result }) => result),
      ...passwords
        .filter(({ name }) => name === "encryption_key")
        .map(({ result }) => createHash("sha256").update(result).digest("hex")),
      ...keys,
      ...caches,
    ].filter((value) => typeof value === "string" && value !== "") as string[];
    expect(secrets.length).toBeGreaterThan(1);
    const isLeak = (text: string) => secrets.some((secret) => text.includes(secret));
    const store = row.secret_store === "key_vault" ? "key_vault" : "container_app";
    const allowed: readonly string[] = [...SECRET_PLACES.always, ...SECRET_PLACES[store]];
    expect(
      placesOf(view, isLeak).filter(
        (place) => !allowed.includes(place) && !INSTANCE_SECRET.test(place),
      ),
    ).toEqual([]);
    const outputs = Object.entries(view.json.values?.outputs ?? {});
    expect(
      outputs
        .filter(([, { sensitive, value }]) => sensitive !== true && isLeak(JSON.stringify(value)))
        .map(([name]) => name),
    ).toEqual([]);
  });

  it("gives web and worker an environment that Langfuse accepts, the same on both", () => {
    const web = langfuse(view, "web");
    const worker = langfuse(view, "worker");
    expect(complaints("web", web, APP_SECRET)).toEqual([]);
    expect(complaints("worker", worker, APP_SECRET)).toEqual([]);
    expect([...web.empty, ...worker.empty]).toEqual([]);
    expect(web.environment.NEXTAUTH_URL).toBe(view.output("langfuse_url"));
    expectShared(web, worker);
    expect(web.environment.LANGFUSE_MIGRATION_V4_WRITE_MODE).toBe(
      row.langfuse_version?.startsWith("4") ? row.langfuse_v4_write_mode : undefined,
    );
  });

  it("runs as many workers as asked for, on the platform asked for", () => {
    const [app] = named(view, "azurerm_container_app", "worker");
    const groups = named(view, "azurerm_container_group", "worker");
    const count = row.replicas === "many" ? 2 : 1;
    if (row.worker_platform === "container_app") {
      expect(block(app?.values.template).min_replicas).toBe(count);
      expect(groups).toEqual([]);
    } else {
      expect(app).toBeUndefined();
      expect(groups).toHaveLength(count);
    }
  });

  it("opens web to the internet, or to those allowed, and nothing else", () => {
    const apps = view.resources("azurerm_container_app");
    const external = apps.filter(({ values }) => block(values.ingress).external_enabled === true);
    expect(external.map(({ name }) => name)).toEqual(["web"]);
    expect(named(view, "azurerm_container_app", "worker")[0]?.values.ingress ?? []).toEqual([]);
    const restrictions = (block(external[0]?.values.ingress).ip_security_restriction ??
      []) as Record<string, unknown>[];
    expect(restrictions.map((one) => [one.action, one.ip_address_range])).toEqual(
      row.callers === "some" ? RANGES.map((range) => ["Allow", range]) : [],
    );
    for (const { values } of view.resources("azurerm_container_group")) {
      expect(values).toMatchObject({
        ip_address_type: "Private",
        subnet_ids: [subnetId(view, row, "container_instances")],
      });
    }
  });

  it("closes database, cache and storage to the internet, but for what is asked", () => {
    for (const { values } of view.resources("azurerm_postgresql_flexible_server")) {
      expect(values).toMatchObject({
        public_network_access_enabled: false,
        delegated_subnet_id: subnetId(view, row, "postgresql"),
        private_dns_zone_id: expect.stringMatching(
          /\.private\.postgres\.database\.azure\.com$/,
        ) as unknown,
      });
    }
    const caches = view.resources("azurerm_managed_redis");
    for (const { values } of caches) expect(values.public_network_access).toBe("Disabled");
    expect(view.resources("azurerm_private_endpoint")).toHaveLength(caches.length);
    const ranges = { none: [], some: RANGES, all: [] }[row.blob_callers as "none"];
    const reach = view.resources("azurerm_storage_account").map((account) => {
      const { default_action, ip_rules } = networkRules(account);
      expect(account.values.allow_nested_items_to_be_public).toBe(false);
      return [account.name, default_action, ip_rules ?? []];
    });
    expect(reach.sort()).toEqual(
      [
        ["langfuse", row.blob_callers === "all" ? "Allow" : "Deny", ranges],
        ...(isOwn ? [["clickhouse", "Deny", []]] : []),
        ...(isOwn && isApp ? [["clickhouse_volume", "Deny", []]] : []),
      ].sort(),
    );
    for (const { values } of view.resources("azurerm_storage_container"))
      expect(values.container_access_type).toBe("private");
    const vaults = view.resources("azurerm_key_vault").map((vault) => {
      const { default_action, ip_rules } = networkRules(vault);
      return [default_action, ip_rules ?? []];
    });
    const vault = row.key_vault_callers === "some" ? ["Deny", RANGES] : ["Allow", []];
    expect(vaults).toEqual(row.secret_store === "key_vault" ? [vault] : []);
  });

  it("lets storage accounts answer those in the network that need them", () => {
    const needs: Record<string, Part[]> = {
      langfuse: ["container_apps", workerHome],
      clickhouse: [clickhouseHome],
      clickhouse_volume: ["container_apps"],
    };
    for (const account of view.resources("azurerm_storage_account")) {
      const subnets = networkRules(account).virtual_network_subnet_ids as string[];
      const expected = new Set(
        needs[account.name]?.map((part) => String(subnetId(view, row, part))),
      );
      expect([account.name, [...subnets].sort()]).toEqual([account.name, [...expected].sort()]);
    }
    for (const { name, values } of view.resources("azurerm_subnet")) {
      const hasEndpoint = (values.service_endpoints as string[] | null) ?? [];
      expect([name, hasEndpoint.includes("Microsoft.Storage")]).toEqual([
        name,
        name !== "private_endpoints",
      ]);
    }
  });

  it("lets Langfuse reach database, cache and ClickHouse, and nobody else", () => {
    if (row.network === "given") {
      expect(view.resources("azurerm_network_security_group")).toEqual([]);
      return;
    }
    const address = (part: Part) => addressIn(first(view, "azurerm_subnet", part));
    const group = (part: Part) => first(view, "azurerm_network_security_group", part);
    for (const { name, values } of view.resources(
      "azurerm_subnet_network_security_group_association",
    )) {
      expect(values).toMatchObject({
        network_security_group_id: group(name as Part).values.id,
        subnet_id: subnetId(view, row, name as Part),
      });
    }
    expect(
      view
        .resources("azurerm_subnet_network_security_group_association")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      view
        .resources("azurerm_subnet")
        .map(({ name }) => name)
        .sort(),
    );
    const servers: (readonly [Part, number])[] = [
      ["postgresql", 5432],
      ["private_endpoints", 10000],
      ...(isOwn && !isApp
        ? ([8123, 9000] as const).map((port) => ["container_instances", port] as const)
        : []),
    ];
    const callers = [address("container_apps"), address(workerHome)];
    for (const [part, port] of servers) {
      const admitted = (from: string, at = port) =>
        admits(group(part), { from, to: address(part), port: at });
      expect(callers.map((from) => [part, port, admitted(from)])).toEqual(
        callers.map(() => [part, port, true]),
      );
      // Somewhere else in the network, or in one that it is peered with.
      expect([part, port, admitted("10.20.3.4"), admitted("172.16.0.4")]).toEqual([
        part,
        port,
        false,
        false,
      ]);
      expect([part, admitted(callers[0] ?? "", 22)]).toEqual([part, false]);
    }
  });

  it("finds ClickHouse by a name", () => {
    const { hostname, protocol, port } = new URL(
      langfuse(view, "web").environment.CLICKHOUSE_URL ?? "",
    );
    const migrations = new URL(langfuse(view, "web").environment.CLICKHOUSE_MIGRATION_URL ?? "");
    if (!isOwn) {
      expect([hostname, migrations.hostname]).toEqual(Array(2).fill("clickhouse.example.com"));
      expect([protocol, port, migrations.port]).toEqual(["https:", "8443", "9440"]);
      return;
    }
    expect(migrations.port).toBe("9000");
    if (isApp) {
      const { name, ingress } = first(view, "azurerm_container_app", "clickhouse").values;
      const isTcp = row.clickhouse_ingress === "tcp";
      expect([protocol, port]).toEqual(isTcp ? ["http:", "8123"] : ["https:", ""]);
      expect(hostname.split(".")[0]).toBe(name);
      expect(migrations.hostname).toBe(name);
      expect(block(ingress)).toMatchObject({ target_port: isTcp ? 9000 : 8123 });
      return;
    }
    const { values } = first(view, "azurerm_private_dns_a_record", "clickhouse");
    expect([protocol, port]).toEqual(["http:", "8123"]);
    expect([hostname, migrations.hostname]).toEqual(
      Array(2).fill(`${String(values.name)}.${String(values.zone_name)}`),
    );
    expect(values.records).toEqual([
      first(view, "azurerm_container_group", "clickhouse").values.ip_address,
    ]);
    expect(
      first(view, "azurerm_private_dns_zone_virtual_network_link", "clickhouse").values,
    ).toMatchObject({ private_dns_zone_name: values.zone_name });
  });

  it("sends every container's output to the one workspace, which has a cap", () => {
    const [workspace, ...others] = view.resources("azurerm_log_analytics_workspace");
    expect(others).toEqual([]);
    expect(workspace?.values.daily_quota_gb).toBeGreaterThan(0);
    expect(first(view, "azurerm_container_app_environment", "langfuse").values).toMatchObject({
      logs_destination: "log-analytics",
      log_analytics_workspace_id: workspace?.values.id,
    });
    for (const { values } of view.resources("azurerm_container_group")) {
      expect(block(block(values.diagnostics).log_analytics)).toMatchObject({
        workspace_id: workspace?.values.workspace_id,
        workspace_key: workspace?.values.primary_shared_key,
      });
    }
  });

  it("has legal names, none twice, all in the one group", () => {
    const managed = view.resources().filter(({ mode }) => mode === "managed");
    const illegal = managed.filter(
      ({ type, values }) => NAMES[type] && !NAMES[type].test(String(values.name)),
    );
    expect(illegal.map(({ address, values }) => [address, values.name])).toEqual([]);
    const known = managed
      .filter(({ type, values }) => /^azurerm_/.test(type) && typeof values.id === "string")
      // The ones are called like their subnets, the others like each other, each in a zone of its own.
      .filter(({ type }) => !/_(association|virtual_network_link)$/.test(type))
      .map(({ values }) => String(values.id).toLowerCase());
    expect(known.filter((id, at) => known.indexOf(id) !== at)).toEqual([]);
    const group =
      row.resource_group === "given"
        ? "team"
        : ((variablesOf(row).name as string | undefined) ?? "langfuse");
    const elsewhere = managed
      .filter(({ values }) => ![undefined, group].includes(values.resource_group_name as string))
      .map(({ address }) => address);
    // The link belongs to the zone.
    expect(elsewhere).toEqual(
      row.cache_zone === "given" && row.external_cache === "none" && row.network === "made"
        ? ["azurerm_private_dns_zone_virtual_network_link.cache[0]"]
        : [],
    );
  });
});

pairwise.describeRefusals(({ combination, says }) =>
  Object.keys(variablesOf(combination)).filter((name) => !says.startsWith(`${name} `)),
);
