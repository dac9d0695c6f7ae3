import fs from "node:fs";
import path from "node:path";
import { PRICES } from "../../../lib/pricing";
import type { PlannedResource } from "../../../lib/pricing/planned";
import { azureBill, type AzureBillOptions, BILLERS } from "../../../lib/pricing/azure/bill";
import { appDollars, instanceDollars, ways } from "../../../lib/pricing/azure/comparison";
import { FREE_TYPES } from "../../../lib/pricing/azure/free";
import { findPrice } from "../../../lib/pricing/azure/lines";
import { azureLoad, SMALL_LOAD } from "../../../lib/pricing/azure/load";
import { grantsOf } from "../../../lib/pricing/azure/sensitivity";
import { ROOT } from "../../../lib/root";

const SECONDS = 730 * 3600;

/** A planned resource `type.name`. */
function planned(address: string, values: Record<string, unknown> = {}): PlannedResource {
  const [type = "", name = ""] = address.split(".");
  return { address, mode: "managed", type, name, values };
}

function bill(resources: PlannedResource[], options: Partial<AzureBillOptions> = {}) {
  return azureBill({ resources, region: "eastus", load: SMALL_LOAD, ...options });
}

/** Dollars of the lines whose price has this service and begins with this name. */
function dollars(of: ReturnType<typeof bill>, service: string, sku = ""): number {
  const lines = of.lines.filter(
    ({ price }) => price.service === service && price.sku.startsWith(sku),
  );
  expect(lines.length).toBeGreaterThan(0);
  return lines.reduce((sum, { usd }) => sum + (usd ?? Number.NaN), 0);
}

function app(name: string, cpu: number, memory: string, more: Record<string, unknown> = {}) {
  return planned(`azurerm_container_app.${name}`, {
    workload_profile_name: "Consumption",
    template: [{ min_replicas: 1, container: [{ cpu, memory }] }],
    ...more,
  });
}

describe("container apps", () => {
  it("are billed by core and GiB, the worker and ClickHouse at the active rate", () => {
    const load = azureLoad({ name: "", observations: 1e6, webActive: 0 });
    const of = bill([app("worker", 0.5, "1Gi"), app("clickhouse", 1, "2Gi")], { load });
    expect(of.parts.get("worker")).toBeCloseTo(SECONDS * (0.5 * 0.000024 + 0.000003), 6);
    expect(of.parts.get("ClickHouse")).toBeCloseTo(SECONDS * (0.000024 + 2 * 0.000003), 6);
  });

  it("have an idle rate for web's processors and none for its memory", () => {
    const at = (webActive: number) =>
      bill([app("web", 1, "2Gi")], {
        load: azureLoad({ name: "", observations: 1e6, webActive }),
      });
    expect(at(1).parts.get("web")).toBeCloseTo(SECONDS * 0.00003, 6);
    expect(at(0).parts.get("web")).toBeCloseTo(SECONDS * (0.000003 + 2 * 0.000003), 6);
    expect(at(0.25).parts.get("web")).toBeCloseTo(
      SECONDS * (0.25 * 0.000024 + 0.75 * 0.000003 + 2 * 0.000003),
      6,
    );
  });

  it("count every replica and every container, and requests from outside", () => {
    const of = bill([
      app("web", 0, "0Gi", {
        ingress: [{ external_enabled: true }],
        template: [
          {
            min_replicas: 3,
            container: [
              { cpu: 1, memory: "2Gi" },
              { cpu: 0.5, memory: "1Gi" },
            ],
          },
        ],
      }),
    ]);
    const replicas = 3 * SECONDS * (1.5 * 0.000024 + 3 * 0.000003);
    expect(of.parts.get("web")).toBeCloseTo(replicas + 0.6 * 0.4, 6);
  });

  it("on a dedicated profile are billed with the environment", () => {
    const of = bill([
      app("worker", 0.5, "1Gi", { workload_profile_name: "D4" }),
      planned("azurerm_container_app_environment.langfuse", {
        workload_profile: [
          { workload_profile_type: "Consumption" },
          { workload_profile_type: "D4", minimum_count: 1 },
        ],
      }),
    ]);
    expect(of.parts.has("worker")).toBe(false);
    expect(dollars(of, "Container Apps Dedicated", "plan management")).toBeCloseTo(73, 6);
    expect(of.unpriced.map(({ price }) => price.sku)).toContain("D4 profile");
  });

  it("of another name or unit are an error", () => {
    expect(() => bill([app("proxy", 1, "2Gi")])).toThrow(/no part of the bill is named proxy/);
    expect(() => bill([app("web", 1, "2048Mi")])).toThrow(/is 2048Mi, not in Gi/);
  });
});

