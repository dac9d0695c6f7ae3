import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import {
  isCidr,
  matches,
  oneOf,
  rule,
  wholeNumber,
  wholeNumberOrNull,
} from "../../shared/inputs/validation";

/** Web: Langfuse's interface and API, and the address that it is reached at. */
export function webInputs(define: DefineVariable) {
  return { ...platform(define), ...size(define), ...access(define) };
}

function platform(define: DefineVariable) {
  return {
    webPlatform: define("web_platform", {
      description:
        "What stands before web: api_gateway (an HTTP API with an HTTPS address of its own, billed by the request; 30 seconds and 10 MB a request, no streaming), alb (an Application Load Balancer with your domain, billed by the hour), app_runner (closed to new customers since 2026-04-30; for accounts that have it) or ecs_express (ECS Express Mode, whose load balancer up to 25 services of the VPC share; X86_64). app_runner without a domain, and ecs_express, have the HTTP API before them, because their own address is known too late",
      type: "string",
      default: "api_gateway",
      nullable: false,
      validation: [oneOf("web_platform", ["api_gateway", "alb", "app_runner", "ecs_express"])],
    }),
    isWebInternal: define("is_web_internal", {
      description:
        "Whether the load balancer has private addresses only, for access through a VPN or a peered network. Only with web_platform alb; every other platform is public",
      type: "bool",
      default: false,
      nullable: false,
      validation: [
        rule(
          hcl`!var.is_web_internal || var.web_platform == "alb"`,
          'is_web_internal must be false with web_platform "${var.web_platform}", got true: its address is public; choose alb.',
        ),
      ],
    }),
  };
}

function size(define: DefineVariable) {
  return {
    webCpu: define("web_cpu", {
      description:
        "CPU units of a web task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384; App Runner and Express Mode go up to 4096",
      type: "number",
      default: 512,
      nullable: false,
      validation: [
        oneOf("web_cpu", [256, 512, 1024, 2048, 4096, 8192, 16384]),
        rule(
          hcl`var.web_cpu <= 4096 || contains(["api_gateway", "alb"], var.web_platform)`,
          'web_cpu must be at most 4096 with web_platform "${var.web_platform}", got ${var.web_cpu}: that platform offers no more.',
        ),
      ],
    }),
    webMemory: define("web_memory", {
      description:
        "Memory of a web task in MiB, at least 1024 and one of the values that Fargate offers for web_cpu; App Runner rounds the pair up to the next that it has. Three quarters become Node's heap; with 1024 Langfuse has been seen to crash under load",
      type: "number",
      default: 2048,
      nullable: false,
      validation: [
        rule(
          hcl`var.web_memory >= 1024`,
          "web_memory must be at least 1024 MiB, got ${var.web_memory}: below that Langfuse's web does not start.",
        ),
        rule(
          hcl`var.web_memory <= lookup({ app_runner = 12288, ecs_express = 8192 }, var.web_platform, 122880)`,
          'web_memory must be at most ${lookup({ app_runner = 12288, ecs_express = 8192 }, var.web_platform, 122880)} MiB with web_platform "${var.web_platform}", got ${var.web_memory}: that platform offers no more.',
        ),
        rule(
          hcl`contains(lookup(local.fargate_memory, var.web_cpu, [var.web_memory]), var.web_memory)`,
          'web_memory must be one of ${join(", ", lookup(local.fargate_memory, var.web_cpu, []))} MiB with web_cpu = ${var.web_cpu}, got ${var.web_memory}: Fargate offers no other pairs.',
        ),
      ],
    }),
    webDesiredCount: define("web_desired_count", {
      description: "How many web tasks run at least, 1 to 100. Two or more survive the loss of one",
      type: "number",
      default: 1,
      nullable: false,
      validation: [
        wholeNumber("web_desired_count", 1, 100),
        rule(
          hcl`var.web_platform != "app_runner" || var.web_desired_count <= 25`,
          'web_desired_count must be at most 25 with web_platform "app_runner", got ${var.web_desired_count}: App Runner runs no more instances.',
        ),
      ],
    }),
    webMaxCount: define("web_max_count", {
      description:
        "How many web tasks automatic scaling by CPU may start, up to 100. Null means 4, or web_desired_count when that is more",
      type: "number",
      default: null,
      validation: [
        wholeNumberOrNull("web_max_count", 1, 100),
        rule(
          hcl`var.web_max_count == null || var.web_platform != "app_runner" ? true : var.web_max_count <= 25`,
          'web_max_count must be at most 25 with web_platform "app_runner", got ${jsonencode(var.web_max_count)}: App Runner runs no more instances.',
        ),
        rule(
          hcl`var.web_max_count == null ? true : var.web_max_count >= var.web_desired_count`,
          "web_max_count must be at least web_desired_count (${var.web_desired_count}), got ${jsonencode(var.web_max_count)}: raise it, or set both to the same for no scaling.",
        ),
      ],
    }),
    autoscalingCpuTarget: define("autoscaling_cpu_target", {
      description:
        "Average CPU utilisation in percent that automatic scaling of web and worker aims at, 10 to 90. Langfuse advises to scale out above 50",
      type: "number",
      default: 50,
      nullable: false,
      validation: [wholeNumber("autoscaling_cpu_target", 10, 90)],
    }),
  };
}

