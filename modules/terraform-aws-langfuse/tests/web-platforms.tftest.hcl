# What each platform of web makes, and the address that it has.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }

  mock_data "aws_subnet" {
    defaults = { availability_zone = "eu-west-1a" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "api_gateway_with_a_domain" {
  command = plan

  variables {
    custom_domain_name = "langfuse.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  assert {
    condition = alltrue([
      length(aws_apigatewayv2_api.web) == 1,
      length(aws_apigatewayv2_vpc_link.web) == 1,
      length(aws_ecs_service.web) == 1,
      length(aws_lb.web) == 0,
      length(aws_apprunner_service.web) == 0,
      length(aws_ecs_express_gateway_service.web) == 0,
      length(aws_acm_certificate.web) == 1,
      length(aws_route53_record.web) == 1,
    ])
    error_message = "An HTTP API, its VPC link, a service, a certificate and a record."
  }

  assert {
    condition = alltrue([
      output.langfuse_url == "https://langfuse.example.com",
      local.web_environment.NEXTAUTH_URL == "https://langfuse.example.com",
      local.worker_environment.NEXTAUTH_URL == "https://langfuse.example.com",
    ])
    error_message = "NEXTAUTH_URL must be the address that users open."
  }

  assert {
    condition     = aws_apigatewayv2_api.web[0].disable_execute_api_endpoint
    error_message = "Two addresses would break logins at one of them."
  }
}

run "alb" {
  command = plan

  variables {
    web_platform        = "alb"
    custom_domain_name  = "langfuse.example.com"
    certificate_arn     = "arn:aws:acm:eu-west-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
    allowed_cidr_blocks = ["203.0.113.0/24"]
  }

  assert {
    condition = alltrue([
      length(aws_lb.web) == 1,
      length(aws_ecs_service.web) == 1,
      length(aws_apigatewayv2_api.web) == 0,
      length(aws_apprunner_service.web) == 0,
      length(aws_ecs_express_gateway_service.web) == 0,
      length(aws_acm_certificate.web) == 0,
      length(aws_route53_record.web) == 0,
    ])
    error_message = "A load balancer and a service; the certificate and the zone are elsewhere."
  }

  assert {
    condition = alltrue([
      output.langfuse_url == "https://langfuse.example.com",
      local.web_environment.NEXTAUTH_URL == "https://langfuse.example.com",
      local.worker_environment.NEXTAUTH_URL == "https://langfuse.example.com",
    ])
    error_message = "NEXTAUTH_URL must be the address that users open."
  }

  assert {
    condition = alltrue([
      !aws_lb.web[0].internal,
      one(aws_lb_listener.http[0].default_action).type == "redirect",
      aws_lb_target_group.web[0].deregistration_delay == "110",
    ])
    error_message = "HTTP redirects, and a task that stops answers what it has begun."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.load_balancer_https : rule.cidr_ipv4] == ["203.0.113.0/24"]
    error_message = "Nobody else may call."
  }
}

run "app_runner_with_a_domain" {
  command = plan

  variables {
    web_platform       = "app_runner"
    web_cpu            = 1024
    custom_domain_name = "langfuse.example.com"
    custom_domain_id   = "Z0123456789ABCDEFGHIJ"
  }

  assert {
    condition = alltrue([
      length(aws_apprunner_service.web) == 1,
      length(aws_apprunner_vpc_connector.web) == 1,
      length(aws_apprunner_custom_domain_association.web) == 1,
      length(aws_ecs_service.web) == 0,
      length(aws_ecs_task_definition.web) == 0,
      length(aws_apigatewayv2_api.web) == 0,
      length(aws_lb.web) == 0,
      length(aws_acm_certificate.web) == 0,
    ])
    error_message = "An App Runner service with its connector and its domain."
  }

  assert {
    condition = alltrue([
      output.langfuse_url == "https://langfuse.example.com",
      local.web_environment.NEXTAUTH_URL == "https://langfuse.example.com",
      local.worker_environment.NEXTAUTH_URL == "https://langfuse.example.com",
    ])
    error_message = "NEXTAUTH_URL must be the address that users open."
  }

  assert {
    condition     = keys(aws_ecr_repository.langfuse) == ["web"]
    error_message = "App Runner pulls from ECR only."
  }

  assert {
    condition     = one(one(aws_apprunner_service.web[0].source_configuration).image_repository).image_repository_type == "ECR_PUBLIC"
    error_message = "The first apply must not fail while the repository is empty."
  }
}

run "app_runner_without_a_domain" {
  command = plan

  variables {
    web_platform = "app_runner"
  }

  assert {
    condition = alltrue([
      length(aws_apprunner_service.web) == 1,
      length(aws_apigatewayv2_api.web) == 1,
      length(aws_apigatewayv2_vpc_link.web) == 0,
      length(aws_apprunner_custom_domain_association.web) == 0,
    ])
    error_message = "The HTTP API's address is known before the service is."
  }
}

run "ecs_express" {
  command = plan

  variables {
    web_platform = "ecs_express"
  }

  assert {
    condition = alltrue([
      length(aws_ecs_express_gateway_service.web) == 1,
      length(aws_apigatewayv2_api.web) == 1,
      length(aws_ecs_service.web) == 0,
      length(aws_ecs_task_definition.web) == 0,
      length(aws_lb.web) == 0,
      length(aws_apprunner_service.web) == 0,
    ])
    error_message = "An Express service behind an HTTP API."
  }
}
