import path from "node:path";
import { markerLine } from "../../lib/module/marker";
import type { ModuleFile } from "../../lib/module/module-file";
import { renderTemplate, type TemplateValue } from "../../lib/handlebars";

/** Where the official image keeps its data; the persistent volume is mounted here. */
export const CLICKHOUSE_DATA_PATH = "/var/lib/clickhouse";

/** Where the official image reads its configuration, with `config.d` and `users.d` below it. */
export const CLICKHOUSE_CONFIG_PATH = "/etc/clickhouse-server";

/** The user of the official image. @see https://hub.docker.com/r/clickhouse/clickhouse-server */
export const CLICKHOUSE_UID = 101;

/** Where the cache of the object storage lies: on the container's own disk, because it may be lost. */
export const CLICKHOUSE_CACHE_PATH = "/var/cache/clickhouse";

/**
 * Ports of the HTTP interface, of the native protocol, which alone can run Langfuse's migrations, and of the
 * metrics for Prometheus.
 */
export const CLICKHOUSE_PORTS = { http: 8123, native: 9000, metrics: 9363 } as const;

/** Name of the user that the image makes in place of `default`. */
export const CLICKHOUSE_USER = "clickhouse";

/** Seconds between SIGTERM and SIGKILL: the longest that Fargate allows. */
export const STOP_TIMEOUT_SECONDS = 120;

/**
 * System log tables that stay, with a TTL: Langfuse 4 reads the first three, and the fourth is what
 * remains of a crash.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/clickhouse
 */
const KEPT_LOG_TABLES = ["query_log", "part_log", "error_log", "crash_log"] as const;

/** System log tables that nobody reads; together they outgrow the application's data. */
const REMOVED_LOG_TABLES = [
  "aggregated_zookeeper_log",
  "asynchronous_insert_log",
  "asynchronous_metric_log",
  "background_schedule_pool_log",
  "backup_log",
  "blob_storage_log",
  "delta_lake_metadata_log",
  "histogram_metric_log",
  "iceberg_metadata_log",
  "instrumentation_trace_log",
  "latency_log",
  "metric_log",
  "opentelemetry_span_log",
  "processors_profile_log",
  "query_metric_log",
  "query_thread_log",
  "query_views_log",
  "s3queue_log",
  "session_log",
  "text_log",
  "trace_log",
  "zookeeper_connection_log",
  "zookeeper_log",
] as const;

/**
 * Where the data of Langfuse's tables lives; the values of `clickhouse_storage`.
 *
 * - `volume`: all of it on the persistent volume
 * - `object_storage`: all of it on object storage, as the blog describes
 * - `object_storage_cached`: the same behind a local read and write cache
 * - `tiered`: new small parts on the volume, large ones on cached object storage
 */
export const CLICKHOUSE_STORAGE = [
  "volume",
  "object_storage",
  "object_storage_cached",
  "tiered",
] as const;

export type ClickhouseStorage = (typeof CLICKHOUSE_STORAGE)[number];

interface Volume {
  readonly name: string;
  readonly disk: string;
  /** Whether parts above the hot part size go to the next volume. */
  readonly isLimited: boolean;
}

/** The kind of object storage that ClickHouse keeps data on, in ClickHouse's own words. */
export type ObjectStorageType = "s3" | "azure_blob_storage";

/** Names of the disks, and of the blog's policy on S3. */
const NAMES = {
  s3: { disk: "s3_disk", cacheDisk: "s3_cache", uncachedPolicy: "s3_main" },
  azure_blob_storage: { disk: "blob_disk", cacheDisk: "blob_cache", uncachedPolicy: "blob_main" },
} as const;

/**
 * The volumes of each mode, the one for new parts first. The second one keeps readable what another mode
 * has written; only the blog's policy has none, so a change to it is refused while parts lie elsewhere.
 */
function volumesOf(storage: ClickhouseStorage, type: ObjectStorageType): Volume[] {
  const { disk, cacheDisk } = NAMES[type];
  const hot = { name: "hot", disk: "default", isLimited: storage === "tiered" };
  const cold = { name: "cold", disk: cacheDisk, isLimited: false };
  switch (storage) {
    case "volume":
    case "tiered":
      return [hot, cold];
    case "object_storage_cached":
      return [cold, hot];
    case "object_storage":
      return [{ name: "main", disk, isLimited: false }];
  }
}

/** Holds what the module itself keeps in ClickHouse. */
const GUARD_DATABASE = "langfuse_guard";

