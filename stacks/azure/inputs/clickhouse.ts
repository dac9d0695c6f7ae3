import { hcl } from "../../../lib/terraform/expression";
import { sharedClickhouseInputs } from "../../shared/inputs/clickhouse";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber } from "../../shared/inputs/validation";
import { instanceMemory, PROFILE_CORES, profileMemory, wholeCores } from "./sizes";

/** The ClickHouse server. */
export function clickhouseInputs(define: DefineVariable) {
  return {
    ...platformInputs(define),
    ...sharedClickhouseInputs(define, {
      objectStorage: "Blob Storage",
      cache: {
        default: 3,
        maximum: 7,
        note: "a container app has a disk of 4 GiB with one core and of 8 GiB with more, of which the cache may take all but one",
        rules: [
          rule(
            hcl`var.clickhouse_cache_size_gib <= (var.clickhouse_cpu > 1 ? 7 : 3)`,
            "clickhouse_cache_size_gib must be at most 3 with one core of clickhouse_cpu and 7 with more, got ${var.clickhouse_cache_size_gib} with ${var.clickhouse_cpu}: a container app that fills its disk is stopped.",
          ),
        ],
      },
    }),
  };
}

function platformInputs(define: DefineVariable) {
  return {
    clickhousePlatform: define("clickhouse_platform", {
      description:
        "What ClickHouse runs on: container_app, or container_instance, which costs less than half for what never idles but keeps its data on a disk that is lost with it: only clickhouse_storage volume, restored at start from the last backup in Blob Storage (clickhouse_backup_interval_minutes). A change of platform starts on an empty disk",
      type: "string",
      default: "container_app",
      nullable: false,
      validation: [
        oneOf("clickhouse_platform", ["container_app", "container_instance"]),
        rule(
          hcl`var.clickhouse_platform != "container_instance" || var.clickhouse_storage == "volume"`,
          'clickhouse_platform must be "container_app" with clickhouse_storage "${var.clickhouse_storage}", got "${var.clickhouse_platform}": a container instance has no disk that lasts, and blobs are worthless without the names that are kept there; choose clickhouse_storage volume, which is restored from backups.',
        ),
        rule(
          hcl`var.clickhouse_platform != "container_instance" || try(tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(split("-", split(".", var.clickhouse_version)[1])[0]), 9999) >= 2512`,
          'clickhouse_platform must be "container_app" with clickhouse_version "${var.clickhouse_version}", got "${var.clickhouse_platform}": the list of backups needs ClickHouse 25.12.',
        ),
      ],
    }),
    clickhouseIngress: define("clickhouse_ingress", {
      description:
        "clickhouse_platform container_app: tcp (9000 first, 8123 beside it) or http (8123 behind HTTPS, 9000 beside it). Both are reachable from inside the environment only",
      type: "string",
      default: "tcp",
      nullable: false,
      validation: [oneOf("clickhouse_ingress", ["tcp", "http"])],
    }),
    clickhouseCpu: define("clickhouse_cpu", {
      description:
        "Cores of ClickHouse: 1 to 4 in steps of 0.25, on a container instance whole ones, with a dedicated workload_profile as many as that has",
      type: "number",
      default: 1,
      nullable: false,
      validation: [
        rule(
          hcl`var.clickhouse_cpu >= 1 && var.clickhouse_cpu <= (var.clickhouse_platform == "container_instance" ? 4 : ${PROFILE_CORES}) && floor(var.clickhouse_cpu * 4) == var.clickhouse_cpu * 4`,
          "clickhouse_cpu must be from 1 to 4 (as many as it has with a dedicated workload_profile) in steps of 0.25, got ${var.clickhouse_cpu} with workload_profile ${var.workload_profile}: choose such a number of cores.",
        ),
        wholeCores("clickhouse_cpu", "clickhouse_platform"),
      ],
    }),
    clickhouseMemory: define("clickhouse_memory", {
      description:
        "Memory of ClickHouse in GiB, at least 2. On the Consumption profile it is always twice clickhouse_cpu, on a container instance 2 to 16 in steps of 0.5",
      type: "number",
      default: 2,
      nullable: false,
      validation: [
        rule(
          hcl`var.clickhouse_memory >= 2 && var.clickhouse_memory <= 256 && floor(var.clickhouse_memory * 4) == var.clickhouse_memory * 4`,
          "clickhouse_memory must be from 2 to 256 GiB in steps of 0.25, got ${var.clickhouse_memory}: below 2 ClickHouse cannot merge Langfuse's tables.",
        ),
        rule(
          hcl`var.clickhouse_platform == "container_instance" || var.workload_profile != "Consumption" || var.clickhouse_memory == var.clickhouse_cpu * 2`,
          "clickhouse_memory must be ${var.clickhouse_cpu * 2} GiB with clickhouse_cpu = ${var.clickhouse_cpu} on the Consumption profile, got ${var.clickhouse_memory}: Container Apps offers no other pairs there.",
        ),
        profileMemory("clickhouse_memory", "clickhouse_platform"),
        instanceMemory("clickhouse_memory", "clickhouse_platform"),
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
    clickhouseBackupIntervalMinutes: define("clickhouse_backup_interval_minutes", {
      description:
        "clickhouse_platform container_instance: minutes between two backups to Blob Storage, 5 to 1440. The instance keeps its data on a disk that is lost with it and restores the last backup when it starts: what was written since is lost",
      type: "number",
      default: 60,
      nullable: false,
      validation: [wholeNumber("clickhouse_backup_interval_minutes", 5, 1440)],
    }),
    clickhouseBackupRetentionDays: define("clickhouse_backup_retention_days", {
      description:
        "clickhouse_platform container_instance: days that backups stay in Blob Storage, 3 to 3650. An instance that makes none for so long, because it is stopped or they fail, has none left to be restored from. Null means for ever, which is billed",
      type: "number",
      default: 30,
      validation: [
        rule(
          hcl`var.clickhouse_backup_retention_days == null ? true : var.clickhouse_backup_retention_days >= 3 && var.clickhouse_backup_retention_days <= 3650 && floor(var.clickhouse_backup_retention_days) == var.clickhouse_backup_retention_days`,
          "clickhouse_backup_retention_days must be a whole number from 3 to 3650 or null, got ${jsonencode(var.clickhouse_backup_retention_days)}: a day's backups stand on the full one of the day before.",
        ),
      ],
    }),
    clickhouseShareProvisioning: define("clickhouse_share_provisioning", {
      description:
        "How the NFS share is sold: v1 (from 100 GiB, IOPS follow the size) or v2 (from 32 GiB, billed by size, IOPS and throughput). A change makes a new, empty share",
      type: "string",
      default: "v2",
      nullable: false,
      validation: [oneOf("clickhouse_share_provisioning", ["v1", "v2"])],
    }),
    clickhouseShareQuotaGib: define("clickhouse_share_quota_gib", {
      description:
        "Size of the NFS share in GiB, which is billed whether it is used or not: 100 to 102400 with v1, 32 to 102400 with v2. Null means the smallest",
      type: "number",
      default: null,
      validation: [
        rule(
          hcl`var.clickhouse_share_quota_gib == null ? true : var.clickhouse_share_quota_gib >= (var.clickhouse_share_provisioning == "v1" ? 100 : 32) && var.clickhouse_share_quota_gib <= 102400 && floor(var.clickhouse_share_quota_gib) == var.clickhouse_share_quota_gib`,
          'clickhouse_share_quota_gib must be a whole number from ${var.clickhouse_share_provisioning == "v1" ? 100 : 32} to 102400 with clickhouse_share_provisioning ${var.clickhouse_share_provisioning}, got ${jsonencode(var.clickhouse_share_quota_gib)}: the service sells no other size.',
        ),
      ],
    }),
  };
}
