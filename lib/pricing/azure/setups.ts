import { type Option, optionsOn, type Setup } from "../setups";

const INSTANCE = {
  clickhouse_platform: "container_instance",
  clickhouse_storage: "volume",
} as const;

/** The region that the price goals are about; a plan does not depend on it. */
const REGION = { location: "eastus" } as const;

/** The setting that the lower price goal is about. */
export const LOWEST_COST: Setup = {
  key: "lowest-cost",
  title: "Lowest cost",
  summary:
    "ClickHouse on a container instance, restored from backups, the worker on another; the smallest sizes",
  note: `Where the sizes come from: other installations report that web runs in 2 GiB with a heap of 1.5 GiB and crashes in 1 GiB,
and that the worker runs in 1 GiB with a heap of 768 MiB. Web's 1.5 GiB here lie between: nobody has measured them; the default has
2 GiB. Container Apps sell a core with each 2 GiB. ClickHouse in 2 GiB refused no query of [the benchmark](benchmarks/clickhouse.md),
and a container instance has whole cores. Langfuse recommends two cores and 4 GiB for web and worker and 8 GiB for ClickHouse. When the
instance is lost, so is what was written since the last backup. The worker there has no supported way out of the network for
model evaluations, webhooks and mail: with it on Container Apps the sum is $6.60 higher.`,
  example: "lowest-cost",
  variables: {
    ...REGION,
    ...INSTANCE,
    clickhouse_cpu: 1,
    clickhouse_memory: 2,
    clickhouse_backup_retention_days: 14,
    worker_platform: "container_instance",
    worker_cpu: 1,
    worker_memory: 1,
    web_cpu: 0.75,
    web_memory: 1.5,
  },
  storage: "volume",
};

/** The module with no variable set but the region. */
export const DEFAULT: Setup = {
  key: "default",
  title: "Default",
  summary: "no variable set but location: everything on Container Apps",
  variables: { ...REGION },
};

/** The set-ups that the document lists line by line. */
export const SETUPS: readonly Setup[] = [
  LOWEST_COST,
  DEFAULT,
  {
    key: "production",
    title: "Production",
    summary:
      "two replicas each of web and worker, database and cache in two zones, secrets in a Key Vault",
    example: "production",
    exampleVariables: { administrator_email: "admin@example.com" },
    variables: {
      ...REGION,
      web_min_replicas: 2,
      worker_min_replicas: 2,
      worker_cpu: 1,
      worker_memory: 2,
      clickhouse_cpu: 4,
      clickhouse_memory: 8,
      database_sku_name: "GP_Standard_D2ds_v5",
      database_zone_redundant: true,
      cache_sku_name: "Balanced_B3",
      cache_high_availability_enabled: true,
      secret_store: "key_vault",
    },
  },
];

const option = optionsOn(REGION);

const EXTERNAL_SECRET = "https://example.vault.azure.net/secrets/secret";

/** ClickHouse on a container instance, everything else as by default. */
export const CONTAINER_INSTANCE = option(
  { ...INSTANCE },
  "no NFS share; what was written since the last backup is lost with the instance",
);

/** ClickHouse with twice the memory there, which Container Apps sell with a core more only. */
export const CONTAINER_INSTANCE_4_GIB = option(
  { ...INSTANCE, clickhouse_memory: 4 },
  "the same with 4 GiB; Container Apps have 4 GiB with two cores only",
);

/** What one setting adds to the default or saves. */
export const OPTIONS: readonly Option[] = [
  CONTAINER_INSTANCE,
  CONTAINER_INSTANCE_4_GIB,
  option(
    { ...INSTANCE, worker_platform: "container_instance", worker_cpu: 1 },
    "the worker on an instance, too, with a whole core",
  ),
  option({ clickhouse_cpu: 2, clickhouse_memory: 4 }, "ClickHouse with two cores and 4 GiB"),
  option({ clickhouse_cpu: 4, clickhouse_memory: 8 }, "Langfuse's recommended memory"),
  option({ clickhouse_storage: "volume" }, "no Blob Storage; the share must hold everything"),
  option({ clickhouse_storage: "object_storage_cached" }, "each insert is a write to Blob Storage"),
  option({ clickhouse_storage: "object_storage" }, "each insert, merge and query is one"),
  option({ clickhouse_share_provisioning: "v1" }, "100 GiB instead of 32"),
  option({ clickhouse_ingress: "http" }, "HTTPS between the apps"),
  option({ web_min_replicas: 2 }, "web survives the loss of a replica"),
  option({ web_min_replicas: 10 }, "ten replicas, one ClickHouse"),
  option({ worker_min_replicas: 2 }, "twice the throughput of the queues"),
  option({ workload_profile: "D4" }, "an instance of 4 cores and 16 GiB for all apps"),
  option({ database_sku_name: "B_Standard_B2s" }, "two cores and 4 GiB"),
  option({ database_storage_mb: 65536 }, "64 GiB"),
  option(
    { database_sku_name: "GP_Standard_D2ds_v5", database_zone_redundant: true },
    "a standby in another zone, which the B sizes cannot have",
  ),
  option({}, "a PostgreSQL that you have", {
    title: "`external_database = {…}`",
    variables: {
      external_database: {
        host: "db.example.com",
        username: "langfuse",
        password_secret_id: EXTERNAL_SECRET,
      },
    },
  }),
  option({ cache_high_availability_enabled: true }, "the queues survive the loss of a node"),
  option({ cache_sku_name: "Balanced_B1" }, "1 GB instead of 0.5"),
  option({}, "a Valkey or Redis that you have; no private endpoint", {
    title: "`external_cache = {…}`",
    variables: { external_cache: { host: "cache.example.com" } },
  }),
  option({}, "a ClickHouse that you have", {
    title: "`external_clickhouse = {…}`",
    variables: {
      external_clickhouse: {
        host: "ch.example.com",
        username: "langfuse",
        password_secret_id: EXTERNAL_SECRET,
      },
    },
  }),
  option({ blob_replication_type: "ZRS" }, "events and media in three zones"),
  option({ secret_store: "key_vault" }, "in place of the apps' own secrets"),
  option({ log_retention_days: 90 }, "the first 31 days are free"),
];
