import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { terraformBinary, type Variables, type Workspace } from "../../engines/terraform";
import { renderModule } from "../../lib/module/render";
import { writeModule } from "../../lib/module/write";
import { LangfuseAwsStack } from "../../stacks/aws/stack";
import { moduleStacks } from "../../stacks/modules";
import { describeOffline, describeTerraform } from "../support/terraform";

const MODULE = path.join(__dirname, "..", "..", "modules", "terraform-aws-langfuse");
const TESTS = path.join(MODULE, "tests");
const EXAMPLES = path.join(MODULE, "examples");

const DOMAIN = {
  custom_domain_name: "langfuse.example.com",
  custom_domain_id: "Z0123456789ABCDEFGHIJ",
};

/** What an example asks its user for. */
const ASKED: Record<string, Variables> = {
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

const testFiles = fs
  .readdirSync(TESTS)
  .filter((name) => name.endsWith(".tftest.hcl"))
  .map((name) => fs.readFileSync(path.join(TESTS, name), "utf8"));

describe("tests/ of terraform-aws-langfuse", () => {
  const refusals = testFiles.flatMap((text) => [...text.matchAll(/expect_failures = \[([^\]]*)\]/g)]);

  it("refuses many wrong values", () => {
    expect(refusals.length).toBeGreaterThanOrEqual(60);
  });

  it("refuses something for every variable that has a rule", () => {
    const variables = fs.readFileSync(path.join(MODULE, "variables.tf"), "utf8");
    const ruled = variables
      .split(/^variable /m)
      .filter((block) => block.includes("\n  validation {"))
      .map((block) => `var.${/^"(\w+)"/.exec(block)?.[1] ?? ""}`);
    const refused = new Set(refusals.flatMap(([, list = ""]) => list.split(/[\s,]+/)));
    expect(ruled.filter((name) => !refused.has(name))).toEqual([]);
  });
});

describeTerraform("terraform-aws-langfuse", ({ ready, open }) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await ready({ from: MODULE });
  });

  it("is valid", async () => {
    const result = await workspace.validate();
    expect(result.diagnostics).toEqual([]);
    expect(result.ok).toBe(true);
  });

  it("is formatted, examples and tests included", () => {
    const { stdout, status } = spawnSync(
      terraformBinary(),
      ["fmt", "-check", "-diff", "-recursive", MODULE],
      { encoding: "utf8", env: { ...process.env, TF_CLI_CONFIG_FILE: os.devNull } },
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("passes its own tests", async () => {
    const { ok, runs, explain } = await workspace.test();
    if (!ok) throw new Error(explain());
    expect(runs.filter(({ status }) => status !== "pass")).toEqual([]);
    const written = testFiles.flatMap((text) => text.match(/^run "/gm) ?? []);
    expect(runs).toHaveLength(written.length);
  }, 300_000);

  it("plans from another folder, as a module of somebody's configuration", async () => {
    const root = open({
      files: {
        "main.tf": `
          module "langfuse" {
            source = "./terraform-aws-langfuse"
          }
          output "url" {
            value = module.langfuse.clickhouse_http_url
          }`,
      },
    });
    fs.cpSync(MODULE, path.join(root.dir, "terraform-aws-langfuse"), { recursive: true });
    expect((await root.init()).ok).toBe(true);
    const { plan } = await root.plan();
    expect(plan.has("module.langfuse.aws_ecs_service.web[0]")).toBe(true);
    expect(plan.output("url")).toBe("http://clickhouse.langfuse.internal:8123");
  });

  it("plans the same as JSON", async () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), "json-module-"));
    const stack = moduleStacks().find(({ moduleName }) => moduleName === path.basename(MODULE));
    if (!stack) throw new Error("no stack");
    writeModule(path.join(out, stack.moduleName), renderModule(stack, "json"), new Set());
    const json = await ready({ from: path.join(out, stack.moduleName) });
    fs.rmSync(out, { recursive: true });
    const [a, b] = await Promise.all([json.plan(), workspace.plan()]);
    expect(a.plan.json.planned_values).toEqual(b.plan.json.planned_values);
    expect(a.plan.json.output_changes).toEqual(b.plan.json.output_changes);
    const sorted = (changes: { address: string }[] = []) =>
      [...changes].sort((x, y) => (x.address < y.address ? -1 : 1));
    expect(sorted(a.plan.json.resource_changes)).toEqual(sorted(b.plan.json.resource_changes));
  });

  it("plans the same resources when cdktf deploys it, with provider, backend and TF_VAR_…", async () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "cdktf-out-"));
    const app = new App({ outdir });
    new LangfuseAwsStack(app, "langfuse-aws", { isDeployed: true });
    app.synth();
    const deployed = await ready({ from: path.join(outdir, "stacks/langfuse-aws") });
    const document = JSON.parse(
      fs.readFileSync(path.join(outdir, "stacks/langfuse-aws/cdk.tf.json"), "utf8"),
    ) as { provider: unknown; terraform: { backend: unknown } };
    fs.rmSync(outdir, { recursive: true });
    expect(document.provider).toHaveProperty("aws");
    expect(document.terraform.backend).toHaveProperty("local");
    const [a, b] = await Promise.all([deployed.plan(), workspace.plan()]);
    expect([...a.plan.addresses].sort()).toEqual([...b.plan.addresses].sort());
  });

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
      const { plan } = await workspace.plan({ vars: { ...vars, name } });
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
    const [a, b] = await Promise.all([names("langfuse"), names("langfuse-dev")]);
    expect(a.length).toBeGreaterThan(30);
    expect(a.filter((name) => b.includes(name))).toEqual([]);
  });
});

describeOffline("examples of terraform-aws-langfuse", ({ ready }) => {
  it.each(fs.readdirSync(EXAMPLES))(
    "%s plans, applies and then has nothing left to do",
    async (name) => {
      const example = await ready({ from: path.join(EXAMPLES, name) });
      const vars = ASKED[name] ?? {};
      expect((await example.apply({ vars })).explain()).toBe("");
      const { plan } = await example.plan({ vars });
      expect(plan.has("module.langfuse.aws_ecs_service.clickhouse[0]")).toBe(true);
      const changed = (plan.json.resource_changes ?? []).filter(
        ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
      );
      expect(changed.map(({ address, change }) => `${address} ${change.actions.join()}`)).toEqual(
        [],
      );
    },
  );
});
