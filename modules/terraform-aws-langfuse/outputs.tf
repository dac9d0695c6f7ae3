# Generated from stacks/aws/outputs.ts. Edit there, then run npm run synth.

output "langfuse_url" {
  description = "HTTPS address of Langfuse"
  value       = local.langfuse_url
}

output "web_direct_url" {
  description = "The platform's own HTTPS address of web, which has none of the HTTP API's limits; only with web_platform app_runner or ecs_express, null otherwise"
  value       = local.web_direct_url
}

output "clickhouse_host" {
  description = "Name of ClickHouse inside the VPC"
  value       = local.clickhouse_host
}

output "clickhouse_http_url" {
  description = "Address of ClickHouse's HTTP interface inside the VPC"
  value       = local.clickhouse_http_url
}

output "clickhouse_native_url" {
  description = "Address of ClickHouse's native protocol inside the VPC, which Langfuse's migrations need"
  value       = local.clickhouse_native_url
}

output "database_host" {
  description = "Name of PostgreSQL inside the VPC"
  value       = local.database_host
}

output "cache_host" {
  description = "Name of Valkey inside the VPC"
  value       = local.cache_host
}

output "blob_storage_name" {
  description = "Name of the S3 bucket of events, media and exports"
  value       = aws_s3_bucket.langfuse.id
}

output "clickhouse_storage_name" {
  description = "Name of the S3 bucket that ClickHouse keeps its data in; null with external_clickhouse"
  value       = one(aws_s3_bucket.clickhouse[*].id)
}

output "secret_references" {
  description = "ARNs of the SSM parameters or Secrets Manager secrets, by name; never a value"
  value       = local.secret_arns
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

output "vpc_id" {
  description = "Id of the VPC"
  value       = local.vpc_id
}

output "subnet_ids" {
  description = "Ids of the subnets that the tasks run in"
  value       = local.subnet_ids
}

output "security_group_ids" {
  description = "Ids of the security groups, by part; only those that exist"
  value = merge(
    local.langfuse_security_group_ids,
    { for id in aws_security_group.clickhouse[*].id : "clickhouse" => id },
    { for id in aws_security_group.postgresql[*].id : "postgresql" => id },
    { for id in aws_security_group.cache[*].id : "cache" => id },
    { for id in aws_security_group.load_balancer[*].id : "load_balancer" => id }
  )
}

output "ecs_cluster_name" {
  description = "Name of the ECS cluster that all services run in"
  value       = aws_ecs_cluster.langfuse.name
}

output "ecs_service_names" {
  description = "Names of the cluster's ECS services, by part"
  value = merge(
    { worker = aws_ecs_service.worker.name },
    { for name in aws_ecs_service.web[*].name : "web" => name },
    { for name in aws_ecs_service.clickhouse[*].name : "clickhouse" => name }
  )
}

output "task_role_names" {
  description = "Names of the roles that web and worker act with, for policies of your own, such as sending mail by SES or calling Bedrock"
  value = {
    web    = try(aws_iam_role.app_runner_instance[0].name, aws_iam_role.web_task.name)
    worker = aws_iam_role.worker_task.name
  }
}

output "ecr_push_commands" {
  description = "Shell commands that pull the public images for the platform in use, tag them and push them to the repositories of ecr_enabled; then apply again"
  value       = local.ecr_push_commands
}

output "log_group_names" {
  description = "Names of the CloudWatch log groups, by part"
  value = merge(
    { web = aws_cloudwatch_log_group.web.name, worker = aws_cloudwatch_log_group.worker.name },
    { for name in aws_cloudwatch_log_group.clickhouse[*].name : "clickhouse" => name }
  )
}

output "langfuse_service_url" {
  description = "The same as langfuse_url, by the name of tubone24/langfuse-v3-terraform"
  value       = local.langfuse_url
}

output "langfuse_custom_domain" {
  description = "Host name of custom_domain_name; null without one"
  value       = local.custom_domain
}

output "langfuse_dns_target" {
  description = "What to point custom_domain_name at when its zone is elsewhere: a CNAME record to this name; null without a domain"
  value       = local.dns_target
}

output "langfuse_certificate_validation_records" {
  description = "DNS records that prove to AWS whose domain it is, for a zone that is elsewhere; made by the module with custom_domain_id"
  value       = local.certificate_validation_records
}
