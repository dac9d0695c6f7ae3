import type { ContainerGroupConfig } from "@cdktf/provider-azurerm/lib/container-group";
import { hcl } from "../../lib/terraform/expression";
import type { AzureMain } from "./main";

/**
 * What every container group of the module is: in the network, without a public address, and with its output in
 * the workspace of the container apps.
 */
export function privateContainerGroup(main: AzureMain) {
  return {
    resourceGroupName: main.resourceGroupName,
    location: main.location,
    osType: "Linux",
    restartPolicy: "Always",
    ipAddressType: "Private",
    subnetIds: [hcl`local.container_instances_subnet_id`],
    diagnostics: {
      logAnalytics: {
        workspaceId: hcl`azurerm_log_analytics_workspace.langfuse.workspace_id`,
        workspaceKey: hcl`azurerm_log_analytics_workspace.langfuse.primary_shared_key`,
      },
    },
    tags: main.tags,
  } satisfies Partial<ContainerGroupConfig>;
}
