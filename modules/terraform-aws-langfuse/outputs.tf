# Generated from stacks/aws/outputs.ts. Edit there, then run npm run synth.

output "clickhouse_host" {
  description = "Name of ClickHouse inside the VPC"
  value       = local.clickhouse_host
}

output "clickhouse_http_url" {
  description = "Address of ClickHouse's HTTP interface inside the VPC"
  value       = "http://${local.clickhouse_host}:8123"
}

output "clickhouse_native_url" {
  description = "Address of ClickHouse's native protocol inside the VPC, which Langfuse's migrations need"
  value       = "clickhouse://${local.clickhouse_host}:9000"
}

output "clickhouse_security_group_id" {
  description = "Id of the security group of the ClickHouse tasks"
  value       = aws_security_group.clickhouse.id
}

output "clickhouse_storage_name" {
  description = "Name of the S3 bucket that ClickHouse keeps its data in"
  value       = aws_s3_bucket.clickhouse.id
}

output "ecs_cluster_name" {
  description = "Name of the ECS cluster that all services run in"
  value       = aws_ecs_cluster.langfuse.name
}

output "langfuse_environment" {
  description = "Environment variables that Langfuse's web and worker need for this ClickHouse; the password is in secret_references"
  value = {
    CLICKHOUSE_CLUSTER_ENABLED = "false"
    CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY = tostring(floor(
      local.clickhouse_memory_bytes * 0.4
    ))
    CLICKHOUSE_MIGRATION_URL                        = "clickhouse://${local.clickhouse_host}:9000"
    CLICKHOUSE_URL                                  = "http://${local.clickhouse_host}:8123"
    CLICKHOUSE_USER                                 = "clickhouse"
    LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE  = "10000"
    LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS = tostring(var.ingestion_write_interval_ms)
  }
}

output "ecs_service_names" {
  description = "Names of the ECS services, by part"
  value = {
    clickhouse = aws_ecs_service.clickhouse.name
  }
}

output "log_group_names" {
  description = "Names of the CloudWatch log groups, by part"
  value = {
    clickhouse = aws_cloudwatch_log_group.clickhouse.name
  }
}

output "secret_references" {
  description = "ARNs of the SSM parameters that hold the secrets, by name; never a value"
  value = {
    clickhouse_password = aws_ssm_parameter.clickhouse_password.arn
  }
}

output "subnet_ids" {
  description = "Ids of the subnets that the tasks run in"
  value       = local.subnet_ids
}

output "vpc_id" {
  description = "Id of the VPC"
  value       = var.vpc_id
}
