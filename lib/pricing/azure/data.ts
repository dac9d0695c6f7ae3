import { amount } from "../lines";
import { HOURS_PER_MONTH } from "../index";
import type { Biller } from "./bill";
import type { AzureLines } from "./lines";

const MIB_PER_GIB = 1024;
const BUNDLED_GIB = 32;

/** Days of a year, at whose end storage is priced. */
const YEAR = 365;

const postgresql: Biller = (lines, server) => {
  const copies = server.count("high_availability") > 0 ? 2 : 1;
  const both = copies === 2 ? " × 2 for the standby" : "";
  const line = { part: "PostgreSQL", resource: server, service: "PostgreSQL Flexible" } as const;
  const sku = server.string("sku_name").replace(/^(B|GP|MO)_(Standard_)?/, "");
  const size = server.number("storage_mb") / MIB_PER_GIB;
  const bundle = `${sku} + ${BUNDLED_GIB} GiB + backup bundle`;
  if (size === BUNDLED_GIB && lines.hasPrice(line.service, bundle)) {
    const basis = `1 server with ${size} GiB${both}`;
    lines.add({ ...line, sku: bundle, unit: "month", quantity: copies, basis });
    return;
  }
  lines.addSize({
    ...line,
    sku,
    unit: "hour",
    quantity: copies * HOURS_PER_MONTH,
    basis: `1 server × ${HOURS_PER_MONTH} h${both}`,
  });
  lines.add({
    ...line,
    sku: "storage",
    unit: "GiB-month",
    quantity: copies * size,
    basis: `${size} GiB${both}`,
  });
};

const redis: Biller = (lines, cache) => {
  // Azure's own default is a second node.
  const isSingle = cache.has("high_availability_enabled") && !cache.is("high_availability_enabled");
  const sku = cache.string("sku_name").replace("_", " ");
  const count = isSingle ? 1 : 2;
  lines.addHours(
    { part: "Redis", resource: cache, service: "Azure Managed Redis", sku },
    count,
    count === 1 ? "node" : "nodes",
  );
};

/** What each account of the module is for; a premium one is billed by its share. */
const storageAccount: Biller = (lines, account) => {
  if (account.string("account_kind") === "FileStorage") return;
  const { eventGb, eventWrites, eventReads } = lines.load.figures;
  const backups = backupsOf(lines);
  const uses = {
    langfuse: {
      what: "events",
      gb: eventGb.value,
      writes: eventWrites.value,
      reads: eventReads.value,
    },
    clickhouse: {
      what: backups === undefined ? "ClickHouse" : "ClickHouse's backups",
      gb: lines.clickhouse.objectGb + (backups?.gb ?? 0),
      writes: lines.clickhouse.writes + (backups?.writes ?? 0),
      reads: lines.clickhouse.reads,
    },
  };
  const use = uses[account.name as keyof typeof uses] as (typeof uses)["langfuse"] | undefined;
  if (use === undefined) throw new Error(`${account.address}: no use is known of this account`);
  const line = { part: "storage", resource: account, service: "Blob" } as const;
  const copies = account.string("account_replication_type");
  const days = use.what === "ClickHouse's backups" ? `, ${backups?.days ?? 0} days of them` : "";
  lines.addSize({
    ...line,
    sku: `Hot ${copies} data first 50 TB`,
    unit: "GB-month",
    quantity: use.gb,
    basis: `${amount(use.gb)} GB of ${use.what}${days}`,
  });
  const operations = (sku: string, count: number, kind: string) => {
    const basis = `${amount(count)} ${kind} of ${use.what}`;
    lines.addSize({ ...line, sku, unit: "10000 ops", quantity: count / 10_000, basis });
  };
  operations(`Hot ${copies} write operations`, use.writes, "writes and lists");
  operations("Hot read operations", use.reads, "reads");
};

/**
 * Backups that a container instance has made by the end of the year: a full one a day of the data of that
 * day, as far back as a rule of the account lets them live.
 */
function backupsOf(lines: AzureLines) {
  if (!lines.all("azurerm_container_group").some(({ name }) => name === "clickhouse")) return;
  const policy = lines
    .all("azurerm_storage_management_policy")
    .find(({ name }) => name === "clickhouse");
  const age = "rule.0.actions.0.base_blob.0.delete_after_days_since_modification_greater_than";
  const days = Math.min(YEAR, policy?.has(age) === true ? policy.number(age) : YEAR);
  const data = lines.clickhouse.volumeGb - lines.figure("systemLogGb");
  const full = data * days * (1 - days / (2 * YEAR));
  return {
    days,
    gb: full + days * lines.azureFigure("backupGb"),
    writes: lines.azureFigure("backupWrites"),
  };
}

/** What the service provisions when nobody asks for IOPS and throughput, above what is free. */
const IOPS_PER_GIB = 1;
const MIB_PER_SECOND_PER_GIB = 0.1;

const share: Biller = (lines, resource) => {
  const size = resource.number("quota");
  const account = lines
    .all("azurerm_storage_account")
    .find((other) => other.name === "clickhouse_volume");
  const line = { part: "storage", resource, service: "Azure Files" } as const;
  const basis = `${size} GiB for ClickHouse, whether used or not`;
  if (account?.has("provisioned_billing_model_version") !== true) {
    const sku = "SSD provisioned v1 (Premium_LRS)";
    lines.add({ ...line, sku, unit: "GiB-month", quantity: size, basis });
    return;
  }
  const add = (what: string, unit: string, count: number, how: string) => {
    const sku = `SSD provisioned v2 ${what}`;
    const quantity = count * HOURS_PER_MONTH;
    lines.add({ ...line, sku, unit, quantity, basis: `${how} × ${HOURS_PER_MONTH} h` });
  };
  add("storage LRS", "GiB-hour", size, basis);
  const iops = Math.ceil(size * IOPS_PER_GIB);
  add("IOPS above 3000", "IOPS-hour", iops, `${iops} IOPS that come with the size`);
  const speed = Math.ceil(size * MIB_PER_SECOND_PER_GIB);
  add("throughput above 100 MiB/s", "MiB/s-hour", speed, `${speed} MiB/s that come with the size`);
};

/** What keeps data. */
export const DATA: Readonly<Record<string, Biller>> = {
  azurerm_postgresql_flexible_server: postgresql,
  azurerm_managed_redis: redis,
  azurerm_storage_account: storageAccount,
  azurerm_storage_share: share,
};
