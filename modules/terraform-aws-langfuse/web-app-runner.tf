# Generated from stacks/aws/web-app-runner.ts. Edit there, then run npm run synth.

locals {
  app_runner_size = concat(
    [
      for size in local.app_runner_sizes :
      size if size[0] >= var.web_cpu && size[1] >= var.web_memory
    ],
    [[0, 0]]
  )[0]
}

resource "aws_apprunner_auto_scaling_configuration_version" "web" {
  count = var.web_platform == "app_runner" ? 1 : 0

  auto_scaling_configuration_name = "${local.name}-web"
  max_size                        = local.web_max_count
  min_size                        = var.web_desired_count
  region                          = var.region

  tags = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apprunner_vpc_connector" "web" {
  count = var.web_platform == "app_runner" ? 1 : 0

  region          = var.region
  security_groups = [local.web_security_group_id]
  subnets         = local.subnet_ids
  # One in use can be neither changed nor deleted, so other subnets make one of another name.
  vpc_connector_name = "${local.name}-web-${substr(sha1(jsonencode([local.subnet_ids, local.web_security_group_id])), 0, 8)}"

  tags = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apprunner_service" "web" {
  count = var.web_platform == "app_runner" ? 1 : 0

  auto_scaling_configuration_arn = aws_apprunner_auto_scaling_configuration_version.web[0].arn
  region                         = var.region
  service_name                   = "${local.name}-web-${random_id.suffix.hex}"

  dynamic "encryption_configuration" {
    for_each = var.kms_key_arn[*]

    content {
      kms_key = encryption_configuration.value
    }
  }

  # Almost seven minutes, the most there is: the first start migrates before it answers.
  health_check_configuration {
    healthy_threshold   = 1
    interval            = 20
    path                = local.is_app_runner_ready ? "/api/public/health" : "/"
    protocol            = local.is_app_runner_ready ? "HTTP" : "TCP"
    timeout             = 10
    unhealthy_threshold = 20
  }

  instance_configuration {
    cpu               = tostring(local.app_runner_size[0])
    instance_role_arn = aws_iam_role.app_runner_instance[0].arn
    memory            = tostring(local.app_runner_size[1])
  }

  network_configuration {
    egress_configuration {
      egress_type       = "VPC"
      vpc_connector_arn = aws_apprunner_vpc_connector.web[0].arn
    }

    ingress_configuration {
      is_publicly_accessible = true
    }
  }

  source_configuration {
    auto_deployments_enabled = false

    dynamic "authentication_configuration" {
      for_each = local.app_runner_image_type == "ECR" ? [aws_iam_role.app_runner_access[0].arn] : []

      content {
        access_role_arn = authentication_configuration.value
      }
    }

    image_repository {
      image_identifier      = local.app_runner_image
      image_repository_type = local.app_runner_image_type

      image_configuration {
        port                          = local.app_runner_port
        runtime_environment_secrets   = local.web_secrets
        runtime_environment_variables = local.web_environment
        start_command                 = local.app_runner_command
      }
    }
  }

  tags = local.tags

  depends_on = [
    aws_ecs_cluster_capacity_providers.langfuse,
    aws_vpc_security_group_egress_rule.langfuse,
    aws_vpc_security_group_egress_rule.langfuse_postgresql,
    aws_vpc_security_group_ingress_rule.langfuse_postgresql,
    aws_vpc_security_group_egress_rule.langfuse_cache,
    aws_vpc_security_group_ingress_rule.langfuse_cache,
    aws_vpc_security_group_egress_rule.langfuse_clickhouse_http,
    aws_vpc_security_group_ingress_rule.langfuse_clickhouse_http,
    aws_vpc_security_group_egress_rule.langfuse_clickhouse_native,
    aws_vpc_security_group_ingress_rule.langfuse_clickhouse_native,
    aws_db_instance.postgresql,
    aws_rds_cluster.postgresql,
    aws_elasticache_replication_group.cache,
    aws_ecs_service.clickhouse,
    aws_iam_role_policy.app_runner_task,
    aws_iam_role_policy.app_runner_secrets,
    aws_iam_role_policy.app_runner_image,
  ]
}

locals {
  app_runner_url = one([
    for service in aws_apprunner_service.web :
    "https://${trimprefix(service.service_url, "https://")}"
  ])
}

resource "aws_apprunner_custom_domain_association" "web" {
  count = var.web_platform == "app_runner" && local.custom_domain != null ? 1 : 0

  domain_name          = local.custom_domain
  enable_www_subdomain = false
  region               = var.region
  service_arn          = aws_apprunner_service.web[0].arn
}

data "aws_apprunner_hosted_zone_id" "web" {
  count = var.web_platform == "app_runner" ? 1 : 0

  region = var.region
}

locals {
  app_runner_validation_records = [
    for name in sort([
      for record in flatten(
        aws_apprunner_custom_domain_association.web[*].certificate_validation_records
      ) :
      record.name
    ]) :
    one([
      for record in flatten(
        aws_apprunner_custom_domain_association.web[*].certificate_validation_records
      ) :
      { name = name, type = record.type, value = record.value } if record.name == name
    ])
  ]
}

resource "aws_route53_record" "app_runner_validation" {
  count = var.web_platform == "app_runner" && local.has_domain_records ? 2 : 0

  name            = element(local.app_runner_validation_records, count.index).name
  allow_overwrite = true
  records         = [element(local.app_runner_validation_records, count.index).value]
  ttl             = 300
  type            = element(local.app_runner_validation_records, count.index).type
  zone_id         = var.custom_domain_id
}

resource "aws_wafv2_web_acl_association" "web_app_runner" {
  count = var.web_platform == "app_runner" ? (var.web_acl_arn == null ? 0 : 1) : 0

  region       = var.region
  resource_arn = aws_apprunner_service.web[0].arn
  web_acl_arn  = var.web_acl_arn
}
