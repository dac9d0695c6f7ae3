output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "clickhouse_http_url" {
  description = "HTTPS address of ClickHouse inside the environment"
  value       = module.langfuse.clickhouse_http_url
}

output "clickhouse_native_url" {
  description = "Address of ClickHouse's native protocol inside the environment"
  value       = module.langfuse.clickhouse_native_url
}
