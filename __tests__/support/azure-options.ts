import type { Variables } from "../../engines/terraform";
import type { Row } from "./covering-array";
import {
  type Choices,
  CLICKHOUSE_STORAGE,
  EXTERNAL_CLICKHOUSE,
  flag,
  imagesIn,
  INITIAL_SETUP,
  LANGFUSE,
  namesOf,
  oneOf,
  type Refusal,
  refusalsOf,
  SENTINELS,
  variablesIn,
} from "./options";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const VAULT = "https://mine.vault.azure.net/secrets";
const HUB = `${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network`;

/** Public ranges of the choice `some`, wherever there is one. */
export const RANGES = ["192.0.2.0/24", "198.51.100.0/24"];

/** The subnets of a network that is given, by part. */
export const GIVEN_SUBNETS = {
  container_apps: `${HUB}/virtualNetworks/hub/subnets/apps`,
  postgresql: `${HUB}/virtualNetworks/hub/subnets/postgresql`,
  private_endpoints: `${HUB}/virtualNetworks/hub/subnets/endpoints`,
  container_instances: `${HUB}/virtualNetworks/hub/subnets/instances`,
} as const;

/** What a user of the module can choose, with the variables that make the choice. */
const OPTIONS = {
  clickhouse_platform: oneOf("clickhouse_platform", "container_app", "container_instance"),
  worker_platform: oneOf("worker_platform", "container_app", "container_instance"),
  clickhouse_storage: CLICKHOUSE_STORAGE,
  clickhouse_ingress: oneOf("clickhouse_ingress", "tcp", "http"),
  clickhouse_share: {
    default: {},
    v1: { clickhouse_share_provisioning: "v1", clickhouse_share_quota_gib: 256 },
  },
  clickhouse_backup_interval_minutes: oneOf("clickhouse_backup_interval_minutes", 60, 5),
  clickhouse_extra: {
    none: {},
    some: {
      clickhouse_accept_data_loss: true,
      clickhouse_extra_config: { more: "<clickhouse><timezone>UTC</timezone></clickhouse>" },
      clickhouse_hot_part_size_mib: 16,
      clickhouse_password_version: 2,
    },
  },
  names: {
    default: {},
    longest: { name: "abcdefgh-ijklmnop-20", location: "eastus", tags: { team: "a" } },
  },
  network: {
    made: {},
    given: {
      virtual_network_id: `${HUB}/virtualNetworks/hub`,
      ...Object.fromEntries(
        Object.entries(GIVEN_SUBNETS).map(([part, id]) => [`${part}_subnet_id`, id]),
      ),
    },
  },
  resource_group: { made: {}, given: { resource_group_name: "team" } },
  cache_zone: {
    made: {},
    given: { cache_private_dns_zone_id: `${HUB}/privateDnsZones/privatelink.redis.azure.net` },
  },
  workload_profile: oneOf("workload_profile", "Consumption", "E8"),
  sizes: {
    default: {},
    double: {
      web_cpu: 2,
      web_memory: 4,
      worker_cpu: 1,
      worker_memory: 2,
      clickhouse_cpu: 2,
      clickhouse_memory: 4,
      clickhouse_cache_size_gib: 7,
    },
    uneven: {
      web_cpu: 0.5,
      web_memory: 3,
      worker_cpu: 2,
      worker_memory: 1.5,
      clickhouse_cpu: 1,
      clickhouse_memory: 8,
    },
  },
  replicas: {
    default: {},
    many: {
      web_min_replicas: 3,
      web_max_replicas: 30,
      worker_min_replicas: 2,
      worker_max_replicas: 8,
    },
  },
  domain: { none: {}, one: { custom_domain_name: "langfuse.example.com" } },
  callers: { all: {}, some: { allowed_cidr_blocks: RANGES } },
  secret_store: oneOf("secret_store", "container_app", "key_vault"),
  key_vault_callers: { all: {}, some: { key_vault_allowed_ip_ranges: RANGES } },
  secrets: { made: {}, given: SENTINELS },
  identity: {
    made: {},
    given: {
      user_assigned_identity_id: `${SUBSCRIPTION}/resourceGroups/team/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine`,
    },
  },
  initial_setup: INITIAL_SETUP,
  additional_env: {
    none: {},
    plain: { additional_env: { LANGFUSE_LOG_LEVEL: "debug" } },
    secret: { additional_secret_env: { SMTP_CONNECTION_URL: `${VAULT}/smtp` } },
  },
  external_database: {
    none: {},
    one: {
      external_database: {
        host: "db.example.com",
        port: 6432,
        username: "lf",
        password_secret_id: `${VAULT}/db`,
      },
    },
  },
  database_sku_name: oneOf("database_sku_name", "B_Standard_B1ms", "GP_Standard_D2ds_v5"),
  database_zone_redundant: flag("database_zone_redundant"),
  database_backups: {
    default: {},
    geo: {
      database_geo_redundant_backup_enabled: true,
      database_backup_retention_days: 35,
      database_password_version: 3,
    },
  },
  external_cache: {
    none: {},
    with_password: {
      external_cache: { host: "cache.example.com", auth_secret_id: `${VAULT}/cache` },
    },
    without_password: { external_cache: { host: "192.0.2.7", port: 6380, tls: false } },
  },
  cache_sku_name: oneOf("cache_sku_name", "Balanced_B0", "MemoryOptimized_M10"),
  cache_high_availability_enabled: flag("cache_high_availability_enabled"),
  external_clickhouse: {
    none: {},
    one: {
      external_clickhouse: {
        ...EXTERNAL_CLICKHOUSE,
        password_secret_id: `${VAULT}/clickhouse`,
      },
    },
  },
  blob_replication_type: oneOf("blob_replication_type", "LRS", "RAGZRS"),
  blob_versioning_enabled: flag("blob_versioning_enabled"),
  blob_callers: {
    none: {},
    some: { blob_allowed_ip_ranges: RANGES },
    all: { blob_allowed_ip_ranges: ["0.0.0.0/0"] },
  },
  force_delete: flag("force_delete"),
  ...LANGFUSE,
  images: {
    public: {},
    own: imagesIn("mine.azurecr.io"),
  },
  retention: {
    default: {},
    long: {
      clickhouse_backup_retention_days: null,
      clickhouse_log_retention_days: 30,
      event_retention_days: null,
      export_retention_days: 30,
      log_analytics_daily_quota_gb: 0.5,
      log_retention_days: 730,
    },
  },
} as const satisfies Record<string, Choices>;

