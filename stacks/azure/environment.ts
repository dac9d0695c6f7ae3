import { ContainerAppEnvironment } from "@cdktf/provider-azurerm/lib/container-app-environment";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl } from "../../lib/terraform/expression";
import type { AzureInputs } from "./inputs";
import { GIB_PER_CORE } from "./inputs/sizes";
import type { AzureMain } from "./main";
import type { AzureNetwork } from "./network";

/** The environment that the container apps share, with its public address, and where its logs go. */
export class AzureEnvironment extends ModulePart {
  public readonly environment: ContainerAppEnvironment;
  public readonly workspace: LogAnalyticsWorkspace;

  public constructor(
    scope: ModuleStack,
    inputs: AzureInputs,
    main: AzureMain,
    network: AzureNetwork,
  ) {
    super(scope, "environment", { source: "stacks/azure/environment.ts" });
    this.workspace = new LogAnalyticsWorkspace(this, "azurerm_log_analytics_workspace.langfuse", {
      name: `${main.name}-logs-${main.suffix}`,
      resourceGroupName: main.resourceGroupName,
      location: main.location,
      sku: "PerGB2018",
      dailyQuotaGb: inputs.logAnalyticsDailyQuotaGb.numberValue,
      retentionInDays: inputs.logRetentionDays.numberValue,
      tags: main.tags,
    });
    this.environment = new ContainerAppEnvironment(
      this,
      "azurerm_container_app_environment.langfuse",
      {
        name: main.name,
        resourceGroupName: main.resourceGroupName,
        location: main.location,
        infrastructureSubnetId: network.subnetIds.container_apps,
        infrastructureResourceGroupName: `${main.name}-environment-${main.suffix}`,
        internalLoadBalancerEnabled: false,
        publicNetworkAccess: "Enabled",
        logsDestination: "log-analytics",
        logAnalyticsWorkspaceId: this.workspace.id,
        workloadProfile: [{ name: "Consumption", workloadProfileType: "Consumption" }],
        tags: main.tags,
      },
    );
    comment(this.environment, {
      arguments: {
        infrastructure_resource_group_name: [
          "Left to Azure, this name would be a change in every plan, and a change replaces the environment:",
          "hashicorp/terraform-provider-azurerm#27481. It can go when the version asked for has #27502.",
        ],
        workload_profile: [
          "It is written out for the same reason, and stays beside a dedicated one: adding or removing the",
          "first profile replaces the environment.",
        ],
      },
    });
    this.dedicatedProfile();
  }

  private dedicatedProfile(): void {
    const local = (name: string, value: string) => new TerraformLocal(this, `local.${name}`, value);
    local(
      "workload_profile_cpu",
      hcl`var.workload_profile == "Consumption" ? 1 : tonumber(substr(var.workload_profile, 1, -1))`,
    );
    local(
      "workload_profile_memory",
      hcl`local.workload_profile_cpu * lookup(${GIB_PER_CORE}, substr(var.workload_profile, 0, 1), ${GIB_PER_CORE.D})`,
    );
    // One more than everything at its most needs, because a new revision starts beside the old one.
    local(
      "workload_profile_count",
      hcl`1 + ceil(max(
        (var.web_max_replicas * var.web_cpu + (local.is_worker_app ? var.worker_max_replicas * var.worker_cpu : 0) + (local.is_clickhouse_on_app ? var.clickhouse_cpu : 0)) / local.workload_profile_cpu,
        (var.web_max_replicas * var.web_memory + (local.is_worker_app ? var.worker_max_replicas * var.worker_memory : 0) + (local.is_clickhouse_on_app ? var.clickhouse_memory : 0)) / local.workload_profile_memory,
      ))`,
    );
    this.environment.addOverride("dynamic", {
      workload_profile: {
        for_each: hcl`var.workload_profile == "Consumption" ? [] : [var.workload_profile]`,
        content: {
          name: hcl`workload_profile.value`,
          workload_profile_type: hcl`workload_profile.value`,
          minimum_count: 1,
          maximum_count: hcl`local.workload_profile_count`,
        },
      },
    });
  }
}
