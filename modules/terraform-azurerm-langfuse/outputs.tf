# Generated from stacks/azure/outputs.ts. Edit there, then run npm run synth.

output "langfuse_url" {
  description = "HTTPS address of Langfuse"
  value       = local.langfuse_url
}

output "custom_domain_records" {
  description = "DNS records that custom_domain_name needs before it is set: a CNAME record to this name, and a TXT record of asuid.<custom_domain_name> with this value"
  value = {
    cname = local.web_host
    txt   = nonsensitive(azurerm_container_app.web.custom_domain_verification_id)
  }
}

output "clickhouse_host" {
  description = "Name of ClickHouse inside the network"
  value       = local.clickhouse_host
}

output "clickhouse_http_url" {
  description = "Address of ClickHouse's HTTP interface inside the network"
  value       = local.clickhouse_http_url
}

output "clickhouse_native_url" {
  description = "Address of ClickHouse's native protocol inside the network, which Langfuse's migrations need"
  value       = local.clickhouse_native_url
}

output "database_host" {
  description = "Name of PostgreSQL inside the network"
  value       = local.database_host
}

output "cache_host" {
  description = "Name of the cache inside the network"
  value       = local.cache_host
}

output "blob_storage_name" {
  description = "Name of the storage account of events, media and exports"
  value       = azurerm_storage_account.langfuse.name
}

output "clickhouse_storage_name" {
  description = "Name of the storage account that ClickHouse keeps its data in; null with external_clickhouse"
  value       = one(azurerm_storage_account.clickhouse[*].name)
}

output "secret_references" {
  description = "Ids of the Key Vault secrets that the apps read, by name; never a value. Empty with secret_store container_app"
  value       = local.secret_vault_ids
}

output "identity_principal_id" {
  description = "Principal id of the apps' identity: give it the role Key Vault Secrets User on vaults of your own that external_* or additional_secret_env name"
  value       = local.identity_principal_id
}

output "initial_user_email" {
  description = "Mail address of the first user; null without initial_setup"
  value       = try(var.initial_setup.user_email, null)
}

output "initial_user_password" {
  description = "Password of the first user; null without initial_setup"
  value       = local.initial_user_password
  sensitive   = true
}

output "initial_public_key" {
  description = "Public API key of the first project; null without initial_setup"
  value       = local.initial_public_key
}

output "initial_secret_key" {
  description = "Secret API key of the first project; null without initial_setup"
  value       = local.initial_secret_key
  sensitive   = true
}

output "resource_group_name" {
  description = "Name of the resource group"
  value       = local.resource_group_name
}

output "container_app_environment_id" {
  description = "Id of the Container Apps environment"
  value       = azurerm_container_app_environment.langfuse.id
}

output "container_app_names" {
  description = "Names of the container apps, by part"
  value = merge(
    { web = azurerm_container_app.web.name },
    { for name in azurerm_container_app.worker[*].name : "worker" => name },
    { for name in azurerm_container_app.clickhouse[*].name : "clickhouse" => name }
  )
}

output "clickhouse_app_name" {
  description = "Name of ClickHouse's container app; null without one"
  value       = one(azurerm_container_app.clickhouse[*].name)
}

output "storage_account_name" {
  description = "Name of the storage account of ClickHouse's file share; null without one"
  value       = one(azurerm_storage_account.clickhouse_volume[*].name)
}

output "file_share_name" {
  description = "Name of ClickHouse's file share; null without one"
  value       = one(azurerm_storage_share.clickhouse[*].name)
}

output "virtual_network_id" {
  description = "Id of the virtual network"
  value       = local.virtual_network_id
}
