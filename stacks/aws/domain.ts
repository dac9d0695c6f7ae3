import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import type { AwsMain } from "./main";
import type { AwsWebAlb } from "./web-alb";
import type { AwsWebApiGateway } from "./web-api-gateway";
import type { AwsWebAppRunner } from "./web-app-runner";
import type { AwsWebEcsExpress } from "./web-ecs-express";

export interface AwsWebPlatforms {
  readonly apiGateway: AwsWebApiGateway;
  readonly alb: AwsWebAlb;
  readonly appRunner: AwsWebAppRunner;
  readonly ecsExpress: AwsWebEcsExpress;
}

const TTL_SECONDS = 300;

/**
 * The custom domain: its certificate, its records and the address that follows from it.
 *
 * Terraform must know at plan whether `custom_domain_id` is null, and, when it is not, whether
 * `certificate_arn` is. For one that the same configuration makes, `format("%s", …)` around it tells so: the
 * value stays unknown, but is known not to be null.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/count
 */
export class AwsDomain extends ModulePart {
  /** ARN of a certificate for the domain, once it is valid; null without a domain. */
  public readonly certificateArn: string;

  public constructor(
    scope: ModuleStack,
    private readonly main: AwsMain,
  ) {
    super(scope, "domain", { source: "stacks/aws/domain.ts" });
    // tubone24's module put "langfuse." before the name that it was given.
    new TerraformLocal(
      this,
      "local.custom_domain",
      hcl`var.identity_name == null || try(startswith(var.custom_domain_name, "langfuse."), true) ? var.custom_domain_name : "langfuse.\${var.custom_domain_name}"`,
    );
    new TerraformLocal(
      this,
      "local.has_domain_records",
      hcl`local.custom_domain == null ? false : var.custom_domain_id != null`,
    );
    // App Runner makes and renews a certificate of its own.
    new TerraformLocal(
      this,
      "local.has_own_certificate",
      hcl`local.has_domain_records && var.web_platform != "app_runner" ? var.certificate_arn == null : false`,
    );
    this.certificateArn = this.certificate();
  }

  /** Points the domain at the platform in use, and says where Langfuse is found. */
  public route(platforms: AwsWebPlatforms): void {
    this.addresses(platforms);
    const alias = this.alias(platforms);
    new Route53Record(this, "aws_route53_record.web", {
      count: hclNumber`local.has_domain_records ? 1 : 0`,
      zoneId: hcl`var.custom_domain_id`,
      name: hcl`local.custom_domain`,
      type: "A",
      alias: {
        name: hcl`${alias}.name`,
        zoneId: hcl`${alias}.zone_id`,
        evaluateTargetHealth: false,
      },
    });
    new TerraformLocal(this, "local.dns_target", hcl`try(${alias}.name, null)`);
  }

  /** A certificate that is proven by a record in the zone, and renewed for as long as the record stays. */
  private certificate(): string {
    const certificate = new AcmCertificate(this, "aws_acm_certificate.web", {
      count: hclNumber`local.has_own_certificate ? 1 : 0`,
      domainName: hcl`local.custom_domain`,
      validationMethod: "DNS",
      tags: this.main.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    // One name, so one record, whose name and value are unknown before the certificate exists.
    new TerraformLocal(
      this,
      "local.acm_validation_records",
      hcl`[
        for option in flatten(${certificate}[*].domain_validation_options) :
        { name = option.resource_record_name, type = option.resource_record_type, value = option.resource_record_value }
      ]`,
    );
    const record = new Route53Record(this, "aws_route53_record.certificate_validation", {
      zoneId: hcl`var.custom_domain_id`,
      name: hcl`local.acm_validation_records[0].name`,
      type: hcl`local.acm_validation_records[0].type`,
      records: [hcl`local.acm_validation_records[0].value`],
      ttl: TTL_SECONDS,
      allowOverwrite: true,
    });
    record.addOverride(
      "for_each",
      hcl`toset(local.has_own_certificate ? [local.custom_domain] : [])`,
    );
    comment(record, {
      arguments: {
        allow_overwrite: "All certificates of an account for one name ask for the same record.",
      },
    });
    const validation = new AcmCertificateValidation(this, "aws_acm_certificate_validation.web", {
      count: hclNumber`local.has_own_certificate ? 1 : 0`,
      certificateArn: only(certificate, "arn"),
      validationRecordFqdns: hclList`[for record in ${record} : record.fqdn]`,
    });
    const arn = new TerraformLocal(
      this,
      "local.certificate_arn",
      hcl`local.has_own_certificate ? ${maybe(validation, "certificate_arn")} : var.certificate_arn`,
    );
    return hcl`${arn}`;
  }

  private addresses({ apiGateway, appRunner, ecsExpress }: AwsWebPlatforms): void {
    // Known before web exists, so that NEXTAUTH_URL is right in the first apply.
    new TerraformLocal(
      this,
      "local.langfuse_url",
      hcl`local.custom_domain == null ? ${maybe(apiGateway.api, "api_endpoint")} : "https://\${local.custom_domain}"`,
    );
    // What stands behind the HTTP API, or behind the custom domain, and is open to everybody as well.
    new TerraformLocal(
      this,
      "local.web_direct_url",
      hcl`var.web_platform == "app_runner" ? ${appRunner.url} : var.web_platform == "ecs_express" ? ${ecsExpress.url} : null`,
    );
    new TerraformLocal(
      this,
      "local.certificate_validation_records",
      hcl`concat(local.acm_validation_records, local.app_runner_validation_records)`,
    );
  }

  /** Name and hosted zone of what the domain points at; null without a domain. */
  private alias({ apiGateway, alb, appRunner }: AwsWebPlatforms): TerraformLocal {
    return new TerraformLocal(
      this,
      "local.dns_alias",
      hcl`one(concat(
        [for domain in ${apiGateway.domainName} : { name = domain.domain_name_configuration[0].target_domain_name, zone_id = domain.domain_name_configuration[0].hosted_zone_id }],
        [for balancer in ${alb.loadBalancer} : { name = balancer.dns_name, zone_id = balancer.zone_id }],
        [for domain in ${appRunner.association} : { name = domain.dns_target, zone_id = ${maybe(appRunner.hostedZone, "id")} }]
      ))`,
    );
  }
}
