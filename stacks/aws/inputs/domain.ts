import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { matches, rule } from "../../shared/inputs/validation";

/** The address of one's own. */
export function domainInputs(define: DefineVariable) {
  return {
    customDomainName: define("custom_domain_name", {
      description:
        "Host name that Langfuse is reached at, such as langfuse.example.com, in lower case and with at most 64 characters. It needs custom_domain_id (certificate and records are made in that zone) or certificate_arn (you point the name at the output langfuse_dns_target). Null means the platform's own HTTPS address",
      type: "string",
      default: null,
      validation: [
        matches(
          "custom_domain_name",
          "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$",
          "a host name such as langfuse.example.com in lower case, or null",
          "no scheme, port, path, wildcard or trailing dot",
        ),
        rule(
          hcl`var.custom_domain_name == null ? true : length(var.custom_domain_name) <= (var.identity_name == null ? 64 : 55)`,
          'custom_domain_name must have at most 64 characters (55 with identity_name, which puts "langfuse." before it), got ${jsonencode(var.custom_domain_name)}: a certificate takes no longer one.',
        ),
        rule(
          hcl`var.custom_domain_name != null ? true : var.custom_domain_id == null && var.certificate_arn == null`,
          "custom_domain_name must come with custom_domain_id and certificate_arn, got null with ${jsonencode(var.custom_domain_id)} and ${jsonencode(var.certificate_arn)}: say which name they are for.",
        ),
        rule(
          hcl`var.custom_domain_name == null || var.web_platform == "app_runner" ? true : var.custom_domain_id != null || var.certificate_arn != null`,
          "custom_domain_name must come with custom_domain_id or certificate_arn, got ${jsonencode(var.custom_domain_name)} alone: give the Route 53 zone, or the certificate when the zone is elsewhere.",
        ),
        rule(
          hcl`var.web_platform != "alb" || var.custom_domain_name != null`,
          'custom_domain_name must be set with web_platform "alb", got null: no certificate can be had for a load balancer\'s own name; api_gateway needs no domain.',
        ),
      ],
    }),
    customDomainId: define("custom_domain_id", {
      description:
        'Id of the public Route 53 zone of custom_domain_name, in which the records for the certificate and for the address are made. Null means that the zone is elsewhere. For a zone that the same configuration makes, write format("%s", aws_route53_zone.example.zone_id): Terraform must know that it is not null',
      type: "string",
      default: null,
      validation: [
        matches(
          "custom_domain_id",
          "^Z[A-Z0-9]{1,31}$",
          "the id of a Route 53 zone (Z…) or null",
          "the name of the zone or /hostedzone/… does not do",
        ),
      ],
    }),
    certificateArn: define("certificate_arn", {
      description:
        "ARN of a certificate of AWS Certificate Manager for custom_domain_name, in the region of the installation. Null means that one is made, in the zone custom_domain_id; App Runner always makes its own",
      type: "string",
      default: null,
      validation: [
        matches(
          "certificate_arn",
          "^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$",
          "the ARN of a certificate in AWS Certificate Manager or null",
          "an IAM server certificate or an id does not do",
        ),
        rule(
          hcl`var.certificate_arn == null ? true : var.web_platform != "app_runner"`,
          'certificate_arn must be null with web_platform "app_runner", got ${jsonencode(var.certificate_arn)}: App Runner makes its own certificate; point the records of the output langfuse_certificate_validation_records at it.',
        ),
        rule(
          hcl`var.certificate_arn == null || var.region == null ? true : strcontains(var.certificate_arn, ":acm:\${var.region}:")`,
          "certificate_arn must be of region ${jsonencode(var.region)}, got ${jsonencode(var.certificate_arn)}: load balancers and HTTP APIs take none of another region.",
        ),
      ],
    }),
  };
}
