output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "clickhouse_http_url" {
  description = "Address of ClickHouse's HTTP interface inside the VPC"
  value       = module.langfuse.clickhouse_http_url
}

output "analyst_security_group_id" {
  description = "Id of the security group whose members may query ClickHouse"
  value       = aws_security_group.analyst.id
}
