import { hcl } from "../../../lib/terraform/expression";
import { CLICKHOUSE_STORAGE } from "../../shared/clickhouse-config";
import type { DefineVariable } from "./index";
import { oneOf, rule, SECRET_ARN, wholeNumber } from "./validation";

/** The ClickHouse server. */
export function clickhouseInputs(define: DefineVariable) {
  return {
    ...serverInputs(define),
    ...storageInputs(define),
    ...configInputs(define),
    ...externalInputs(define),
  };
}

function serverInputs(define: DefineVariable) {
  return {
    clickhouseVersion: define("clickhouse_version", {
      description:
        "Tag of the official image clickhouse/clickhouse-server: a full version such as 26.8.19.9 or a release such as 26.8, at least 24.3 (Langfuse 4: 25.12). Pinned, because a newer one has broken Langfuse before; never lower it on existing data",
      type: "string",
      default: "26.8.19.9",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[0-9]{2}\\.[0-9]{1,2}(\\.[0-9]+){0,2}(-alpine)?$", var.clickhouse_version))`,
          'clickhouse_version must be a version such as 26.8.19.9 or 26.8, got "${var.clickhouse_version}": latest and other moving tags are refused, because a restart must not change the server.',
        ),
        rule(
          hcl`try(tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(split("-", split(".", var.clickhouse_version)[1])[0]), 9999) >= 2403`,
          'clickhouse_version must be at least 24.3, which Langfuse 3 needs, got "${var.clickhouse_version}": choose 26.8.19.9 or newer.',
        ),
        rule(
          hcl`!startswith(var.langfuse_version, "4.") || try(tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(split("-", split(".", var.clickhouse_version)[1])[0]), 9999) >= 2512`,
          'clickhouse_version must be at least 25.12 with langfuse_version "${var.langfuse_version}", got "${var.clickhouse_version}": choose 26.8.19.9 or newer.',
        ),
      ],
    }),
    clickhouseCpu: define("clickhouse_cpu", {
      description:
        "CPU units of the ClickHouse task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384",
      type: "number",
      default: 1024,
      nullable: false,
      validation: [oneOf("clickhouse_cpu", [256, 512, 1024, 2048, 4096, 8192, 16384])],
    }),
    clickhouseMemory: define("clickhouse_memory", {
      description:
        "Memory of the ClickHouse task in MiB, at least 2048 and one of the values that Fargate offers for clickhouse_cpu: 1024 units take 2048 to 8192 in steps of 1024, 2048 units 4096 to 16384, 4096 units 8192 to 30720, 8192 units 16384 to 61440 in steps of 4096, 16384 units 32768 to 122880 in steps of 8192",
      type: "number",
      default: 4096,
      nullable: false,
      validation: [
        rule(
          hcl`var.clickhouse_memory >= 2048`,
          "clickhouse_memory must be at least 2048 MiB, got ${var.clickhouse_memory}: below that ClickHouse cannot merge Langfuse's tables.",
        ),
        rule(
          hcl`contains(lookup(local.fargate_memory, var.clickhouse_cpu, [var.clickhouse_memory]), var.clickhouse_memory)`,
          'clickhouse_memory must be one of ${join(", ", lookup(local.fargate_memory, var.clickhouse_cpu, []))} MiB with clickhouse_cpu = ${var.clickhouse_cpu}, got ${var.clickhouse_memory}: Fargate offers no other pairs.',
        ),
      ],
    }),
    clickhousePasswordVersion: define("clickhouse_password_version", {
      description:
        "Generation of ClickHouse's password. Raise it by one to have a new password made and the server restarted with it; it is never lowered",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("clickhouse_password_version", 1, 1_000_000)],
    }),
    clickhouseAllowedSecurityGroupIds: define("clickhouse_allowed_security_group_ids", {
      description:
        "Ids of the security groups whose members may reach ClickHouse on the ports 8123 (HTTP) and 9000 (native)",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for id in var.clickhouse_allowed_security_group_ids : startswith(id, "sg-")])`,
          "clickhouse_allowed_security_group_ids must be ids of security groups (sg-…), got ${jsonencode(var.clickhouse_allowed_security_group_ids)}: a name or an address range does not do.",
        ),
      ],
    }),
  };
}

function storageInputs(define: DefineVariable) {
  return {
    clickhouseStorage: define("clickhouse_storage", {
      description:
        "Where ClickHouse keeps its tables: tiered (new small parts on the volume, large ones on S3 behind a cache), object_storage_cached (every part on S3 behind a cache), object_storage (every part on S3, no cache) or volume (everything on the volume). It can be changed on existing data, except from volume or tiered to object_storage, which ClickHouse refuses to start with while parts are on the volume",
      type: "string",
      default: "tiered",
      nullable: false,
      validation: [oneOf("clickhouse_storage", CLICKHOUSE_STORAGE)],
    }),
    clickhouseHotPartSizeMib: define("clickhouse_hot_part_size_mib", {
      description:
        "Size in MiB above which a part goes to S3 when clickhouse_storage is tiered, at least 2. Smaller parts cost no S3 requests while they are merged again and again. Measured with 565 MiB of traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the volume",
      type: "number",
      default: 100,
      nullable: false,
      validation: [wholeNumber("clickhouse_hot_part_size_mib", 2, 1_048_576)],
    }),
    clickhouseCacheSizeGib: define("clickhouse_cache_size_gib", {
      description:
        "Size in GiB of the cache for S3 on the task's own disk, 1 to 180; above 10 the task gets, and is billed for, a larger disk. It saves every repeated read while it holds what the dashboards touch, and starts empty after each restart",
      type: "number",
      default: 10,
      nullable: false,
      validation: [wholeNumber("clickhouse_cache_size_gib", 1, 180)],
    }),
    ingestionWriteIntervalMs: define("ingestion_write_interval_ms", {
      description:
        "Milliseconds that Langfuse's worker collects rows before it inserts them, 1000 to 60000. Each insert makes a part, so this is the main lever on requests (measured over five minutes with object_storage: 18,638 PUTs at 1000, 3,739 at 5000, 1,869 at 10000, 543 at 30000); it is also how long a new trace takes to appear",
      type: "number",
      default: 10_000,
      nullable: false,
      validation: [wholeNumber("ingestion_write_interval_ms", 1000, 60_000)],
    }),
    clickhouseAcceptDataLoss: define("clickhouse_accept_data_loss", {
      description:
        "Whether ClickHouse may start on a volume that is not the one that belongs to the bucket. Set it to true for one apply when the right volume is gone for good; what only the bucket held is lost",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}

function configInputs(define: DefineVariable) {
  return {
    clickhouseLogRetentionDays: define("clickhouse_log_retention_days", {
      description:
        "Days that ClickHouse keeps the rows of its own log tables (query_log, part_log, error_log, crash_log), which stay on the volume. ClickHouse applies a change when it makes the table anew, so it starts a fresh table and keeps the old one as query_log_0",
      type: "number",
      default: 3,
      nullable: false,
      validation: [wholeNumber("clickhouse_log_retention_days", 1, 365)],
    }),
    clickhouseExtraConfig: define("clickhouse_extra_config", {
      description:
        "More configuration for ClickHouse, name to XML with the root element clickhouse. Each becomes a file in config.d that is read after the module's own and so wins over it. At most 32768 characters in all",
      type: "map(string)",
      default: {},
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for name, xml in var.clickhouse_extra_config : can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", name))])`,
          "clickhouse_extra_config must have names of 1 to 40 lower case letters, digits and hyphens, got ${jsonencode(keys(var.clickhouse_extra_config))}: a name becomes a file name.",
        ),
        rule(
          hcl`alltrue([for xml in values(var.clickhouse_extra_config) : can(regex("^\\s*<(.|\\s)*<clickhouse[\\s/>]|^\\s*<clickhouse[\\s/>]", xml))])`,
          'clickhouse_extra_config must hold XML with the root element clickhouse, got ${join(", ", [for name, xml in var.clickhouse_extra_config : "${name}: ${substr(xml, 0, 60)}"])}: wrap the settings in <clickhouse>…</clickhouse>.',
        ),
        rule(
          hcl`length(join("", values(var.clickhouse_extra_config))) <= 32768`,
          'clickhouse_extra_config must have at most 32768 characters in all, got ${length(join("", values(var.clickhouse_extra_config)))}: it travels in the task definition, which may have 64 KiB.',
        ),
      ],
    }),
  };
}

