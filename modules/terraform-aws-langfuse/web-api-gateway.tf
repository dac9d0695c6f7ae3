# Generated from stacks/aws/web-api-gateway.ts. Edit there, then run npm run synth.

locals {
  has_api = (
    var.web_platform == "app_runner"
    ? local.custom_domain == null
    : contains(["api_gateway", "ecs_express"], var.web_platform)
  )
}

resource "aws_apigatewayv2_api" "web" {
  count = local.has_api ? 1 : 0

  name        = "${local.name}-web"
  description = "Way in to Langfuse"

  disable_execute_api_endpoint = local.custom_domain != null
  protocol_type                = "HTTP"
  region                       = var.region

  tags = local.tags
}

resource "aws_apigatewayv2_vpc_link" "web" {
  # Cannot be changed: other subnets make another one.
  count = var.web_platform == "api_gateway" ? 1 : 0

  name               = "${local.name}-web"
  region             = var.region
  security_group_ids = aws_security_group.vpc_link[*].id
  subnet_ids         = local.subnet_ids

  tags = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_integration" "web" {
  count = local.has_api ? 1 : 0

  api_id                 = aws_apigatewayv2_api.web[0].id
  connection_id          = one(aws_apigatewayv2_vpc_link.web[*].id)
  connection_type        = var.web_platform == "api_gateway" ? "VPC_LINK" : "INTERNET"
  integration_method     = "ANY"
  integration_type       = "HTTP_PROXY"
  payload_format_version = "1.0"
  region                 = var.region
  timeout_milliseconds   = 30000

  integration_uri = (
    var.web_platform == "api_gateway"
    ? one(aws_service_discovery_service.web[*].arn)
    : var.web_platform == "app_runner"
    ? local.app_runner_url
    : local.ecs_express_url
  )
}

resource "aws_apigatewayv2_route" "web" {
  #checkov:skip=CKV_AWS_309:Langfuse does its own sign-in and checks its own API keys
  count = local.has_api ? 1 : 0

  api_id    = aws_apigatewayv2_api.web[0].id
  region    = var.region
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.web[0].id}"
}

resource "aws_cloudwatch_log_group" "api" {
  count = local.has_api && var.api_access_logs_enabled ? 1 : 0

  name = "/aws/vendedlogs/${local.name}/api"
  #checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key
  kms_key_id = var.kms_key_arn
  region     = var.region
  #checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days
  retention_in_days = var.log_retention_days

  tags = local.tags
}

resource "aws_apigatewayv2_stage" "web" {
  #checkov:skip=CKV_AWS_76:log ingestion is billed; api_access_logs_enabled switches it on
  # No default_route_settings: a block without limits sets them to 0, and every request is refused.
  count = local.has_api ? 1 : 0

  name        = "$default"
  api_id      = aws_apigatewayv2_api.web[0].id
  auto_deploy = true
  region      = var.region

  dynamic "access_log_settings" {
    for_each = aws_cloudwatch_log_group.api

    content {
      destination_arn = access_log_settings.value.arn

      format = jsonencode({
        requestId         = "$context.requestId"
        requestTime       = "$context.requestTime"
        ip                = "$context.identity.sourceIp"
        httpMethod        = "$context.httpMethod"
        path              = "$context.path"
        status            = "$context.status"
        responseLength    = "$context.responseLength"
        responseLatency   = "$context.responseLatency"
        integrationStatus = "$context.integrationStatus"
        integrationError  = "$context.integrationErrorMessage"
      })
    }
  }

  tags = local.tags
}

resource "aws_apigatewayv2_domain_name" "web" {
  count = local.has_api && local.custom_domain != null ? 1 : 0

  domain_name = local.custom_domain
  region      = var.region

  domain_name_configuration {
    certificate_arn = local.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  tags = local.tags
}

resource "aws_apigatewayv2_api_mapping" "web" {
  count = local.has_api && local.custom_domain != null ? 1 : 0

  api_id      = aws_apigatewayv2_api.web[0].id
  domain_name = aws_apigatewayv2_domain_name.web[0].id
  region      = var.region
  stage       = aws_apigatewayv2_stage.web[0].id
}
