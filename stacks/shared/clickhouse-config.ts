import { ModuleFile } from "../../lib/module/module-file";
import { renderTemplate, TemplateValue } from "../../lib/handlebars";

/** Where the official image keeps its data; the persistent volume is mounted here. */
export const CLICKHOUSE_DATA_PATH = "/var/lib/clickhouse";

/** Where the official image reads its configuration, with `config.d` and `users.d` below it. */
export const CLICKHOUSE_CONFIG_PATH = "/etc/clickhouse-server";

/** The user of the official image. @see https://hub.docker.com/r/clickhouse/clickhouse-server */
export const CLICKHOUSE_UID = 101;

/** Ports of the HTTP interface and of the native protocol, which alone can run Langfuse's migrations. */
export const CLICKHOUSE_PORTS = { http: 8123, native: 9000 } as const;

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

/** A file that the module carries for ClickHouse. */
export interface ClickhouseFile extends ModuleFile {
  /** Below `/etc/clickhouse-server` in the container; null for the script that writes the others. */
  readonly target: string | null;

  /** True when Terraform fills in values with `templatefile`. */
  readonly isTemplate: boolean;
}

interface Source {
  readonly template: string;
  readonly target: string | null;
  readonly context: Record<string, TemplateValue>;
}

const SOURCES = {
  storage: {
    template: "storage.xml.tftpl",
    target: "config.d/langfuse-storage.xml",
    context: { disk: "s3_disk", policy: "s3_main", dataPath: CLICKHOUSE_DATA_PATH },
  },
  systemLogs: {
    template: "system-logs.xml.tftpl",
    target: "config.d/langfuse-system-logs.xml",
    context: { kept: KEPT_LOG_TABLES, removed: REMOVED_LOG_TABLES },
  },
  server: {
    template: "server.xml",
    target: "config.d/langfuse-server.xml",
    context: { shutdownWait: 30, stopTimeout: STOP_TIMEOUT_SECONDS },
  },
  start: {
    template: "start.sh.tftpl",
    target: null,
    context: { configPath: CLICKHOUSE_CONFIG_PATH },
  },
} as const satisfies Record<string, Source>;

/** Renders ClickHouse's configuration, all that can be decided before a plan. */
export function clickhouseFiles(): Record<keyof typeof SOURCES, ClickhouseFile> {
  const files = Object.entries(SOURCES).map(([key, { template, target, context }]) => [
    key,
    {
      path: `config/clickhouse/${template}`,
      content: renderTemplate(`clickhouse/${template}.hbs`, context),
      target,
      isTemplate: template.endsWith(".tftpl"),
    },
  ]);
  return Object.fromEntries(files) as Record<keyof typeof SOURCES, ClickhouseFile>;
}
