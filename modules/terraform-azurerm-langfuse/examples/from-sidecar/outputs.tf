locals {
  resource_group = module.langfuse.resource_group_name
  api            = "https://management.azure.com"

  counted_tables = ["traces", "observations", "scores", "dataset_run_items_rmt", "blob_storage_file_log"]
  count_query = join(" UNION ALL ", [
    for table in local.counted_tables :
    "SELECT '${table}' AS name, count() AS number FROM default.${table} FINAL"
  ])
}

output "langfuse_url" {
  description = "Address of the new Langfuse"
  value       = module.langfuse.langfuse_url
}

output "custom_domain_records" {
  description = "DNS records that the host name needs before custom_domain_name is set"
  value       = module.langfuse.custom_domain_records
}

output "blob_storage_name" {
  description = "Name of the storage account that old events and media are copied to"
  value       = module.langfuse.blob_storage_name
}

output "count_command" {
  description = "Rows by table without what a merge would drop, in a shell of a ClickHouse container: of the old one before its stop, then of the new one"
  value       = "clickhouse-client --user \"$CLICKHOUSE_USER\" --password \"$CLICKHOUSE_PASSWORD\" --query \"${local.count_query}\""
}

output "first_copy_command" {
  description = "Starts the copy while the old app runs"
  value       = "az containerapp job start --resource-group ${local.resource_group} --name ${var.name}-${local.copy_jobs.first}"
}

output "stop_commands" {
  description = "Stop the old apps; their definitions and their data stay"
  value       = [for id in var.sidecar_app_ids : "az rest --method post --url '${local.api}${id}/stop?api-version=2025-01-01'"]
}

output "last_copy_command" {
  description = "Starts the last copy, with the comparison"
  value       = "az containerapp job start --resource-group ${local.resource_group} --name ${var.name}-${local.copy_jobs.last}"
}

output "copy_status_command" {
  description = "Whether the last copy has ended, and how: Succeeded only if both shares are the same"
  value       = "az containerapp job execution list --resource-group ${local.resource_group} --name ${var.name}-${local.copy_jobs.last} --query '[0].properties.status' --output tsv"
}

output "copy_log_command" {
  description = "What the last copy has said: its last line begins with COMPARED"
  value       = "az containerapp job logs show --resource-group ${local.resource_group} --name ${var.name}-${local.copy_jobs.last} --container copy --tail 50"
}

output "verification_commands" {
  description = "What must be right before the new installation is opened, in order"
  value = [
    "az containerapp show --resource-group ${local.resource_group} --name ${module.langfuse.clickhouse_app_name} --query properties.runningStatus --output tsv",
    "az containerapp replica list --resource-group ${local.resource_group} --name ${module.langfuse.clickhouse_app_name} --query 'length(@)'",
    "az containerapp exec --resource-group ${local.resource_group} --name ${module.langfuse.clickhouse_app_name} --command sh",
    "curl --fail '${module.langfuse.langfuse_url}/api/public/health?failIfDatabaseUnavailable=true'",
    "curl --fail ${module.langfuse.langfuse_url}/api/public/ready",
  ]
}

output "rollback_commands" {
  description = "Bring the old installation back: the new apps stop first, since both have the same database"
  value = concat(
    [
      for part in ["web", "worker"] :
      "az rest --method post --url '${local.api}/subscriptions/${data.azurerm_client_config.current.subscription_id}/resourceGroups/${local.resource_group}/providers/Microsoft.App/containerApps/${module.langfuse.container_app_names[part]}/stop?api-version=2025-01-01'"
    ],
    [for id in var.sidecar_app_ids : "az rest --method post --url '${local.api}${id}/start?api-version=2025-01-01'"],
  )
}