describe("container instances", () => {
  const group = planned("azurerm_container_group.clickhouse", {
    container: [{ cpu: 1, memory: 2 }],
  });

  it("are billed for what they reserve, at less than half of what an active app costs", () => {
    const of = bill([group]);
    expect(of.parts.get("ClickHouse")).toBeCloseTo(730 * (0.0405 + 2 * 0.00445), 6);
    const apps = bill([app("clickhouse", 1, "2Gi")]).parts.get("ClickHouse") ?? 0;
    expect(of.parts.get("ClickHouse")).toBeLessThan(apps / 2);
  });

  it("have no price in japaneast, which is named and in no sum", () => {
    const of = bill([group], { region: "japaneast" });
    expect(of.unpriced.map(({ price }) => `${price.service} ${price.sku}`)).toEqual([
      "Container Instances Linux vCPU",
      "Container Instances Linux memory",
    ]);
    expect(of.parts.get("ClickHouse")).toBe(0);
  });

  it("keep backups for a year, or as long as a rule lets them live", () => {
    const account = planned("azurerm_storage_account.clickhouse", {
      account_kind: "StorageV2",
      account_replication_type: "LRS",
    });
    const policy = planned("azurerm_storage_management_policy.clickhouse", {
      rule: [
        { actions: [{ base_blob: [{ delete_after_days_since_modification_greater_than: 7 }] }] },
      ],
    });
    const data = SMALL_LOAD.clickhouse.volume.volumeGb - 0.5;
    const gb = (days: number) => data * days * (1 - days / 730) + days * 0.15;
    const stored = (more: PlannedResource[]) =>
      dollars(bill([group, account, ...more], { storage: "volume" }), "Blob", "Hot LRS data");
    expect(stored([])).toBeCloseTo(gb(365) * 0.0208, 6);
    expect(stored([policy])).toBeCloseTo(gb(7) * 0.0208, 6);
  });
});

describe("an environment in a network of its own", () => {
  const environment = (isInternal: boolean) =>
    planned("azurerm_container_app_environment.langfuse", {
      internal_load_balancer_enabled: isInternal,
      workload_profile: [{ workload_profile_type: "Consumption" }],
    });

  it("has two addresses and a load balancer, an internal one has one address", () => {
    const of = bill([environment(false)]);
    expect(dollars(of, "Public IP (Azure)")).toBeCloseTo(2 * 3.65, 6);
    expect(dollars(of, "Load Balancer (Azure)", "Standard")).toBeCloseTo(18.25, 6);
    expect(dollars(bill([environment(true)]), "Public IP (Azure)")).toBeCloseTo(3.65, 6);
  });

  it("has the management hour only when asked for", () => {
    const skus = (hasManagementHour: boolean, region: string) =>
      bill([environment(false)], { hasManagementHour, region }).lines.filter(
        ({ price }) => price.sku === "Environment Management Hour",
      );
    expect(skus(false, "japaneast")).toHaveLength(0);
    expect(skus(true, "japaneast")[0]?.usd).toBeCloseTo(730 * 0.145, 6);
    expect(skus(true, "eastus")).toMatchObject([{ usd: null }]);
  });
});

