import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeTerraform } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const NETWORK = `${requiredProviders("aws")}
variable "name" {
  type = string
}
variable "subnets" {
  type    = number
  default = 2
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = var.name }
}
resource "aws_subnet" "private" {
  count      = var.subnets
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
resource "aws_security_group" "web" {
  dynamic "timeouts" {
    for_each = []
    content {}
  }
}
output "cidrs" {
  value = aws_subnet.private[*].cidr_block
}
output "vpc_id" {
  value = aws_vpc.main.id
}
`;

describeTerraform("plans", ({ open, ready }) => {
  test("show what is configured, leave out what is not known, and compute outputs", async () => {
    const workspace = await ready({ files: { "main.tf": NETWORK } });
    const { plan } = await workspace.plan({ vars: { name: "demo" } });
    expect(plan.addresses).toEqual([
      "aws_security_group.web",
      "aws_subnet.private[0]",
      "aws_subnet.private[1]",
      "aws_vpc.main",
    ]);
    expect(plan.resource("aws_subnet.private[1]").values).toMatchObject({
      cidr_block: "10.0.1.0/24",
    });
    expect(plan.resource("aws_vpc.main").values).not.toHaveProperty("id");
    expect(plan.change("aws_vpc.main")).toMatchObject({
      actions: ["create"],
      after_unknown: { id: true, arn: true },
    });
    expect(plan.output("cidrs")).toEqual(["10.0.0.0/24", "10.0.1.0/24"]);
    expect(plan.output("vpc_id")).toBeUndefined();
  });

  test("repeat with other variables without another init, also at the same time", async () => {
    const workspace = await ready({ files: { "main.tf": NETWORK } });
    const counts = [1, 2, 3].map(async (subnets) => {
      const { plan } = await workspace.plan({ vars: { name: "demo", subnets } });
      return plan.resources("aws_subnet").length;
    });
    expect(await Promise.all(counts)).toEqual([1, 2, 3]);
  });

  test("name the addresses there are when one is not found", async () => {
    const workspace = await ready({ files: { "main.tf": NETWORK } });
    const { plan } = await workspace.plan({ vars: { name: "demo" } });
    expect(() => plan.resource("aws_vpc.mian")).toThrow(
      /no resource aws_vpc\.mian; .*aws_vpc\.main/,
    );
    expect(() => plan.output("x")).toThrow(/no output x; there are: cidrs, vpc_id/);
  });

  test("merge the provider's default tags into tags_all and know its region", async () => {
    const provider = `
      provider "aws" {
        region = "eu-central-1"
        default_tags {
          tags = { Team = "data" }
        }
      }`;
    const workspace = await ready({ files: { "main.tf": NETWORK, "provider.tf": provider } });
    const { plan } = await workspace.plan({ vars: { name: "demo" } });
    expect(plan.resource("aws_vpc.main").values).toMatchObject({
      region: "eu-central-1",
      tags_all: { Name: "demo", Team: "data" },
    });
  });

  test("pass values to Terraform as they are, whatever they contain", async () => {
    const workspace = await ready({ files: { "main.tf": NETWORK } });
    const name = `"; rm -rf / #\${var.name} %{if} ' \u00e9\n`;
    const { plan } = await workspace.plan({ vars: { name } });
    expect(plan.resource("aws_vpc.main").values).toMatchObject({ tags: { Name: name } });
  });

  test("mark secrets sensitive", async () => {
    const main = `${requiredProviders("aws")}
      resource "aws_ssm_parameter" "s" {
        name  = "s"
        type  = "SecureString"
        value = "hidden"
      }
      output "o" { value = aws_ssm_parameter.s.value }`;
    const workspace = await ready({ files: { "main.tf": main } });
    expect((await workspace.plan()).explain()).toMatch(/Output refers to sensitive values/);
  });

  test("see a module in another folder, and leave nothing in it", async () => {
    const repo = mkdtempSync(join(tmpdir(), "module-"));
    const example = join(repo, "examples", "minimal");
    mkdirSync(example, { recursive: true });
    writeFileSync(join(repo, "main.tf"), NETWORK);
    writeFileSync(
      join(example, "main.tf"),
      `terraform {
        backend "s3" {
          bucket = "state"
          key    = "k"
          region = "us-east-1"
        }
      }
      module "network" {
        source = "../.."
        name   = "demo"
      }`,
    );
    try {
      const workspace = await ready({ from: example });
      const { plan } = await workspace.plan();
      expect(plan.resource("module.network.aws_vpc.main").values).toMatchObject({
        tags: { Name: "demo" },
      });
      expect(readdirSync(example)).toEqual(["main.tf"]);
      expect(readdirSync(repo).sort()).toEqual(["examples", "main.tf"]);
    } finally {
      rmSync(repo, { recursive: true });
    }
  });

  test("init writes no lock file for the offline providers", async () => {
    const workspace = await ready({ files: { "main.tf": NETWORK } });
    if (process.env.TERRAFORM_REAL_PROVIDERS === "1") return;
    expect(existsSync(join(workspace.dir, ".terraform.lock.hcl"))).toBe(false);
  });

  test("a workspace is gone after dispose, and one on a missing folder is refused", () => {
    const workspace = open({ files: { "main.tf": "" } });
    workspace.dispose();
    expect(existsSync(workspace.dir)).toBe(false);
    expect(() => open({ from: "/no/such/module" })).toThrow("no such folder: /no/such/module");
  });
});
