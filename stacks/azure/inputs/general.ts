import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { imageInput } from "../../shared/inputs/images";
import { matches, oneOf, rule } from "../../shared/inputs/validation";
import { versionInputs } from "../../shared/inputs/versions";

/** The periods that a Log Analytics workspace takes, in days. */
const LOG_RETENTION = { minimum: 30, maximum: 730 } as const;

/** Names, tags, versions and what else concerns the whole installation. */
export function generalInputs(define: DefineVariable) {
  return {
    name: define("name", {
      description:
        "Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a letter. Several installations fit in one subscription when their names differ. It must never change: another name makes other resources, and a generated encryption key and salt are lost",
      type: "string",
      default: "langfuse",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[a-z](-?[a-z0-9])+$", var.name)) && length(var.name) <= 20`,
          'name must have 2 to 20 lower case letters, digits and single hyphens and start with a letter, got "${var.name}": choose a name such as langfuse or langfuse-dev.',
        ),
      ],
    }),
    tags: define("tags", {
      description: "Tags on everything that takes tags",
      type: "map(string)",
      default: {},
      nullable: false,
      validation: [
        rule(
          hcl`length(var.tags) <= 45 && alltrue([for key, value in var.tags : can(regex("^[^<>%&\\\\?/]{1,512}$", key)) && length(value) <= 256])`,
          "tags must be at most 45, with keys of 1 to 512 characters without <, >, %, &, \\, ?, / and values of at most 256, got ${jsonencode(var.tags)}: change what Azure would refuse.",
        ),
      ],
    }),
    location: define("location", {
      description: "Region of everything that the module makes, such as japaneast or eastus",
      type: "string",
      default: "japaneast",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[a-z][a-z0-9]{3,29}$", var.location))`,
          'location must be a region in its short form such as japaneast, got "${var.location}": write it in lower case without spaces.',
        ),
      ],
    }),
    resourceGroupName: define("resource_group_name", {
      description:
        "Name of an existing resource group to put everything into; a second installation in it needs cache_private_dns_zone_id. Null means that one is made",
      type: "string",
      default: null,
      validation: [
        matches(
          "resource_group_name",
          "^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$",
          "the name of a resource group (1 to 90 letters, digits, _, -, . and parentheses, not ending with a dot) or null",
          "an id does not do",
        ),
      ],
    }),
    ...versionInputs(define),
    webImage: image(define, "web_image", "langfuse/langfuse", "langfuse_version"),
    workerImage: image(define, "worker_image", "langfuse/langfuse-worker", "langfuse_version"),
    clickhouseImage: image(
      define,
      "clickhouse_image",
      "clickhouse/clickhouse-server",
      "clickhouse_version",
    ),
    workloadProfile: define("workload_profile", {
      description:
        "What the container apps run on: Consumption (billed by use) or a dedicated profile D4, D8, D16, D32, E4, E8, E16, E32, of which at least one instance is always billed",
      type: "string",
      default: "Consumption",
      nullable: false,
      validation: [
        oneOf("workload_profile", [
          "Consumption",
          "D4",
          "D8",
          "D16",
          "D32",
          "E4",
          "E8",
          "E16",
          "E32",
        ]),
      ],
    }),
    logRetentionDays: define("log_retention_days", {
      description: `Days that Log Analytics keeps the containers' logs, ${LOG_RETENTION.minimum} to ${LOG_RETENTION.maximum}; the first 31 are free of charge`,
      type: "number",
      default: 30,
      nullable: false,
      validation: [
        rule(
          hcl`var.log_retention_days >= ${LOG_RETENTION.minimum} && var.log_retention_days <= ${LOG_RETENTION.maximum} && floor(var.log_retention_days) == var.log_retention_days`,
          `log_retention_days must be a whole number from ${LOG_RETENTION.minimum} to ${LOG_RETENTION.maximum}, got \${var.log_retention_days}: Log Analytics offers no other.`,
        ),
      ],
    }),
    logAnalyticsDailyQuotaGb: define("log_analytics_daily_quota_gb", {
      description:
        "GB of logs that Log Analytics takes in a day, 0.1 to 1000; what comes after is dropped until the next day. It caps the bill",
      type: "number",
      default: 1,
      nullable: false,
      validation: [
        rule(
          hcl`var.log_analytics_daily_quota_gb >= 0.1 && var.log_analytics_daily_quota_gb <= 1000`,
          "log_analytics_daily_quota_gb must be from 0.1 to 1000, got ${var.log_analytics_daily_quota_gb}: choose one in that range.",
        ),
      ],
    }),
    forceDelete: define("force_delete", {
      description:
        "Whether deleted data may be gone at once: true switches the soft delete of blobs off, and makes a Key Vault without purge protection (decided when it is made). terraform destroy removes the database with its backups in either case: Azure has no final snapshot, so take one first",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}

function image(define: DefineVariable, name: string, repository: string, version: string) {
  return imageInput(define, { name, repository, version, registry: "example.azurecr.io" });
}
