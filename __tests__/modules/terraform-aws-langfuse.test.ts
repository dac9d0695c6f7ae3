import fs from "node:fs";
import path from "node:path";
import type { Variables } from "../../engines/terraform";
import { LangfuseAwsStack } from "../../stacks/aws/stack";
import {
  describeExamples,
  describeModule,
  expectOwnNames,
  moduleFolder,
  type ModuleSuite,
  testsOf,
} from "../support/module-suite";

const DOMAIN = {
  custom_domain_name: "langfuse.example.com",
  custom_domain_id: "Z0123456789ABCDEFGHIJ",
};

const SUITE: ModuleSuite = {
  name: "terraform-aws-langfuse",
  deploy: (app) => new LangfuseAwsStack(app, "langfuse-aws", { isDeployed: true }).node.id,
  provider: "aws",
  web: "module.langfuse.aws_ecs_service.web[0]",
  clickhouse: ["module.langfuse.aws_ecs_service.clickhouse[0]"],
  clickhouseUrl: "http://clickhouse.langfuse.internal:8123",
  asked: {
    "app-runner": DOMAIN,
    "from-tubone24": {
      ...DOMAIN,
      vpc_id: "vpc-0123456789abcdef0",
      private_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      web_next_secret: "a secret",
      web_salt: "a salt",
      encryption_key: "0123456789abcdef".repeat(4),
    },
    production: { ...DOMAIN, administrator_email: "admin@example.com" },
  },
};

/** Arguments that name something in the account or in the region. */
const NAMES = [
  ...["name", "name_prefix", "bucket_prefix", "identifier", "cluster_identifier"],
  ...["replication_group_id", "vpc_connector_name", "auto_scaling_configuration_name"],
];

/** Their names are inside the installation's own cluster, namespace, role or HTTP API. */
const SCOPED = [
  ...["aws_ecs_service", "aws_service_discovery_service", "aws_iam_role_policy"],
  ...["aws_appautoscaling_policy", "aws_apigatewayv2_stage"],
];

describe("tests/ of terraform-aws-langfuse", () => {
  const refusals = testsOf(SUITE.name).flatMap((text) => [
    ...text.matchAll(/expect_failures = \[([^\]]*)\]/g),
  ]);

  it("refuses many wrong values", () => {
    expect(refusals.length).toBeGreaterThanOrEqual(60);
  });

  it("refuses something for every variable that has a rule", () => {
    const variables = fs.readFileSync(path.join(moduleFolder(SUITE.name), "variables.tf"), "utf8");
    const ruled = variables
      .split(/^variable /m)
      .filter((block) => block.includes("\n  validation {"))
      .map((block) => `var.${/^"(\w+)"/.exec(block)?.[1] ?? ""}`);
    const refused = new Set(refusals.flatMap(([, list = ""]) => list.split(/[\s,]+/)));
    expect(ruled.filter((name) => !refused.has(name))).toEqual([]);
  });
});

describeModule(SUITE, (workspace) => {
  it.each<[string, Variables]>([
    ["with nothing chosen", {}],
    [
      "with much chosen",
      {
        ...{ launch_type: "EC2", clickhouse_volume_type: "ebs", ecr_enabled: true },
        ...{ database_type: "aurora_serverless_v2", secret_store: "secretsmanager" },
        ...{ web_platform: "app_runner", api_access_logs_enabled: true },
        ...{ vpc_flow_logs_enabled: true, nat_gateway: "single" },
      },
    ],
  ])("shares no name between two installations, %s", async (_, vars) => {
    const names = async (name: string) => {
      const { plan } = await workspace().plan({ vars: { ...vars, name } });
      return plan
        .resources()
        .filter(({ mode, type }) => mode === "managed" && !SCOPED.includes(type))
        .flatMap(({ type, values }) =>
          [...NAMES, ...(type === "aws_ecs_task_definition" ? ["family"] : [])].map(
            (key) => [type, key, values[key]] as const,
          ),
        )
        .filter(([, , value]) => typeof value === "string" && value !== "")
        .map((named) => named.join(" "));
    };
    await expectOwnNames(names, 30);
  });
});

describeExamples(SUITE);
