output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "clickhouse_host" {
  description = "Name of ClickHouse inside the network, which outlasts the instance's address"
  value       = module.langfuse.clickhouse_host
}