describe("data", () => {
  const server = (values: Record<string, unknown> = {}) =>
    planned("azurerm_postgresql_flexible_server.langfuse", {
      sku_name: "B_Standard_B1ms",
      storage_mb: 32768,
      high_availability: [],
      ...values,
    });

  it("PostgreSQL is billed by server and storage, twice with a standby", () => {
    expect(dollars(bill([server()]), "PostgreSQL Flexible")).toBeCloseTo(
      730 * 0.017 + 32 * 0.115,
      6,
    );
    const both = bill([server({ sku_name: "GP_Standard_D2ds_v5", high_availability: [{}] })]);
    expect(both.unpriced.map(({ price }) => price.sku)).toEqual(["D2ds_v5"]);
    expect(both.parts.get("PostgreSQL")).toBeCloseTo(2 * 32 * 0.115, 6);
  });

  it("PostgreSQL in japaneast is a bundle of server and storage", () => {
    const of = bill([server()], { region: "japaneast" });
    expect(of.parts.get("PostgreSQL")).toBeCloseTo(23.4, 6);
    const larger = bill([server({ storage_mb: 65536 })], { region: "japaneast" });
    expect(larger.unpriced.map(({ price }) => price.sku)).toEqual(["storage"]);
  });

  it("Redis is billed by the node, and one whose availability is not said has two", () => {
    const redis = (values: Record<string, unknown>) =>
      dollars(
        bill([planned("azurerm_managed_redis.langfuse", { sku_name: "Balanced_B0", ...values })]),
        "Azure Managed Redis",
      );
    expect(redis({ high_availability_enabled: false })).toBeCloseTo(11.68, 6);
    expect(redis({ high_availability_enabled: true })).toBeCloseTo(23.36, 6);
    expect(redis({})).toBeCloseTo(23.36, 6);
  });

  it("events are billed by GB and by operations", () => {
    const account = (copies: string, name = "langfuse") =>
      planned(`azurerm_storage_account.${name}`, {
        account_kind: "StorageV2",
        account_replication_type: copies,
      });
    const of = bill([account("LRS")]);
    expect(dollars(of, "Blob", "Hot LRS write")).toBeCloseTo(5, 6);
    expect(dollars(of, "Blob", "Hot read")).toBeCloseTo(0.32, 6);
    expect(bill([account("GRS")]).unpriced).toHaveLength(2);
    expect(() => bill([account("LRS", "other")])).toThrow(/no use is known of this account/);
  });

  it("a share is billed by its size, v2 with what comes with it, v1 without a price", () => {
    const share = (model: string | null, quota: number) =>
      bill([
        planned("azurerm_storage_account.clickhouse_volume", {
          account_kind: "FileStorage",
          provisioned_billing_model_version: model,
        }),
        planned("azurerm_storage_share.clickhouse", { quota }),
      ]);
    expect(dollars(share("V2", 32), "Azure Files")).toBeCloseTo(
      730 * (32 * 0.000137 + 32 * 0.000037 + 4 * 0.000054),
      6,
    );
    expect(share(null, 100).unpriced.map(({ price }) => price.sku)).toEqual([
      "SSD provisioned v1 (Premium_LRS)",
    ]);
  });
});

describe("network, logs and secrets", () => {
  it("an endpoint by hours and data, a zone by the month, its queries without a price", () => {
    const of = bill([
      planned("azurerm_private_endpoint.cache"),
      planned("azurerm_private_dns_zone.cache"),
    ]);
    expect(dollars(of, "Private Link")).toBeCloseTo(7.3 + 0.4, 6);
    expect(dollars(of, "Private DNS (Azure)", "zone")).toBeCloseTo(0.5, 6);
    expect(of.unpriced.map(({ price }) => price.sku)).toEqual(["queries"]);
  });

  it("logs when they come, and beyond a month without a price", () => {
    const logs = (days: number) =>
      bill([planned("azurerm_log_analytics_workspace.langfuse", { retention_in_days: days })]);
    expect(dollars(logs(30), "Log Analytics")).toBeCloseTo(1.5 * 2.3, 6);
    expect(logs(90).unpriced).toHaveLength(1);
  });

  it("a vault by its operations, a managed certificate not, other calls are an error", () => {
    expect(dollars(bill([planned("azurerm_key_vault.langfuse")]), "Key Vault")).toBeCloseTo(
      0.078,
      6,
    );
    const call = (type: string) => bill([planned("azapi_resource.x", { type })]).total;
    expect(call("Microsoft.App/managedEnvironments/managedCertificates@2025-01-01")).toBe(
      bill([]).total,
    );
    expect(() => call("Microsoft.App/jobs@2025-01-01")).toThrow(/nobody has said what/);
  });
});

