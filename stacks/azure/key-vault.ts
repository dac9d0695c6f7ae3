import type { ContainerAppEnvironment } from "@cdktf/provider-azurerm/lib/container-app-environment";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber, hclAny } from "../../lib/terraform/expression";
import type { AzureIdentity } from "./identity";
import type { AzureMain } from "./main";
import { allowed } from "./storage-account";

export interface AzureKeyVaultProps {
  readonly main: AzureMain;
  readonly identity: AzureIdentity;
  readonly environment: ContainerAppEnvironment;
}

/** Days for which a deleted vault can be had back; the least there is. */
const RECOVERY_DAYS = 7;

const ONCE = hclNumber`var.secret_store == "key_vault" ? 1 : 0`;

/**
 * `secret_store = "key_vault"`: a vault of the module's own. Whoever applies writes, through write-only
 * arguments, and the container apps read.
 *
 * Its name has the random suffix, so a new installation never meets the deleted vault of an old one.
 */
export class AzureKeyVault extends ModulePart {
  public readonly secret: KeyVaultSecret;
  /** Lets the container apps read; they cannot start before. */
  public readonly reader: RoleAssignment;

  public constructor(
    scope: ModuleStack,
    private readonly props: AzureKeyVaultProps,
  ) {
    super(scope, "key-vault", { source: "stacks/azure/key-vault.ts" });
    const vault = this.vault();
    const { main, identity } = props;
    const writer = this.role("key_vault_writer", {
      scope: only(vault, "id"),
      roleDefinitionName: "Key Vault Secrets Officer",
      principalId: main.client.objectId,
    });
    this.reader = this.role("key_vault_reader", {
      scope: only(vault, "id"),
      roleDefinitionName: "Key Vault Secrets User",
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    });
    this.secret = this.secrets(vault, writer);
  }

  private vault(): KeyVault {
    const { main } = this.props;
    const vault = new KeyVault(this, "azurerm_key_vault.langfuse", {
      count: ONCE,
      name: `${hcl`local.compact_name`}${main.suffix}k`,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      tenantId: main.client.tenantId,
      skuName: "standard",
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: hclAny`var.force_delete ? false : true`,
      lifecycle: { ignoreChanges: ["purge_protection_enabled"] },
      softDeleteRetentionDays: RECOVERY_DAYS,
      networkAcls: {
        bypass: "AzureServices",
        ...allowed(hcl`var.key_vault_allowed_ip_ranges`),
      },
      tags: main.tags,
    });
    comment(vault, {
      head: [
        "#checkov:skip=CKV2_AZURE_32:a private endpoint is billed by the hour, and who applies is outside",
      ],
      arguments: {
        network_acls: [
          "#checkov:skip=CKV_AZURE_109:Container Apps read from addresses of their own; key_vault_allowed_ip_ranges",
          "#checkov:skip=CKV_AZURE_189:the same; nobody gets in without a role",
          "They pass no service endpoint of their subnet, microsoft/azure-container-apps#1287 and #888.",
        ],
        purge_protection_enabled: "Azure lets nobody take it away again, so it is decided once.",
      },
    });
    return vault;
  }

  private role(
    label: string,
    role: {
      scope: string;
      roleDefinitionName: string;
      principalId: string;
      principalType?: string;
    },
  ): RoleAssignment {
    return new RoleAssignment(this, `azurerm_role_assignment.${label}`, { count: ONCE, ...role });
  }

  private secrets(vault: KeyVault, writer: RoleAssignment): KeyVaultSecret {
    const { main, environment } = this.props;
    const secret = new KeyVaultSecret(this, "azurerm_key_vault_secret.secret", {
      name: hcl`replace(each.key, "_", "-")`,
      keyVaultId: only(vault, "id"),
      contentType: "text/plain",
      valueWo: hcl`local.vault_secret_values[each.key]`,
      valueWoVersion: hclNumber`local.secret_generations[each.key]`,
      tags: main.tags,
      dependsOn: [writer, environment],
    });
    secret.addOverride(
      "for_each",
      hcl`toset(var.secret_store == "key_vault" ? local.secret_names : [])`,
    );
    comment(secret, {
      head: ["#checkov:skip=CKV_AZURE_41:Langfuse would stop on the day that a secret expires"],
      arguments: {
        depends_on: [
          "A new role takes minutes to be known everywhere, which is how long an environment takes to be made.",
        ],
      },
    });
    return secret;
  }
}
