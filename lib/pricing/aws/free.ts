/**
 * Types of resources that cost nothing by themselves. What is in neither this list nor the bill's own is
 * an error: a type is free only when somebody has looked.
 */
export const FREE_TYPES: ReadonlySet<string> = new Set([
  // Certificates for AWS's own services, and records in a zone that is the user's
  "aws_acm_certificate",
  "aws_acm_certificate_validation",
  "aws_route53_record",
  // Parts of an HTTP API, whose price is by the request; a VPC link of an HTTP API is free
  "aws_apigatewayv2_api_mapping",
  "aws_apigatewayv2_domain_name",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_route",
  "aws_apigatewayv2_stage",
  "aws_apigatewayv2_vpc_link",
  // Scaling is free; what it starts is billed as instances and tasks
  "aws_appautoscaling_policy",
  "aws_appautoscaling_target",
  "aws_apprunner_auto_scaling_configuration_version",
  "aws_apprunner_custom_domain_association",
  "aws_apprunner_vpc_connector",
  "aws_ecs_capacity_provider",
  "aws_ecs_cluster_capacity_providers",
  "aws_launch_template",
  // Settings of databases, caches, volumes and repositories
  "aws_db_parameter_group",
  "aws_db_subnet_group",
  "aws_rds_cluster_parameter_group",
  "aws_elasticache_parameter_group",
  "aws_elasticache_subnet_group",
  "aws_efs_access_point",
  "aws_efs_file_system_policy",
  "aws_efs_mount_target",
  "aws_ecr_lifecycle_policy",
  "aws_ecs_task_definition",
  // Access
  "aws_kms_alias",
  "aws_kms_key_policy",
  "aws_iam_instance_profile",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  // A VPC and what moves packets in it without a price of its own
  "aws_default_security_group",
  "aws_internet_gateway",
  "aws_route",
  "aws_route_table",
  "aws_route_table_association",
  "aws_security_group",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
  // Its log group is billed
  "aws_flow_log",
  "aws_lb_listener",
  "aws_lb_target_group",
  // The web ACL is the user's
  "aws_wafv2_web_acl_association",
  // Settings of buckets, whose objects and requests are billed
  "aws_s3_bucket_cors_configuration",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  // The secret is billed, not its versions; standard parameters are free
  "aws_secretsmanager_secret_version",
  "aws_ssm_parameter",
  // Its namespace is billed
  "aws_service_discovery_service",
]);
