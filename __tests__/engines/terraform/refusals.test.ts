import { describeTerraform } from "../../support/terraform";
import { requiredProviders } from "./hcl";

interface Case {
  what: string;
  hcl: string;
  summary: RegExp;
  detail: RegExp;
}

const VALIDATE: Case[] = [
  {
    what: "an unknown argument",
    hcl: `resource "aws_sqs_queue" "q" { nmae = "x" }`,
    summary: /^Unsupported argument$/,
    detail: /An argument named "nmae" is not expected here. Did you mean "name"\?/,
  },
  {
    what: "an unknown argument in a nested block",
    hcl: `
      resource "aws_ecs_service" "s" {
        name = "s"
        deployment_circuit_breaker {
          enable    = true
          roll_back = true
          rollback  = true
        }
      }`,
    summary: /^Unsupported argument$/,
    detail: /"roll_back" is not expected here/,
  },
  {
    what: "a wrong type",
    hcl: `resource "aws_sqs_queue" "q" { delay_seconds = "soon" }`,
    summary: /^Incorrect attribute value type$/,
    detail: /"delay_seconds": a number is required/,
  },
  {
    what: "a list where a map is wanted",
    hcl: `resource "aws_sqs_queue" "q" { tags = ["a"] }`,
    summary: /^Incorrect attribute value type$/,
    detail: /map of string required/,
  },
  {
    what: "a missing required argument",
    hcl: `resource "aws_ecs_service" "s" { cluster = "c" }`,
    summary: /^Missing required argument$/,
    detail: /"name" is required/,
  },
  {
    what: "a value for what only the provider sets",
    hcl: `
      resource "aws_ecs_cluster" "c" {
        name = "c"
        arn  = "arn:aws:ecs:us-east-1:123456789012:cluster/c"
      }`,
    summary: /^Value for unconfigurable attribute$/,
    detail: /Can't configure a value for "arn"/,
  },
  {
    what: "a cycle",
    hcl: `
      resource "aws_sqs_queue" "a" { name = aws_sqs_queue.b.name }
      resource "aws_sqs_queue" "b" { name = aws_sqs_queue.a.name }`,
    summary: /^Cycle: aws_sqs_queue\.(a, aws_sqs_queue\.b|b, aws_sqs_queue\.a)$/,
    detail: /^$/,
  },
  {
    what: "a reference to an undeclared resource",
    hcl: `resource "aws_sqs_queue" "q" { name = aws_sns_topic.t.name }`,
    summary: /^Reference to undeclared resource$/,
    detail: /"aws_sns_topic" "t" (has not been declared|definition) in the root module/,
  },
  {
    what: "a reference to an attribute that does not exist",
    hcl: `
      resource "aws_sqs_queue" "q" { name = "q" }
      output "o" { value = aws_sqs_queue.q.uri }`,
    summary: /^Unsupported attribute$/,
    detail: /no argument, nested block, or exported attribute named "uri"/,
  },
  {
    what: "a reference into a computed object",
    hcl: `
      resource "aws_db_instance" "d" { instance_class = "db.t4g.micro" }
      output "o" { value = aws_db_instance.d.listener_endpoint[0].adress }`,
    summary: /^Unsupported attribute$/,
    detail: /does not have an attribute named "adress"/,
  },
  {
    what: "too many blocks",
    hcl: `
      resource "aws_ecs_service" "s" {
        name = "s"
        network_configuration { subnets = ["subnet-1"] }
        network_configuration { subnets = ["subnet-2"] }
      }`,
    summary: /^Too many network_configuration blocks$/,
    detail: /No more than 1 "network_configuration" blocks are allowed/,
  },
  {
    what: "a missing required block",
    hcl: `
      resource "aws_lb_listener" "l" {
        load_balancer_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/b"
      }`,
    summary: /^Insufficient default_action blocks$/,
    detail: /At least 1 "default_action" blocks are required/,
  },
  {
    what: "an unknown block",
    hcl: `resource "aws_sqs_queue" "q" {
        lifecycle_rule {}
      }`,
    summary: /^Unsupported block type$/,
    detail: /Blocks of type "lifecycle_rule" are not expected here/,
  },
  {
    what: "an attribute of object type written as a block, with a member missing",
    hcl: `
      resource "aws_security_group" "s" {
        ingress = [{ from_port = 1, to_port = 1, protocol = "tcp" }]
      }`,
    summary: /^Incorrect attribute value type$/,
    detail: /attributes "cidr_blocks", .* are required/,
  },
  {
    what: "an unknown resource type",
    hcl: `resource "aws_sqs_queu" "q" {}`,
    summary: /^Invalid resource type$/,
    detail: /The provider hashicorp\/aws does not support resource type "aws_sqs_queu"/,
  },
  {
    what: "a type without its provider's prefix",
    hcl: `
      resource "sqs_queue" "q" {
        provider = aws
      }`,
    summary: /^Invalid resource type$/,
    detail: /does not support resource type "sqs_queue"/,
  },
  {
    what: "an unknown data source",
    hcl: `data "aws_sqs_queue" "q" { name = "q" }
          data "aws_ecs_servce" "s" {}`,
    summary: /^Invalid data source$/,
    detail: /does not support data source "aws_ecs_servce"/,
  },
  {
    what: "an unknown provider argument",
    hcl: `
      provider "aws" { regoin = "us-east-1" }
      resource "aws_sqs_queue" "q" {}`,
    summary: /^Unsupported argument$/,
    detail: /"regoin" is not expected here/,
  },
];

