import { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { maybe } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureMain } from "./main";

/**
 * Who the container apps are when they read secrets in a Key Vault. It is not an app's own identity, because
 * it needs its role before the app is there.
 */
export class AzureIdentity extends ModulePart {
  public readonly id: string;
  public readonly principalId: string;

  public constructor(scope: ModuleStack, main: AzureMain) {
    super(scope, "identity", { source: "stacks/azure/identity.ts" });
    const made = new UserAssignedIdentity(this, "azurerm_user_assigned_identity.langfuse", {
      count: hclNumber`var.user_assigned_identity_id == null ? 1 : 0`,
      name: main.name,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      tags: main.tags,
    });
    const given = new DataAzurermUserAssignedIdentity(
      this,
      "data.azurerm_user_assigned_identity.langfuse",
      {
        count: hclNumber`var.user_assigned_identity_id == null ? 0 : 1`,
        name: hcl`split("/", var.user_assigned_identity_id)[8]`,
        resourceGroupName: hcl`split("/", var.user_assigned_identity_id)[4]`,
      },
    );
    this.id = hcl`${new TerraformLocal(
      this,
      "local.identity_id",
      hcl`var.user_assigned_identity_id == null ? ${maybe(made, "id")} : var.user_assigned_identity_id`,
    )}`;
    this.principalId = hcl`${new TerraformLocal(
      this,
      "local.identity_principal_id",
      hcl`var.user_assigned_identity_id == null ? ${maybe(made, "principal_id")} : ${maybe(given, "principal_id")}`,
    )}`;
  }
}
