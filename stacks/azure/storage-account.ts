import {
  StorageAccount,
  type StorageAccountBlobProperties,
} from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import type { ModulePart } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList } from "../../lib/terraform/expression";
import type { AzureMain } from "./main";

export interface PrivateStorageAccountProps {
  readonly main: AzureMain;

  /** The last letter of the name, which has room for no more: 3 to 24 lower case letters and digits. */
  readonly letter: string;

  /**
   * How many there are, an expression for 0 or 1.
   *
   * @default - one, without an index
   */
  readonly count?: number;

  /** LRS, ZRS, GRS, GZRS, RAGRS or RAGZRS. */
  readonly replicationType: string;

  /** Whether the account's keys open it. */
  readonly sharedAccessKeyEnabled: boolean;

  readonly blobProperties?: StorageAccountBlobProperties;

  /**
   * Expression for the list of public ranges that may reach it, beside the subnets; 0.0.0.0/0 is everybody.
   *
   * @default - none
   */
  readonly allowedIpRanges?: string;

  /** Expression for the list of ids of subnets that may reach it. */
  readonly subnetIds: string;

  /** Lines above arguments: checks that it does not pass, and why. */
  readonly comments: Readonly<Record<string, string | readonly string[]>>;

  /** Lines at the head: checks that it does not pass, and why. */
  readonly skips: readonly string[];

  /** Names of the containers, by their labels. */
  readonly containers: Readonly<Record<string, string>>;
}

/** A storage account for blobs that answers over TLS only, and only to whom it is told to. */
export function privateStorageAccount(
  part: ModulePart,
  label: string,
  props: PrivateStorageAccountProps,
): StorageAccount {
  const { main, count } = props;
  const account = new StorageAccount(part, `azurerm_storage_account.${label}`, {
    count,
    name: `${hcl`local.compact_name`}${main.suffix}${props.letter}`,
    resourceGroupName: main.resourceGroupName,
    location: main.location,
    accountKind: "StorageV2",
    accountTier: "Standard",
    accountReplicationType: props.replicationType,
    minTlsVersion: "TLS1_2",
    httpsTrafficOnlyEnabled: true,
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    localUserEnabled: false,
    sharedAccessKeyEnabled: props.sharedAccessKeyEnabled,
    // Langfuse's longest signed addresses live for a day; longer ones are logged.
    sasPolicy: { expirationPeriod: "07.00:00:00" },
    blobProperties: props.blobProperties,
    networkRules: {
      bypass: ["AzureServices"],
      virtualNetworkSubnetIds: hclList`${props.subnetIds}`,
      ...allowed(props.allowedIpRanges),
    },
    tags: main.tags,
  });
  comment(account, {
    head: [
      "#checkov:skip=CKV2_AZURE_1:Azure's own key encrypts it already, at no charge",
      "#checkov:skip=CKV_AZURE_33:there is no queue in it",
      ...props.skips,
    ],
    arguments: {
      network_rules: [
        "#checkov:skip=CKV_AZURE_59:a service endpoint is free and needs the public address, closed to others",
        "#checkov:skip=CKV2_AZURE_33:a private endpoint is billed by the hour, the service endpoint is free",
        ...(props.allowedIpRanges === undefined
          ? []
          : [
              "#checkov:skip=CKV_AZURE_35:everybody only when the list says so, and then with a signed address",
            ]),
      ],
      ...props.comments,
    },
  });
  for (const [name, container] of Object.entries(props.containers)) {
    const made = new StorageContainer(part, `azurerm_storage_container.${name}`, {
      count,
      name: container,
      storageAccountId: count === undefined ? account.id : only(account, "id"),
      containerAccessType: "private",
    });
    comment(made, {
      head: ["#checkov:skip=CKV2_AZURE_21:a log line for every request is billed like the request"],
    });
  }
  return account;
}

/** Rules for a list of ranges, in which 0.0.0.0/0, no range to Azure, stands for everybody. */
export function allowed(ranges?: string): { defaultAction: string; ipRules?: string[] } {
  if (ranges === undefined) return { defaultAction: "Deny" };
  return {
    defaultAction: hcl`contains(${ranges}, "0.0.0.0/0") ? "Allow" : "Deny"`,
    ipRules: hclList`[for range in ${ranges} : range if range != "0.0.0.0/0"]`,
  };
}
