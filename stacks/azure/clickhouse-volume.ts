import { ContainerAppEnvironmentStorage } from "@cdktf/provider-azurerm/lib/container-app-environment-storage";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureMain } from "./main";

const COUNT = hclNumber`local.is_clickhouse_on_app ? 1 : 0`;

/** GiB of the smallest share of each kind. @see https://learn.microsoft.com/azure/storage/files/understanding-billing */
const SMALLEST_SHARE = { v1: 100, v2: 32 } as const;

/**
 * The volume that ClickHouse's data directory lives on: an NFS share, since SMB has no hard links, which
 * ClickHouse's mutations make. Only a container app can mount it.
 */
export class AzureClickhouseVolume extends ModulePart {
  public readonly account: StorageAccount;
  public readonly share: StorageShare;
  /** Makes the share known to the environment; it cannot be removed while an app mounts it. */
  public readonly storage: ContainerAppEnvironmentStorage;

  public constructor(
    scope: ModuleStack,
    private readonly main: AzureMain,
  ) {
    super(scope, "clickhouse-volume", { source: "stacks/azure/clickhouse-volume.ts" });
    this.local("is_clickhouse_on_app", hcl`local.clickhouse_enabled && ${main.isContainerApp}`);
    this.local(
      "clickhouse_share_quota_gib",
      hcl`coalesce(var.clickhouse_share_quota_gib, ${SMALLEST_SHARE}[var.clickhouse_share_provisioning])`,
    );
    this.account = this.defineAccount();
    this.share = new StorageShare(this, "azurerm_storage_share.clickhouse", {
      count: COUNT,
      name: "clickhouse",
      storageAccountId: only(this.account, "id"),
      enabledProtocol: "NFS",
      quota: hclNumber`local.clickhouse_share_quota_gib`,
    });
    this.storage = this.defineStorage();
  }

  private local(name: string, value: string): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private defineAccount(): StorageAccount {
    const account = new StorageAccount(this, "azurerm_storage_account.clickhouse_volume", {
      count: COUNT,
      // Another name for the other kind: the old account's may not be free again at once.
      name: hcl`"\${local.compact_name}\${${this.main.suffix}}\${var.clickhouse_share_provisioning == "v2" ? "w" : "v"}"`,
      resourceGroupName: this.main.resourceGroupName,
      location: this.main.location,
      accountKind: "FileStorage",
      accountTier: "Premium",
      accountReplicationType: "LRS",
      provisionedBillingModelVersion: hcl`var.clickhouse_share_provisioning == "v2" ? "V2" : null`,
      httpsTrafficOnlyEnabled: false,
      minTlsVersion: "TLS1_2",
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      localUserEnabled: false,
      sharedAccessKeyEnabled: true,
      sasPolicy: { expirationPeriod: "07.00:00:00" },
      networkRules: {
        defaultAction: "Deny",
        bypass: ["AzureServices"],
        virtualNetworkSubnetIds: [hcl`local.container_apps_subnet_id`],
      },
      tags: this.main.tags,
    });
    comment(account, {
      head: [
        "#checkov:skip=CKV_AZURE_206:premium files have no copies in another region",
        "#checkov:skip=CKV2_AZURE_1:Azure's own key encrypts it already, at no charge",
        "#checkov:skip=CKV2_AZURE_38:it has no blobs",
      ],
      arguments: {
        https_traffic_only_enabled:
          "#checkov:skip=CKV_AZURE_3:NFS does not speak HTTPS; only the subnet gets through",
        shared_access_key_enabled:
          "#checkov:skip=CKV2_AZURE_40:the provider asks with a key whether the account is up; NFS knows none",
        network_rules: [
          "#checkov:skip=CKV_AZURE_59:a service endpoint is free and needs the public address, closed to others",
          "#checkov:skip=CKV2_AZURE_33:a private endpoint is billed by the hour, the service endpoint is free",
        ],
      },
    });
    return account;
  }

  private defineStorage(): ContainerAppEnvironmentStorage {
    const storage = new ContainerAppEnvironmentStorage(
      this,
      "azurerm_container_app_environment_storage.clickhouse",
      {
        count: COUNT,
        name: "clickhouse",
        containerAppEnvironmentId: hcl`azurerm_container_app_environment.langfuse.id`,
        nfsServerUrl: only(this.account, "primary_file_host"),
        shareName: `/${only(this.account, "name")}/${only(this.share, "name")}`,
        accessMode: "ReadWrite",
      },
    );
    comment(storage, { arguments: { nfs_server_url: "A host name, in spite of its name." } });
    return storage;
  }
}
