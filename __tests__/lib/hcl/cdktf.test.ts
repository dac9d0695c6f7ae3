/** What cdktf really writes: constructs, tokens, functions and operators in, HCL out. */
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import {
  Fn,
  Op,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { printHcl, type TerraformJson } from "../../../lib/hcl";
import { expectFormatted } from "./fmt";

function printed(build: (stack: TerraformStack) => void): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  build(stack);
  const text = printHcl(stack.toTerraform() as TerraformJson);
  expectFormatted({ "main.tf": text });
  return text;
}

test("a provider with its version", () => {
  const text = printed((stack) => {
    new AwsProvider(stack, "aws", {
      region: "eu-west-1",
      defaultTags: [{ tags: { app: "langfuse" } }],
    });
  });
  expect(text).toMatch(
    /^terraform \{\n {2}required_providers \{\n {4}aws = \{\n {6}source {2}= "aws"\n/,
  );
  expect(text).toContain(
    'provider "aws" {\n  region = "eu-west-1"\n\n  default_tags {\n    tags = {\n',
  );
});

test("variables keep false, zero, empty and not-null", () => {
  const text = printed((stack) => {
    new TerraformVariable(stack, "flag", { type: "bool", default: false, nullable: false });
    new TerraformVariable(stack, "zero", { type: "number", default: 0, description: "a ${b}" });
  });
  expect(text).toContain(
    'variable "flag" {\n  type     = bool\n  default  = false\n  nullable = false\n}\n',
  );
  expect(text).toContain('  description = "a $${b}"\n  type        = number\n  default     = 0\n');
});

test("functions, operators and references are bare", () => {
  const text = printed((stack) => {
    const size = new TerraformVariable(stack, "size", { type: "number" });
    const tags = new TerraformVariable(stack, "labels", { type: "map(string)" });
    new TerraformLocal(
      stack,
      "big",
      Op.and(Op.gt(size.value, 10), Op.neq(tags.value, Token.nullValue())),
    );
    new TerraformLocal(stack, "tags", Fn.merge([tags.value, { Name: `x-${size.stringValue}` }]));
    new TerraformLocal(
      stack,
      "policy",
      Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["s3:GetObject"] }],
      }),
    );
    new TerraformLocal(stack, "text", `say "hi" to ${size.stringValue}\nbye`);
    new TerraformOutput(stack, "sum", { value: Op.add(size.numberValue, 1), sensitive: true });
  });
  expect(text).toContain("big  = (var.size > 10) && (var.labels != null)\n");
  expect(text).toContain('tags = merge(var.labels, { Name = "x-${var.size}" })\n');
  expect(text).toContain(
    'policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      {\n        Effect = "Allow"\n',
  );
  expect(text).toContain('text = "say \\"hi\\" to ${var.size}\\nbye"\n');
  expect(text).toContain("value     = var.size + 1\n  sensitive = true\n");
});

test("blocks, lists of objects, lifecycle and the construct's metadata", () => {
  const text = printed((stack) => {
    const group = new SecurityGroup(stack, "group", {
      ingress: [{ fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] }],
    });
    new EcsService(stack, "web", {
      name: "web",
      networkConfiguration: { subnets: ["subnet-1"], securityGroups: [group.id] },
      loadBalancer: [{ containerName: "web", containerPort: 3000 }],
      lifecycle: { ignoreChanges: ["desired_count"], createBeforeDestroy: true },
      dependsOn: [group],
    });
  });
  expect(text).not.toContain("metadata");
  expect(text).toContain(
    '  ingress = [\n    {\n      cidr_blocks      = ["0.0.0.0/0"]\n      description      = null\n',
  );
  expect(text).toContain(
    "  network_configuration {\n    security_groups = [aws_security_group.group.id]\n",
  );
  expect(text).toContain(
    '  load_balancer {\n    container_name = "web"\n    container_port = 3000\n  }\n',
  );
  expect(text).toContain(
    "  lifecycle {\n    create_before_destroy = true\n    ignore_changes        = [desired_count]\n  }\n",
  );
  expect(text).toContain("  depends_on = [aws_security_group.group]\n}\n");
});
