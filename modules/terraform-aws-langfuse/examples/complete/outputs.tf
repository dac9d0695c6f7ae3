output "clickhouse_http_url" {
  description = "Address of ClickHouse's HTTP interface inside the VPC"
  value       = module.langfuse.clickhouse_http_url
}

output "clickhouse_native_url" {
  description = "Address of ClickHouse's native protocol inside the VPC"
  value       = module.langfuse.clickhouse_native_url
}

output "client_security_group_id" {
  description = "Id of the security group whose members may connect"
  value       = aws_security_group.client.id
}

output "secret_references" {
  description = "ARNs of the parameters that hold the secrets"
  value       = module.langfuse.secret_references
}
