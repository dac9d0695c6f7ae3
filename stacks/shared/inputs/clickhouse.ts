import type { TerraformVariableValidationConfig } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import { CLICKHOUSE_STORAGE } from "../clickhouse-config";
import type { DefineVariable } from "./define";
import { oneOf, rule, wholeNumber } from "./validation";

export interface ClickhouseInputsProps {
  /** The cloud's object storage in one word. */
  readonly objectStorage: string;
  /** Most of GiB that the cache may take, and what more than the default costs. */
  readonly cache: {
    readonly default: number;
    readonly maximum: number;
    readonly note: string;
    readonly rules?: readonly TerraformVariableValidationConfig[];
  };
}

/** What both clouds' modules take for ClickHouse: version, where its data lives, its configuration. */
export function sharedClickhouseInputs(define: DefineVariable, props: ClickhouseInputsProps) {
  return {
    ...versionInputs(define),
    ...storageInputs(define, props),
    ...configInputs(define),
  };
}

function versionInputs(define: DefineVariable) {
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
  };
}

function storageInputs(define: DefineVariable, { objectStorage, cache }: ClickhouseInputsProps) {
  return {
    clickhouseStorage: define("clickhouse_storage", {
      description: `Where ClickHouse keeps its tables: tiered (new small parts on the volume, large ones on ${objectStorage} behind a cache), object_storage_cached (every part on ${objectStorage} behind a cache), object_storage (every part on ${objectStorage}, no cache) or volume (everything on the volume). It can be changed on existing data, except from volume or tiered to object_storage, which ClickHouse refuses to start with while parts are on the volume`,
      type: "string",
      default: "tiered",
      nullable: false,
      validation: [oneOf("clickhouse_storage", CLICKHOUSE_STORAGE)],
    }),
    clickhouseHotPartSizeMib: define("clickhouse_hot_part_size_mib", {
      description: `Size in MiB above which a part goes to ${objectStorage} when clickhouse_storage is tiered, at least 2. Smaller parts cost no requests while they are merged again and again. Measured on S3 with 565 MiB of traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the volume`,
      type: "number",
      default: 100,
      nullable: false,
      validation: [wholeNumber("clickhouse_hot_part_size_mib", 2, 1_048_576)],
    }),
    clickhouseCacheSizeGib: define("clickhouse_cache_size_gib", {
      description: `Size in GiB of the cache for ${objectStorage} on the container's own disk, 1 to ${cache.maximum}; ${cache.note}. It saves every repeated read while it holds what the dashboards touch, and starts empty after each restart`,
      type: "number",
      default: cache.default,
      nullable: false,
      validation: [
        wholeNumber("clickhouse_cache_size_gib", 1, cache.maximum),
        ...(cache.rules ?? []),
      ],
    }),
    ingestionWriteIntervalMs: define("ingestion_write_interval_ms", {
      description:
        "Milliseconds that Langfuse's worker collects rows before it inserts them, 1000 to 60000. Each insert makes a part, so this is the main lever on requests (measured over five minutes on S3 with object_storage: 18,638 PUTs at 1000, 3,739 at 5000, 1,869 at 10000, 543 at 30000); it is also how long a new trace takes to appear",
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
          'clickhouse_extra_config must have at most 32768 characters in all, got ${length(join("", values(var.clickhouse_extra_config)))}: it travels in the definition of the container, whose size is limited.',
        ),
      ],
    }),
  };
}
