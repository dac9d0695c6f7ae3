# Generated from stacks/azure/environment.ts. Edit there, then run npm run synth.

resource "azurerm_log_analytics_workspace" "langfuse" {
  name                = "${local.name}-logs-${random_id.suffix.hex}"
  location            = local.location
  resource_group_name = local.resource_group_name

  daily_quota_gb    = var.log_analytics_daily_quota_gb
  retention_in_days = var.log_retention_days
  sku               = "PerGB2018"

  tags = local.tags
}

resource "azurerm_container_app_environment" "langfuse" {
  name                = local.name
  location            = local.location
  resource_group_name = local.resource_group_name

  # Left to Azure, this name would be a change in every plan, and a change replaces the environment:
  # hashicorp/terraform-provider-azurerm#27481. It can go when the version asked for has #27502.
  infrastructure_resource_group_name = "${local.name}-environment-${random_id.suffix.hex}"
  infrastructure_subnet_id           = local.container_apps_subnet_id
  internal_load_balancer_enabled     = false
  log_analytics_workspace_id         = azurerm_log_analytics_workspace.langfuse.id
  logs_destination                   = "log-analytics"
  public_network_access              = "Enabled"

  # It is written out for the same reason, and stays beside a dedicated one: adding or removing the
  # first profile replaces the environment.
  workload_profile {
    name                  = "Consumption"
    workload_profile_type = "Consumption"
  }

  dynamic "workload_profile" {
    for_each = var.workload_profile == "Consumption" ? [] : [var.workload_profile]

    content {
      name                  = workload_profile.value
      maximum_count         = local.workload_profile_count
      minimum_count         = 1
      workload_profile_type = workload_profile.value
    }
  }

  tags = local.tags
}

locals {
  workload_profile_cpu = (
    var.workload_profile == "Consumption"
    ? 1
    : tonumber(substr(var.workload_profile, 1, -1))
  )

  workload_profile_memory = local.workload_profile_cpu * lookup(
    { D = 4, E = 8 },
    substr(var.workload_profile, 0, 1),
    4
  )

  workload_profile_count = 1 + ceil(max(
    (
      var.web_max_replicas * var.web_cpu + (
        local.is_worker_app ? var.worker_max_replicas * var.worker_cpu : 0
      ) + (local.is_clickhouse_on_app ? var.clickhouse_cpu : 0)
    ) / local.workload_profile_cpu,
    (
      var.web_max_replicas * var.web_memory + (
        local.is_worker_app ? var.worker_max_replicas * var.worker_memory : 0
      ) + (local.is_clickhouse_on_app ? var.clickhouse_memory : 0)
    ) / local.workload_profile_memory
  ))
}