function access(define: DefineVariable) {
  return {
    allowedCidrBlocks: define("allowed_cidr_blocks", {
      description:
        "IPv4 ranges that may reach web, enforced by the load balancer of web_platform alb. The other platforms cannot tell callers apart and take only the default, everybody; Langfuse still asks for a login or an API key",
      type: "list(string)",
      default: ["0.0.0.0/0"],
      nullable: false,
      validation: [
        rule(
          hcl`length(var.allowed_cidr_blocks) > 0 && alltrue([for range in var.allowed_cidr_blocks : ${isCidr("range")}])`,
          "allowed_cidr_blocks must be IPv4 ranges without host bits, at least one, got ${jsonencode(var.allowed_cidr_blocks)}: write them such as 203.0.113.0/24.",
        ),
        rule(
          hcl`var.web_platform == "alb" || toset(var.allowed_cidr_blocks) == toset(["0.0.0.0/0"])`,
          'allowed_cidr_blocks must be ["0.0.0.0/0"] with web_platform "${var.web_platform}", got ${jsonencode(var.allowed_cidr_blocks)}: only alb can tell who calls.',
        ),
      ],
    }),
    webAclArn: define("web_acl_arn", {
      description:
        'ARN of a regional AWS WAF web ACL for web, with web_platform alb or app_runner. Null means none. For one that the same configuration makes, write format("%s", aws_wafv2_web_acl.example.arn): Terraform must know that it is not null',
      type: "string",
      default: null,
      validation: [
        matches(
          "web_acl_arn",
          "^arn:[a-z-]+:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/.+$",
          "the ARN of a regional web ACL or null",
          "one for CloudFront (global/webacl) does not do",
        ),
        rule(
          hcl`var.web_acl_arn == null ? true : contains(["alb", "app_runner"], var.web_platform)`,
          'web_acl_arn must be null with web_platform "${var.web_platform}", got ${jsonencode(var.web_acl_arn)}: AWS WAF protects neither HTTP APIs nor what is not made here; choose alb.',
        ),
      ],
    }),
    albAccessLogsBucket: define("alb_access_logs_bucket", {
      description:
        "Name of an S3 bucket for the access logs of the load balancer, whose policy lets Elastic Load Balancing write to it. Null means no access logs",
      type: "string",
      default: null,
      validation: [
        matches(
          "alb_access_logs_bucket",
          "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
          "the name of a bucket or null",
          "an ARN or an address does not do",
        ),
        rule(
          hcl`var.alb_access_logs_bucket == null ? true : var.web_platform == "alb"`,
          'alb_access_logs_bucket must be null with web_platform "${var.web_platform}", got ${jsonencode(var.alb_access_logs_bucket)}: there is no load balancer to log.',
        ),
      ],
    }),
    apiAccessLogsEnabled: define("api_access_logs_enabled", {
      description:
        "Whether the HTTP API writes a line for each request to CloudWatch, which bills the ingestion",
      type: "bool",
      default: false,
      nullable: false,
      validation: [
        rule(
          hcl`!var.api_access_logs_enabled || var.web_platform != "alb"`,
          'api_access_logs_enabled must be false with web_platform "alb", got true: there is no HTTP API to log; alb_access_logs_bucket takes the load balancer\'s log.',
        ),
      ],
    }),
  };
}
