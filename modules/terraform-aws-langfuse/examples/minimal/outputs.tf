output "clickhouse_http_url" {
  description = "Address of ClickHouse's HTTP interface inside the VPC"
  value       = module.langfuse.clickhouse_http_url
}
