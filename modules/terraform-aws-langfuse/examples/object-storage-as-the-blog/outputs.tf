output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "clickhouse_storage_name" {
  description = "Name of the bucket that has all of ClickHouse's data"
  value       = module.langfuse.clickhouse_storage_name
}