describe("a bill", () => {
  it("refuses a type that nobody has priced", () => {
    const resources = [planned("azurerm_nat_gateway.x"), planned("azapi_update_resource.y")];
    expect(() => bill(resources)).toThrow(
      /nobody has said what azurerm_nat_gateway, azapi_update_resource costs/,
    );
  });

  it("looks at managed resources of Azure only", () => {
    const data = { ...planned("azurerm_nat_gateway.x"), mode: "data" as const };
    expect(() => bill([data, planned("random_id.suffix")])).not.toThrow();
  });

  it("knows every type that the module has, and none as both free and billed", () => {
    const folder = path.join(ROOT, "modules", "terraform-azurerm-langfuse");
    const types = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith(".tf"))
      .flatMap((name) =>
        [
          ...fs
            .readFileSync(path.join(folder, name), "utf8")
            .matchAll(/^resource "((?:azurerm|azapi)_\w+)"/gm),
        ].map(([, type = ""]) => type),
      );
    expect(types.length).toBeGreaterThan(50);
    expect(types.filter((type) => !(type in BILLERS) && !FREE_TYPES.has(type))).toEqual([]);
    expect(Object.keys(BILLERS).filter((type) => FREE_TYPES.has(type))).toEqual([]);
  });

  it("has the free grants of a subscription apart", () => {
    const of = bill([app("web", 1, "2Gi")]);
    const egress = 5 * 0.087;
    expect(grantsOf(of)).toBeCloseTo(180_000 * 0.000024 + 360_000 * 0.000003 + egress, 6);
  });
});

describe("a price", () => {
  it("is the region's own, then a neighbour's, and never stands in for one that was not found", () => {
    expect(findPrice("Blob", "Hot LRS data first 50 TB", "eastus")?.usd).toBe(0.0208);
    expect(findPrice("Azure Managed Redis", "Balanced B1", "eastus")?.region).toBe("eastus2");
    expect(findPrice("PostgreSQL Flexible", "D2ds_v5", "eastus")?.usd).toBeNull();
    expect(findPrice("Azure Files", "SSD provisioned v2 storage LRS", "japaneast")).toBeUndefined();
  });

  it("of one region and name is there once", () => {
    const keys = PRICES.map(({ service, sku, region }) => `${service} / ${sku} / ${region}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
});

describe("sidecar, dedicated app and container instance", () => {
  const size = { cpu: 1, memory: 2 };

  it("differ by what runs once and what runs with every replica of web", () => {
    const clickhouse = appDollars(size, "eastus");
    expect(clickhouse).toBeCloseTo(78.84, 2);
    expect(instanceDollars(size, "eastus")).toBeCloseTo(36.06, 2);
    for (const replicas of [1, 2, 10]) {
      const { sidecar, dedicated, instance } = ways(replicas, size, "eastus");
      const shares = 50 * 0.06 - 32 * 730 * 0.000137;
      expect(sidecar - dedicated).toBeCloseTo((replicas - 1) * clickhouse + shares, 6);
      expect(instance).toBeLessThan(dedicated);
    }
  });

  it("cost several times what the first plan took", () => {
    const { sidecar, dedicated } = ways(2, { cpu: 0.5, memory: 1 }, "eastus");
    expect(sidecar).toBeGreaterThan(7 * 30);
    expect(dedicated).toBeGreaterThan(7 * 20);
  });
});
