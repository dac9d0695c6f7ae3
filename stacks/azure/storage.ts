import type { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureInputs } from "./inputs";
import type { AzureMain } from "./main";
import { privateStorageAccount } from "./storage-account";

/**
 * Langfuse's containers, one for each kind of object, so that a rule for one cannot reach another. They are
 * what `LANGFUSE_S3_…_BUCKET` names; the prefixes stay empty.
 */
export const BLOB_CONTAINERS = { events: "events", media: "media", exports: "exports" } as const;

/** ClickHouse's containers: its disk, its backups, and what tells whose disk it is. */
export const CLICKHOUSE_CONTAINERS = {
  clickhouse: "clickhouse",
  backups: "backups",
  guard: "guard",
} as const;

/** Days for which a deleted blob or container can be had back. */
const SOFT_DELETE_DAYS = 7;

/** Days for which an overwritten blob can be had back, when versioning is on. */
const VERSION_DAYS = 30;

/** Seconds for which a browser remembers that it may upload. */
const CORS_MAX_AGE = 3600;

/**
 * The storage accounts: one for Langfuse's raw events, media and exports, and one that ClickHouse uses as a
 * disk. Two, because what protects the one (soft delete, versions) would keep everything that ClickHouse's
 * merges delete in the other.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/blobstorage
 */
export class AzureStorage extends ModulePart {
  /** Langfuse's, with the containers of {@link BLOB_CONTAINERS}. */
  public readonly account: StorageAccount;
  /** ClickHouse's, with {@link CLICKHOUSE_CONTAINERS}; counted, none with an external ClickHouse. */
  public readonly clickhouseAccount: StorageAccount;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AzureInputs,
    private readonly main: AzureMain,
  ) {
    super(scope, "storage", { source: "stacks/azure/storage.ts" });
    this.account = this.langfuse();
    this.expiry();
    this.clickhouseAccount = this.clickhouse();
  }

  private langfuse(): StorageAccount {
    const account = privateStorageAccount(this, "langfuse", {
      main: this.main,
      letter: "b",
      replicationType: this.inputs.blobReplicationType.stringValue,
      sharedAccessKeyEnabled: true,
      allowedIpRanges: hcl`var.blob_allowed_ip_ranges`,
      subnetIds: hcl`concat([local.container_apps_subnet_id], local.is_worker_app ? [] : [local.container_instances_subnet_id])`,
      blobProperties: {
        versioningEnabled: this.inputs.blobVersioningEnabled.booleanValue,
        // The browser uploads and shows media by signed addresses of the account.
        corsRule: [
          {
            allowedOrigins: [hcl`local.langfuse_url`],
            allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT"],
            allowedHeaders: ["content-type", "x-amz-*", "x-ms-*"],
            exposedHeaders: ["ETag"],
            maxAgeInSeconds: CORS_MAX_AGE,
          },
        ],
      },
      skips: [],
      comments: {
        account_replication_type:
          "#checkov:skip=CKV_AZURE_206:copies in another region double the price; blob_replication_type",
        shared_access_key_enabled:
          "#checkov:skip=CKV2_AZURE_40:Langfuse can sign in to Blob Storage with an account key only",
      },
      containers: BLOB_CONTAINERS,
    });
    const softDelete = {
      for_each: hcl`var.force_delete ? [] : [${SOFT_DELETE_DAYS}]`,
    };
    account.addOverride("blob_properties.dynamic", {
      delete_retention_policy: {
        ...softDelete,
        content: { days: hcl`delete_retention_policy.value` },
      },
      container_delete_retention_policy: {
        ...softDelete,
        content: { days: hcl`container_delete_retention_policy.value` },
      },
    });
    return account;
  }

  private expiry(): void {
    const { eventRetentionDays, exportRetentionDays, blobVersioningEnabled } = this.inputs;
    const policy = new StorageManagementPolicy(this, "azurerm_storage_management_policy.langfuse", {
      storageAccountId: this.account.id,
    });
    policy.addOverride("dynamic.rule", [
      {
        for_each: hcl`{ for container, days in ${{ events: eventRetentionDays, exports: exportRetentionDays }} : container => days if days != null }`,
        content: {
          name: hcl`"expire-\${rule.key}"`,
          enabled: true,
          filters: { blob_types: ["blockBlob"], prefix_match: [hcl`"\${rule.key}/"`] },
          actions: {
            base_blob: { delete_after_days_since_modification_greater_than: hcl`rule.value` },
          },
        },
      },
      {
        for_each: hcl`${blobVersioningEnabled} ? [${VERSION_DAYS}] : []`,
        content: {
          name: "expire-versions",
          enabled: true,
          filters: { blob_types: ["blockBlob"] },
          actions: { version: { delete_after_days_since_creation: hcl`rule.value` } },
        },
      },
    ]);
    comment(policy, {
      head: ["No rule expires media: Langfuse's traces refer to them for ever."],
    });
  }

  private clickhouse(): StorageAccount {
    const account = privateStorageAccount(this, "clickhouse", {
      main: this.main,
      letter: "c",
      count: hclNumber`local.clickhouse_enabled ? 1 : 0`,
      replicationType: "LRS",
      sharedAccessKeyEnabled: false,
      subnetIds: hcl`[local.is_container_app ? local.container_apps_subnet_id : local.container_instances_subnet_id]`,
      skips: [
        "#checkov:skip=CKV2_AZURE_38:merges delete all the time, and every part would be kept and billed",
      ],
      comments: {
        account_replication_type:
          "#checkov:skip=CKV_AZURE_206:copies in another region are worthless without ClickHouse's metadata",
      },
      containers: CLICKHOUSE_CONTAINERS,
    });
    this.backupExpiry(account);
    return account;
  }

  /** Of what a container instance is restored from; a container app's volume lasts, and its backups are the user's. */
  private backupExpiry(account: StorageAccount): void {
    const policy = new StorageManagementPolicy(
      this,
      "azurerm_storage_management_policy.clickhouse",
      {
        count: hclNumber`local.clickhouse_enabled && !local.is_container_app && var.clickhouse_backup_retention_days != null ? 1 : 0`,
        storageAccountId: only(account, "id"),
        rule: [
          {
            name: "expire-backups",
            enabled: true,
            filters: {
              blobTypes: ["blockBlob"],
              prefixMatch: [`${CLICKHOUSE_CONTAINERS.backups}/`],
            },
            actions: {
              baseBlob: {
                deleteAfterDaysSinceModificationGreaterThan: hclNumber`var.clickhouse_backup_retention_days`,
              },
            },
          },
        ],
      },
    );
    comment(policy, {
      head: ["A day's backups stand on that day's full one and are as old: they go together."],
    });
  }
}
