import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureMain } from "./main";

/**
 * The identity that ClickHouse reaches its blobs with.
 *
 * It is made before the server and not by it: Container Apps calls an app created when its first replica is
 * ready (or fails it after 15 minutes), and ClickHouse is not ready without the right to its blobs; a
 * system-assigned identity could get that right only after the app, and a new one at each replacement. ClickHouse
 * asks for a token without naming an identity; the start script does (`start.sh`).
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/22432
 */
export class AzureClickhouseIam extends ModulePart {
  /** Counted. */
  public readonly identity: UserAssignedIdentity;
  /** Counted; data, guard and backups are containers of one account that holds nothing else. */
  public readonly assignment: RoleAssignment;

  public constructor(scope: ModuleStack, main: AzureMain) {
    super(scope, "clickhouse-iam", { source: "stacks/azure/clickhouse-iam.ts" });
    const count = hclNumber`local.clickhouse_enabled ? 1 : 0`;
    this.identity = new UserAssignedIdentity(this, "azurerm_user_assigned_identity.clickhouse", {
      count,
      name: `${main.name}-clickhouse`,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      tags: main.tags,
    });
    this.assignment = new RoleAssignment(this, "azurerm_role_assignment.clickhouse", {
      count,
      scope: hcl`one(azurerm_storage_account.clickhouse[*].id)`,
      roleDefinitionName: "Storage Blob Data Contributor",
      principalId: only(this.identity, "principal_id"),
      principalType: "ServicePrincipal",
    });
    comment(this.identity, {
      head: ["Of its own, because it must have its role before the server starts."],
    });
  }
}