function externalInputs(define: DefineVariable) {
  return {
    externalClickhouse: define("external_clickhouse", {
      description:
        "A ClickHouse of your own in place of the one that is made, in UTC and reachable from the subnets on both ports. tls covers both; cluster_enabled is for replicas with Keeper. password_secret_arn names the SSM parameter or Secrets Manager secret that holds the password, which must be alphanumeric: Langfuse's migrations put it into a URL. Null means that one is made",
      type: `object({
    host                = string
    http_port           = optional(number, 8123)
    native_port         = optional(number, 9000)
    tls                 = optional(bool, false)
    username            = string
    database            = optional(string, "default")
    cluster_enabled     = optional(bool, false)
    password_secret_arn = string
  })`,
      default: null,
      validation: [
        rule(
          hcl`var.external_clickhouse == null ? true : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_clickhouse.host))`,
          'external_clickhouse.host must be a host name or an IPv4 address, got "${try(var.external_clickhouse.host, "")}": no scheme, port or user.',
        ),
        rule(
          hcl`var.external_clickhouse == null ? true : alltrue([for port in [var.external_clickhouse.http_port, var.external_clickhouse.native_port] : port >= 1 && port <= 65535]) && var.external_clickhouse.http_port != var.external_clickhouse.native_port`,
          'external_clickhouse.http_port and native_port must be two ports from 1 to 65535, got ${try(var.external_clickhouse.http_port, "")} and ${try(var.external_clickhouse.native_port, "")}: ClickHouse has 8123 and 9000, with TLS 8443 and 9440.',
        ),
        rule(
          hcl`var.external_clickhouse == null ? true : can(regex("^[A-Za-z0-9_-]+$", var.external_clickhouse.username)) && can(regex("^[A-Za-z0-9_]+$", var.external_clickhouse.database))`,
          'external_clickhouse.username and database must have letters, digits and underscores only, got "${try(var.external_clickhouse.username, "")}" and "${try(var.external_clickhouse.database, "")}": they become part of a URL.',
        ),
        rule(
          hcl`var.external_clickhouse == null ? true : can(regex(${SECRET_ARN}, var.external_clickhouse.password_secret_arn))`,
          'external_clickhouse.password_secret_arn must be the ARN of an SSM parameter or a Secrets Manager secret, got "${try(var.external_clickhouse.password_secret_arn, "")}": the password itself does not belong here.',
        ),
      ],
    }),
  };
}
