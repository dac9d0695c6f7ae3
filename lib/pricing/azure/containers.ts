import { HOURS_PER_MONTH } from "../index";
import { amount, partOf } from "../lines";
import type { Planned } from "../planned";
import type { Biller } from "./bill";
import type { Part } from "./lines";

/** Azure's price list counts Container Apps by the second. */
const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

const PART_OF_NAME: Readonly<Record<string, Part>> = {
  web: "web",
  worker: "worker",
  clickhouse: "ClickHouse",
};

/** GiB of a text such as `0.5Gi`. */
function gibibytes(app: Planned, path: string): number {
  const text = app.string(path);
  const [, number] = /^([\d.]+)Gi$/.exec(text) ?? [];
  if (number === undefined) throw new Error(`${app.address}: ${path} is ${text}, not in Gi`);
  return Number(number);
}

/**
 * The least replicas. Worker and ClickHouse are never idle: queues are polled, merges run and probes come in.
 * Web is for a share of the month that the load says.
 *
 * @see https://learn.microsoft.com/azure/container-apps/billing
 */
const containerApp: Biller = (lines, app) => {
  const profile = app.has("workload_profile_name") ? app.string("workload_profile_name") : "";
  if (profile !== "" && profile !== "Consumption") return;
  const part = partOf(app, PART_OF_NAME);
  const count = app.number("template.0.min_replicas");
  const containers = Array.from({ length: app.count("template.0.container") }, (_, i) => ({
    cpu: app.number(`template.0.container.${i}.cpu`),
    memory: gibibytes(app, `template.0.container.${i}.memory`),
  }));
  const cpu = containers.reduce((sum, container) => sum + container.cpu, 0);
  const memory = containers.reduce((sum, container) => sum + container.memory, 0);
  const active = part === "web" ? lines.azureFigure("webActive") : 1;
  const replicas = `${count} ${count === 1 ? "replica" : "replicas"}`;
  const line = { part, resource: app, service: "Container Apps Consumption" } as const;
  const processors = (sku: string, share: number) => {
    if (share === 0) return;
    const ofThem = share === 1 ? "" : `, ${amount(share * 100)} % of them`;
    lines.add({
      ...line,
      sku,
      unit: "vCPU-second",
      quantity: count * cpu * SECONDS_PER_MONTH * share,
      basis: `${replicas} × ${amount(cpu)} vCPU × ${HOURS_PER_MONTH} h${ofThem}`,
    });
  };
  processors("vCPU active", active);
  processors("vCPU idle", 1 - active);
  lines.add({
    ...line,
    sku: "memory active",
    unit: "GiB-second",
    quantity: count * memory * SECONDS_PER_MONTH,
    basis: `${replicas} × ${amount(memory)} GiB × ${HOURS_PER_MONTH} h`,
  });
  if (app.is("ingress.0.external_enabled")) {
    const requests = lines.figure("apiRequests");
    lines.add({
      ...line,
      sku: "requests above 2M",
      unit: "1M requests",
      quantity: requests / 1e6,
      basis: `${amount(requests)} requests, the free ones not deducted`,
    });
  }
};

/** A container group is billed for what it reserves, by the second, always at one rate. */
const containerGroup: Biller = (lines, group) => {
  const sum = (key: string) =>
    Array.from({ length: group.count("container") }, (_, i) =>
      group.number(`container.${i}.${key}`),
    ).reduce((total, value) => total + value, 0);
  const line = {
    part: partOf(group, PART_OF_NAME),
    resource: group,
    service: "Container Instances",
  } as const;
  const add = (sku: string, unit: string, size: number, what: string) => {
    const quantity = size * HOURS_PER_MONTH;
    const basis = `${amount(size)} ${what} × ${HOURS_PER_MONTH} h`;
    lines.add({ ...line, sku, unit, quantity, basis });
  };
  add("Linux vCPU", "vCPU-hour", sum("cpu"), "vCPU");
  add("Linux memory", "GB-hour", sum("memory"), "GB");
};

/**
 * An environment in a network of its own has addresses and a load balancer in a resource group of Azure's.
 *
 * @see https://learn.microsoft.com/azure/container-apps/custom-virtual-networks#managed-resources
 */
const environment: Biller = (lines, resource) => {
  const line = { part: "network", resource } as const;
  const isInternal = resource.is("internal_load_balancer_enabled");
  lines.addHours(
    { ...line, service: "Public IP (Azure)", sku: "Standard static IPv4" },
    isInternal ? 1 : 2,
    isInternal ? "address to go out" : "addresses of the environment, one in and one out,",
  );
  const balancer = { ...line, service: "Load Balancer (Azure)" } as const;
  lines.addHours(
    { ...balancer, sku: "Standard, first 5 rules" },
    1,
    "load balancer of the environment",
  );
  lines.addSize({
    ...balancer,
    sku: "data processed",
    unit: "GB",
    quantity: null,
    basis: "what passes the environment's load balancer",
  });
  const profiles = Array.from({ length: resource.count("workload_profile") }, (_, i) => ({
    type: resource.string(`workload_profile.${i}.workload_profile_type`),
    path: `workload_profile.${i}.minimum_count`,
  })).filter(({ type }) => type !== "Consumption");
  for (const { type, path } of profiles) {
    const instances = resource.number(path);
    const sku = `${type} profile`;
    const service = "Container Apps Dedicated";
    lines.addHours({ part: "web", resource, service, sku }, instances, `${type} for all apps`);
  }
  if (profiles.length > 0) {
    const service = "Container Apps Dedicated";
    lines.addHours({ part: "web", resource, service, sku: "plan management" }, 1, "plan");
  } else if (lines.hasManagementHour) {
    const sku = "Environment Management Hour";
    lines.addHours({ ...line, service: "Container Apps", sku }, 1, "environment");
  }
};

/** What runs containers. */
export const CONTAINERS: Readonly<Record<string, Biller>> = {
  azurerm_container_app: containerApp,
  azurerm_container_group: containerGroup,
  azurerm_container_app_environment: environment,
};
