import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { terraformBinary, type Workspace } from "../../engines/terraform";
import { renderModule } from "../../lib/module/render";
import { writeModule } from "../../lib/module/write";
import { LangfuseAwsStack } from "../../stacks/aws/stack";
import { moduleStacks } from "../../stacks/modules";
import { describeOffline, describeTerraform } from "../support/terraform";

const MODULE = path.join(__dirname, "..", "..", "modules", "terraform-aws-langfuse");
const VARS = {
  vpc_id: "vpc-0123456789abcdef0",
  private_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
};

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
    expect(runs.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(runs.length).toBeGreaterThan(10);
    if (!ok) throw new Error(explain());
  });

  it("plans from another folder, as a module of somebody's configuration", async () => {
    const root = open({
      files: {
        "main.tf": `
          module "langfuse" {
            source             = "./terraform-aws-langfuse"
            vpc_id             = "${VARS.vpc_id}"
            private_subnet_ids = ${JSON.stringify(VARS.private_subnet_ids)}
          }
          output "url" {
            value = module.langfuse.clickhouse_http_url
          }`,
      },
    });
    fs.cpSync(MODULE, path.join(root.dir, "terraform-aws-langfuse"), { recursive: true });
    expect((await root.init()).ok).toBe(true);
    const { plan } = await root.plan();
    expect(plan.has("module.langfuse.aws_ecs_service.clickhouse")).toBe(true);
    expect(plan.output("url")).toBe("http://clickhouse.langfuse.internal:8123");
  });

  it("plans the same as JSON", async () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), "json-module-"));
    const [stack] = moduleStacks();
    if (!stack) throw new Error("no stack");
    writeModule(path.join(out, stack.moduleName), renderModule(stack, "json"), new Set());
    const json = await ready({ from: path.join(out, stack.moduleName) });
    fs.rmSync(out, { recursive: true });
    const [a, b] = await Promise.all([json.plan({ vars: VARS }), workspace.plan({ vars: VARS })]);
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
    const [a, b] = await Promise.all([deployed.plan({ vars: VARS }), workspace.plan({ vars: VARS })]);
    expect([...a.plan.addresses].sort()).toEqual([...b.plan.addresses].sort());
  });

  it.each(fs.readdirSync(path.join(MODULE, "examples")))("plans the example %s", async (name) => {
    const example = await ready({ from: path.join(MODULE, "examples", name) });
    const vars = name === "complete" ? VARS : {};
    const { plan } = await example.plan({ vars });
    expect(plan.has("module.langfuse.aws_ecs_service.clickhouse")).toBe(true);
  });
});

describeOffline("terraform-aws-langfuse, applied", ({ ready }) => {
  it("has nothing left to do after an apply", async () => {
    const workspace = await ready({ from: MODULE });
    expect((await workspace.apply({ vars: VARS })).explain()).toBe("");
    const { plan } = await workspace.plan({ vars: VARS });
    const changed = (plan.json.resource_changes ?? []).filter(
      ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
    );
    expect(changed.map(({ address, change }) => `${address} ${change.actions.join()}`)).toEqual([]);
  });

  it("shares no name between two installations", async () => {
    const names = async (name: string) => {
      const workspace = await ready({ from: MODULE });
      const view = await workspace.resolved({ vars: { ...VARS, name } });
      return view.addresses
        .map((address) => view.resource(address))
        .filter(({ mode }) => mode === "managed")
        .flatMap(({ values }) => [values.name, values.bucket, values.family, values.name_prefix])
        .filter((value): value is string => typeof value === "string" && value !== "");
    };
    const [a, b] = await Promise.all([names("langfuse"), names("langfuse-dev")]);
    // Names inside the installation's own cluster, namespace or role.
    const scoped = new Set(["clickhouse"]);
    expect(a.filter((name) => b.includes(name) && !scoped.has(name))).toEqual([]);
  });
});
