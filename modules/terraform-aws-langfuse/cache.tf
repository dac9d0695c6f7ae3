# Generated from stacks/aws/cache.ts. Edit there, then run npm run synth.

resource "random_password" "cache_auth_token" {
  # In the state: the provider has no write-only argument for auth_token.
  count = var.external_cache == null ? 1 : 0

  length  = 64
  special = false
}

resource "aws_elasticache_subnet_group" "cache" {
  count = var.external_cache == null ? 1 : 0

  name        = local.name
  description = "Subnets of the Valkey of Langfuse"

  region     = var.region
  subnet_ids = local.data_subnet_ids

  tags = local.tags
}

locals {
  cache_family = "valkey${split(".", var.cache_version)[0]}"
}

resource "aws_elasticache_parameter_group" "cache" {
  count = var.external_cache == null ? 1 : 0

  name        = "${local.name}-${local.cache_family}"
  family      = local.cache_family
  description = "Settings of the queues of Langfuse"
  region      = var.region

  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }

  tags = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_elasticache_replication_group" "cache" {
  count = var.external_cache == null ? 1 : 0

  description = "Queues of Langfuse"
  # An apply does what its plan says, and when.
  apply_immediately          = true
  at_rest_encryption_enabled = "true"
  auth_token                 = random_password.cache_auth_token[0].result
  auth_token_update_strategy = "ROTATE"
  # The next plan would take a version above cache_version for a downgrade and replace the group.
  auto_minor_version_upgrade = "false"
  automatic_failover_enabled = var.cache_replica_count > 0
  cluster_mode               = "disabled"
  engine                     = "valkey"
  engine_version             = var.cache_version
  final_snapshot_identifier  = var.force_delete ? null : "${local.name}-${random_id.suffix.hex}"
  #checkov:skip=CKV_AWS_191:the AWS managed key is free; kms_key_arn names another
  kms_key_id = var.kms_key_arn
  #checkov:skip=CKV2_AWS_50:a second node doubles the price; cache_replica_count adds it
  multi_az_enabled     = var.cache_replica_count > 0
  node_type            = var.cache_node_type
  num_cache_clusters   = 1 + var.cache_replica_count
  parameter_group_name = aws_elasticache_parameter_group.cache[0].name
  port                 = 6379
  region               = var.region
  replication_group_id = local.name
  security_group_ids   = [aws_security_group.cache[0].id]
  # Yesterday's jobs are done, and the events of today's are in S3: nothing to go back to.
  snapshot_retention_limit   = 0
  subnet_group_name          = aws_elasticache_subnet_group.cache[0].name
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"

  tags = local.tags
}

locals {
  cache_host = (
    var.external_cache == null
    ? one(aws_elasticache_replication_group.cache[*].primary_endpoint_address)
    : var.external_cache.host
  )

  cache_port = var.external_cache == null ? 6379 : var.external_cache.port
  cache_tls  = var.external_cache == null ? true : var.external_cache.tls

  cache_auth_reference = (
    var.external_cache == null
    ? local.secret_arns["cache_auth_token"]
    : var.external_cache.auth_secret_arn
  )
}