const GUARD_MESSAGE =
  "This volume is not the one that belongs to the object storage: it is new, or an older copy. Started on it, " +
  "ClickHouse would come up without rows that the object storage still holds. Bring the right volume back, or " +
  "restore a BACKUP into empty object storage. To start all the same and lose those rows, set " +
  "clickhouse_accept_data_loss = true for one apply.";

/** A file that the module carries for ClickHouse. */
export interface ClickhouseFile extends ModuleFile {
  /** Below `/etc/clickhouse-server` in the container; null for the script that writes the others. */
  readonly target: string | null;
}

/** Where a module carries ClickHouse's files. */
const FOLDER = "config/clickhouse";

/**
 * Path in the module of the storage configuration of one mode.
 *
 * @param mode a value of `clickhouse_storage` with `-` for `_`, or an expression that Terraform makes one of
 */
export function clickhouseStoragePath(mode: string): string {
  return `${FOLDER}/storage-${mode}.xml.tftpl`;
}

function file(
  output: string,
  target: string | null,
  context: Record<string, TemplateValue> = {},
  template = output,
): ClickhouseFile {
  const source = `clickhouse/${template}.hbs`;
  const marker = markerLine(`templates/${source}`);
  return {
    path: `${FOLDER}/${output}`,
    content: renderTemplate(source, { ...context, marker }),
    target,
  };
}

function storageFile(storage: ClickhouseStorage, type: ObjectStorageType): ClickhouseFile {
  const { disk, cacheDisk, uncachedPolicy } = NAMES[type];
  const isCached = storage !== "object_storage";
  const context = {
    type,
    isAzure: type === "azure_blob_storage",
    disk,
    cacheDisk,
    isCached,
    policy: isCached ? "langfuse" : uncachedPolicy,
    volumes: volumesOf(storage, type).map((volume) => ({ ...volume })),
    dataPath: CLICKHOUSE_DATA_PATH,
    cachePath: CLICKHOUSE_CACHE_PATH,
  };
  const output = path.posix.basename(clickhouseStoragePath(storage.replaceAll("_", "-")));
  return file(output, "config.d/langfuse-storage.xml", context, "storage.xml.tftpl");
}

/** ClickHouse's configuration, all of it that can be decided before a plan. */
export function clickhouseFiles(type: ObjectStorageType) {
  const objectStorage = { type, isAzure: type === "azure_blob_storage" };
  return {
    storage: CLICKHOUSE_STORAGE.map((storage) => storageFile(storage, type)),
    backups: file("backups.xml.tftpl", "config.d/langfuse-backups.xml", objectStorage),
    guard: file("guard.xml.tftpl", "config.d/langfuse-guard.xml", {
      ...objectStorage,
      database: GUARD_DATABASE,
      uuid: "6c616e67-6675-4365-8000-6275636b6574",
      message: GUARD_MESSAGE,
      // Among the names of the objects, so that losing these alone is noticed too.
      volumePath: `${CLICKHOUSE_DATA_PATH}/disks/${NAMES[type].disk}/guard/`,
    }),
    logger: file("logger.xml", "config.d/langfuse-logger.xml"),
    memory: file("memory.xml.tftpl", "config.d/langfuse-memory.xml"),
    mergeTree: file("merge-tree.xml.tftpl", "config.d/langfuse-merge-tree.xml"),
    network: file("network.xml", "config.d/langfuse-network.xml", {
      ports: CLICKHOUSE_PORTS,
      shutdownWait: 30,
      stopTimeout: STOP_TIMEOUT_SECONDS,
    }),
    systemLogs: file("system-logs.xml.tftpl", "config.d/langfuse-system-logs.xml", {
      kept: KEPT_LOG_TABLES,
      removed: REMOVED_LOG_TABLES,
    }),
    profile: file("profile.xml.tftpl", "users.d/langfuse-profile.xml"),
    start: file("start.sh.tftpl", null, {
      isAzure: objectStorage.isAzure,
      configPath: CLICKHOUSE_CONFIG_PATH,
      dataPath: CLICKHOUSE_DATA_PATH,
      cachePath: CLICKHOUSE_CACHE_PATH,
      uid: CLICKHOUSE_UID,
      ports: CLICKHOUSE_PORTS,
      backups: {
        of: "default",
        database: GUARD_DATABASE,
        uuid: "6c616e67-6675-4365-8000-6261636b7570",
      },
    }),
  };
}
