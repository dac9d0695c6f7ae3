import type { ContainerGroupDiagnostics } from "@cdktf/provider-azurerm/lib/container-group";
import { hcl } from "../../lib/terraform/expression";

/** Where a container group's output goes: the workspace of the container apps. */
export function containerGroupLogs(): ContainerGroupDiagnostics {
  return {
    logAnalytics: {
      workspaceId: hcl`azurerm_log_analytics_workspace.langfuse.workspace_id`,
      workspaceKey: hcl`azurerm_log_analytics_workspace.langfuse.primary_shared_key`,
    },
  };
}
