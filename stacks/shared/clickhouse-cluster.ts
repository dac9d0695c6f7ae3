import { renderTemplate, type TemplateValue } from "../../lib/handlebars";
import { markerLine } from "../../lib/module/marker";
import type { ModuleFile } from "../../lib/module/module-file";
import { CLICKHOUSE_DATA_PATH, CLICKHOUSE_PORTS } from "./clickhouse-config";

/**
 * Name of the cluster: Langfuse's migrations say `ON CLUSTER default`.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/clickhouse
 */
export const CLICKHOUSE_CLUSTER = "default";

/**
 * Ports that servers of a cluster use among themselves: parts fetched from another replica, clients of
 * Keeper, Keeper's members.
 */
export const CLICKHOUSE_CLUSTER_PORTS = { interserver: 9009, keeper: 9181, raft: 9234 } as const;

/**
 * Environment variables that tell one replica or member from another, or hold a secret. ClickHouse reads
 * their values as XML: secrets are letters and digits only.
 */
export const CLICKHOUSE_CLUSTER_ENV = {
  /** Name of this replica, different for each and the same after a restart, such as `1`. */
  replica: "CLICKHOUSE_REPLICA",
  /** Host name under which the other replicas reach this one. */
  host: "CLICKHOUSE_REPLICA_HOST",
  /** Shared by all replicas; lets them run queries for one another. */
  secret: "CLICKHOUSE_CLUSTER_SECRET",
  /** Shared by all replicas; lets them fetch parts from one another. */
  interserverPassword: "CLICKHOUSE_INTERSERVER_PASSWORD",
  /** Number of this Keeper: its place in `keeper_hosts`, from 1. */
  keeperId: "CLICKHOUSE_KEEPER_ID",
} as const;

/** What Terraform fills the files in with. */
export interface ClickhouseClusterValues {
  /** Host names of all replicas. */
  readonly replica_hosts: readonly string[];
  /** Host names of Keeper's members, one or three, in an order that never changes. */
  readonly keeper_hosts: readonly string[];
  /** Memory, in bytes, from which on Keeper refuses what would need more. */
  readonly keeper_memory_bytes: number;
}

/**
 * Where Keeper runs.
 *
 * - `embedded`: inside the ClickHouse server
 * - `standalone`: in containers of its own, from the image `clickhouse/clickhouse-keeper`
 */
export type KeeperKind = "embedded" | "standalone";

/** A configuration file of a cluster. */
export interface ClickhouseClusterFile extends ModuleFile {
  /** In the container. */
  readonly target: string;
}

/** Milliseconds; the same for the server and for Keeper, which does not grant longer sessions. */
const TIMEOUTS = { session: 30_000, operation: 10_000 } as const;

function file(
  template: string,
  target: string,
  context: Record<string, TemplateValue>,
  output = template,
): ClickhouseClusterFile {
  const source = `clickhouse/${template}.hbs`;
  const marker = markerLine(`templates/${source}`);
  return {
    path: `config/clickhouse/${output}`,
    content: renderTemplate(source, { ...context, marker }),
    target,
  };
}

/** Makes a server one replica of a cluster and a client of Keeper; templates for {@link ClickhouseClusterValues}. */
export function clickhouseClusterFile(): ClickhouseClusterFile {
  return file("cluster.xml.tftpl", "/etc/clickhouse-server/config.d/langfuse-cluster.xml", {
    cluster: CLICKHOUSE_CLUSTER,
    shard: "1",
    env: CLICKHOUSE_CLUSTER_ENV,
    ports: { ...CLICKHOUSE_PORTS, ...CLICKHOUSE_CLUSTER_PORTS },
    paths: {
      tables: "/clickhouse/tables/{database}/{table}",
      ddl: "/clickhouse/task_queue/ddl",
    },
    timeouts: TIMEOUTS,
    interserverUser: "interserver",
  });
}

/** One member of Keeper; a template for {@link ClickhouseClusterValues}. */
export function clickhouseKeeperFile(kind: KeeperKind): ClickhouseClusterFile {
  const isStandalone = kind === "standalone";
  const target = isStandalone
    ? "/etc/clickhouse-keeper/keeper_config.d/langfuse-keeper.xml"
    : "/etc/clickhouse-server/config.d/langfuse-keeper.xml";
  const context = {
    isStandalone,
    env: CLICKHOUSE_CLUSTER_ENV,
    ports: { ...CLICKHOUSE_PORTS, ...CLICKHOUSE_CLUSTER_PORTS },
    // The image clickhouse-keeper prepares this one too.
    dataPath: CLICKHOUSE_DATA_PATH,
    fourLetterWords: "conf,isro,mntr,ruok,srvr,stat",
    timeouts: TIMEOUTS,
    logItems: 10_000,
    logCacheBytes: 64 * 1024 ** 2,
  };
  return file("keeper.xml.tftpl", target, context, `keeper-${kind}.xml.tftpl`);
}