type Option = keyof typeof OPTIONS;
type ChoiceOf<Name extends Option> = keyof (typeof OPTIONS)[Name];

/** The names of the options and of their choices. */
export const AZURE_OPTIONS = namesOf(OPTIONS);

const only = <const Name extends Option>(
  name: Name,
  choices: readonly (ChoiceOf<Name> & string)[],
  rest: Row,
  refusal: Omit<Refusal, "combination">,
): Refusal[] => refusalsOf(name, choices, rest, refusal);

const WORKER_INSTANCE = { worker_platform: "container_instance" };

/** What a worker that is an instance needs beside it. */
const FOR_WORKER_INSTANCE: Row = {
  clickhouse_platform: "container_instance",
  clickhouse_storage: "volume",
  sizes: "double",
};

/** What the module refuses by design, and why. */
export const REFUSALS: readonly Refusal[] = [
  ...only(
    "clickhouse_storage",
    ["tiered", "object_storage_cached", "object_storage"],
    { clickhouse_platform: "container_instance" },
    {
      says: 'clickhouse_platform must be "container_app" with clickhouse_storage',
      reason: "blobs are worthless without the names that the lost disk had",
    },
  ),
  ...only("clickhouse_platform", ["container_app"], WORKER_INSTANCE, {
    says: 'worker_platform must be "container_app" with clickhouse_platform',
    reason: "only apps reach an app that is closed to the internet",
    beside: { sizes: "double" },
  }),
  ...only("secret_store", ["key_vault"], WORKER_INSTANCE, {
    says: 'worker_platform must be "container_app" with secret_store',
    reason: "an instance cannot read a vault",
    beside: FOR_WORKER_INSTANCE,
  }),
  ...only("additional_env", ["secret"], WORKER_INSTANCE, {
    says: 'worker_platform must be "container_app" with additional_secret_env',
    reason: "an instance cannot read a vault",
    beside: FOR_WORKER_INSTANCE,
  }),
  ...(["external_database", "external_clickhouse"] as const).flatMap((part) =>
    only(part, ["one"], WORKER_INSTANCE, {
      says: 'worker_platform must be "container_app" with external_database',
      reason: "its password is in a vault",
      beside: FOR_WORKER_INSTANCE,
    }),
  ),
  ...only("external_cache", ["with_password"], WORKER_INSTANCE, {
    says: 'worker_platform must be "container_app" with external_database',
    reason: "its password is in a vault",
    beside: FOR_WORKER_INSTANCE,
  }),
  ...only("sizes", ["default"], WORKER_INSTANCE, {
    says: "worker_cpu must be 1, 2, 3 or 4",
    reason: "instances have whole cores",
    beside: { clickhouse_platform: "container_instance", clickhouse_storage: "volume" },
  }),
  ...only(
    "workload_profile",
    ["Consumption"],
    { sizes: "uneven" },
    { says: "web_memory must be 1 GiB", reason: "cores and memory come in pairs there" },
  ),
  ...only(
    "database_sku_name",
    ["B_Standard_B1ms"],
    { database_zone_redundant: "yes" },
    { says: "database_zone_redundant must be false", reason: "burstable servers have no standby" },
  ),
  ...only(
    "langfuse_v4_write_mode",
    ["dual", "legacy"],
    { langfuse_version: "3.225.4" },
    {
      says: "langfuse_v4_write_mode must be events_only",
      reason: "Langfuse 3 writes in one way only",
    },
  ),
];

/** The variables that make the choices of a row. */
export function variablesOf(row: Row): Variables {
  return variablesIn(OPTIONS, row);
}
