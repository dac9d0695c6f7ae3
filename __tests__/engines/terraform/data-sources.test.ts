import { describeOffline } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const LOOKUPS = `${requiredProviders("aws")}
variable "vpc_id" {
  default = "vpc-1234"
}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_availability_zones" "all" {
  state = "available"
}
data "aws_vpc" "main" {
  id = var.vpc_id
}
data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}
data "aws_ami" "ecs" {
  owners      = ["amazon"]
  most_recent = true
}
output "all" {
  value = {
    region  = data.aws_region.current.region
    account = data.aws_caller_identity.current.account_id
    suffix  = data.aws_partition.current.dns_suffix
    zones   = slice(data.aws_availability_zones.all.names, 0, 2)
    vpc     = data.aws_vpc.main.id
    cidr    = data.aws_vpc.main.cidr_block
    subnets = length(data.aws_subnets.private.ids)
    ami     = data.aws_ami.ecs.id
  }
}
`;

describeOffline("data sources", ({ ready }) => {
  test("answer at plan, in the provider's region", async () => {
    const provider = `provider "aws" { region = "eu-west-1" }`;
    const workspace = await ready({ files: { "main.tf": LOOKUPS + provider } });
    const { plan } = await workspace.plan();
    expect(plan.output("all")).toEqual({
      region: "eu-west-1",
      account: "123456789012",
      suffix: "amazonaws.com",
      zones: ["eu-west-1a", "eu-west-1b"],
      vpc: "vpc-1234",
      cidr: "10.0.0.0/16",
      subnets: 3,
      ami: expect.stringMatching(/^ami-[0-9a-f]{17}$/),
    });
  });

  test("wait for the apply when their configuration is not known", async () => {
    const main = `${requiredProviders("aws")}
      resource "aws_vpc" "new" { cidr_block = "10.0.0.0/16" }
      data "aws_vpc" "found" { id = aws_vpc.new.id }
      output "cidr" { value = data.aws_vpc.found.cidr_block }`;
    const workspace = await ready({ files: { "main.tf": main } });
    const { plan } = await workspace.plan();
    expect(plan.output("cidr")).toBeUndefined();
    expect((await workspace.resolved()).output("cidr")).toBe("10.0.0.0/16");
  });
});

describeOffline(
  "data sources that a test answers",
  ({ ready }) => {
    test("get the configuration and set what they like", async () => {
      const workspace = await ready({ files: { "main.tf": LOOKUPS } });
      const { plan } = await workspace.plan({ vars: { vpc_id: "vpc-9" } });
      expect(plan.output("all")).toMatchObject({ vpc: "vpc-9", cidr: "172.31.0.0/16" });
    });

    test("are refused when they set what the type does not have", async () => {
      const main = `${requiredProviders("aws")}\ndata "aws_ecr_image" "i" { repository_name = "r" }`;
      const workspace = await ready({ files: { "main.tf": main } });
      expect((await workspace.plan()).explain()).toMatch(/aws_ecr_image has no attribute "tga"/);
    });
  },
  {
    dataSources: {
      aws_vpc: (config) => ({ id: config.id ?? null, cidr_block: "172.31.0.0/16" }),
      aws_ecr_image: () => ({ tga: "x" }),
    },
  },
);

const POLICY = `${requiredProviders("aws")}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:ListBucket"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "full" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Write"
    effect    = "Deny"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::b/&{aws:username}/*"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = ["111111111111", "222222222222"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:b", "arn:a"]
    }
  }
  statement {
    actions   = ["sts:AssumeRole"]
    resources = []
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
output "json" {
  value = data.aws_iam_policy_document.full.json
}
output "minified" {
  value = data.aws_iam_policy_document.full.minified_json
}
`;

describeOffline("aws_iam_policy_document", ({ ready }) => {
  test("renders as the provider does", async () => {
    const workspace = await ready({ files: { "main.tf": POLICY } });
    const { plan } = await workspace.plan();
    const json = plan.output("json") as string;
    expect(JSON.parse(json)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Read", Effect: "Allow", Action: "s3:ListBucket", Resource: "*" },
        {
          Sid: "Write",
          Effect: "Deny",
          Action: ["s3:PutObject", "s3:GetObject"],
          Resource: "arn:aws:s3:::b/${aws:username}/*",
          Principal: { AWS: ["222222222222", "111111111111"], Service: "ecs-tasks.amazonaws.com" },
          Condition: {
            ArnLike: { "aws:SourceArn": ["arn:b", "arn:a"] },
            StringEquals: { "aws:SourceAccount": "123456789012" },
          },
        },
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" },
      ],
    });
    expect(json).toMatch(/^\{\n {2}"Version": "2012-10-17",\n {2}"Statement": \[\n/);
    expect(plan.output("minified")).toBe(JSON.stringify(JSON.parse(json)));
  });
});