const PLAN: Case[] = [
  {
    what: "a failed validation of a variable",
    hcl: `
      variable "cpu" {
        type    = number
        default = 300
        validation {
          condition     = contains([256, 512], var.cpu)
          error_message = "cpu must be 256 or 512."
        }
      }`,
    summary: /^Invalid value for variable$/,
    detail: /cpu must be 256 or 512/,
  },
  {
    what: "a count that only an apply tells",
    hcl: `
      resource "aws_sqs_queue" "a" {}
      resource "aws_sqs_queue" "b" { count = length(aws_sqs_queue.a.url) }`,
    summary: /^Invalid count argument$/,
    detail: /cannot be determined until apply/,
  },
];

describeTerraform("refusals", ({ ready }) => {
  test.each(VALIDATE)("validate refuses $what", async ({ hcl, summary, detail }) => {
    const workspace = await ready({ files: { "main.tf": requiredProviders("aws") + hcl } });
    const result = await workspace.validate();
    expect(result.ok).toBe(false);
    expect(result.diagnostics).toContainEqual(
      expect.objectContaining({
        severity: "error",
        summary: expect.stringMatching(summary),
        detail: expect.stringMatching(detail),
      }),
    );
  });

  test.each(PLAN)("plan refuses $what", async ({ hcl, summary, detail }) => {
    const workspace = await ready({ files: { "main.tf": requiredProviders("aws") + hcl } });
    const result = await workspace.plan();
    expect(result.ok).toBe(false);
    expect(result.diagnostics).toContainEqual(
      expect.objectContaining({
        summary: expect.stringMatching(summary),
        detail: expect.stringMatching(detail),
      }),
    );
    expect(() => result.plan).toThrow(detail);
  });

  test("a value for a variable that does not exist is an error, not a warning", async () => {
    const workspace = await ready({ files: { "main.tf": `variable "name" { default = "" }` } });
    const result = await workspace.plan({ vars: { nmae: "x" } });
    expect(result.ok).toBe(false);
    expect(result.explain()).toMatch(/error: Value for undeclared variable/);
  });

  test("init refuses what it cannot parse", async () => {
    await expect(ready({ files: { "main.tf": "resource {" } })).rejects.toThrow(/init failed/);
  });
});
