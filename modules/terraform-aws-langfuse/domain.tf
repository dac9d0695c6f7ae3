# Generated from stacks/aws/domain.ts. Edit there, then run npm run synth.

locals {
  custom_domain = (
    var.identity_name == null || try(startswith(var.custom_domain_name, "langfuse."), true)
    ? var.custom_domain_name
    : "langfuse.${var.custom_domain_name}"
  )

  has_domain_records = local.custom_domain == null ? false : var.custom_domain_id != null

  has_own_certificate = (
    local.has_domain_records && var.web_platform != "app_runner"
    ? var.certificate_arn == null
    : false
  )
}

resource "aws_acm_certificate" "web" {
  count = local.has_own_certificate ? 1 : 0

  domain_name       = local.custom_domain
  region            = var.region
  validation_method = "DNS"

  tags = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  acm_validation_records = [
    for option in flatten(aws_acm_certificate.web[*].domain_validation_options) :
    {
      name  = option.resource_record_name
      type  = option.resource_record_type
      value = option.resource_record_value
    }
  ]
}

resource "aws_route53_record" "certificate_validation" {
  for_each = toset(local.has_own_certificate ? [local.custom_domain] : [])

  name = local.acm_validation_records[0].name
  # All certificates of an account for one name ask for the same record.
  allow_overwrite = true
  records         = [local.acm_validation_records[0].value]
  ttl             = 300
  type            = local.acm_validation_records[0].type
  zone_id         = var.custom_domain_id
}

resource "aws_acm_certificate_validation" "web" {
  count = local.has_own_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.web[0].arn
  region                  = var.region
  validation_record_fqdns = [for record in aws_route53_record.certificate_validation : record.fqdn]
}

locals {
  certificate_arn = (
    local.has_own_certificate
    ? one(aws_acm_certificate_validation.web[*].certificate_arn)
    : var.certificate_arn
  )

  langfuse_url = (
    local.custom_domain == null
    ? one(aws_apigatewayv2_api.web[*].api_endpoint)
    : "https://${local.custom_domain}"
  )

  web_direct_url = (
    var.web_platform == "app_runner"
    ? local.app_runner_url
    : var.web_platform == "ecs_express"
    ? local.ecs_express_url
    : null
  )

  certificate_validation_records = concat(
    local.acm_validation_records,
    local.app_runner_validation_records
  )

  dns_alias = one(concat(
    [
      for domain in aws_apigatewayv2_domain_name.web :
      {
        name    = domain.domain_name_configuration[0].target_domain_name
        zone_id = domain.domain_name_configuration[0].hosted_zone_id
      }
    ],
    [for balancer in aws_lb.web : { name = balancer.dns_name, zone_id = balancer.zone_id }],
    [
      for domain in aws_apprunner_custom_domain_association.web :
      { name = domain.dns_target, zone_id = one(data.aws_apprunner_hosted_zone_id.web[*].id) }
    ]
  ))
}

resource "aws_route53_record" "web" {
  count = local.has_domain_records ? 1 : 0

  name    = local.custom_domain
  type    = "A"
  zone_id = var.custom_domain_id

  alias {
    name                   = local.dns_alias.name
    evaluate_target_health = false
    zone_id                = local.dns_alias.zone_id
  }
}

locals {
  dns_target = try(local.dns_alias.name, null)
}
