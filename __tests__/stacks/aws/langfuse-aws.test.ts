import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { LangfuseAws, type LangfuseAwsProps } from "../../../stacks/aws/langfuse-aws";
import { describeOffline } from "../../support/terraform";

describeOffline("LangfuseAws in somebody's cdktf app", (terraform) => {
  let outdir: string;

  beforeEach(() => {
    outdir = fs.mkdtempSync(path.join(os.tmpdir(), "langfuse-aws-"));
  });

  afterEach(() => {
    fs.rmSync(outdir, { recursive: true });
  });

  /** The folder of the synthesised stack. */
  function synth(props?: LangfuseAwsProps): string {
    const app = new App({ outdir, skipValidation: true });
    const stack = new TerraformStack(app, "observability");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const langfuse = new LangfuseAws(stack, "langfuse", props);
    new TerraformOutput(stack, "url", { value: langfuse.langfuseUrl });
    new TerraformOutput(stack, "first_subnet", { value: langfuse.subnetIds });
    app.synth();
    return path.join(outdir, "stacks", "observability");
  }

  function moduleOf(folder: string): Record<string, unknown> {
    const text = fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
    return (JSON.parse(text) as { module: { langfuse: Record<string, unknown> } }).module.langfuse;
  }

  it("plans with no property at all", async () => {
    const workspace = await terraform.ready({ from: synth() });
    const { plan } = await workspace.plan();
    expect(
      plan.resource("module.langfuse.aws_ecs_service.clickhouse[0]").values.desired_count,
    ).toBe(1);
  }, 60_000);

  it("hands properties on under the names that Terraform has for them", () => {
    const { source, ...variables } = moduleOf(
      synth({
        isSpotInstance: true,
        ec2InstanceType: "t4g.large",
        langfuseV4WriteMode: "events_only",
        tags: { costCenter: "x" },
        externalDatabase: { host: "db", username: "u", passwordSecretArn: "arn" },
        initialSetup: { userEmail: "a@example.com" },
      }),
    );
    expect(source).toMatch(/^\.\/assets\//);
    delete variables["//"];
    expect(variables).toEqual({
      is_spot_instance: true,
      ec2_instance_type: "t4g.large",
      langfuse_v4_write_mode: "events_only",
      tags: { costCenter: "x" },
      external_database: { host: "db", username: "u", password_secret_arn: "arn" },
      initial_setup: { user_email: "a@example.com" },
    });
  });

  it("refuses at plan what the module refuses", async () => {
    const workspace = await terraform.ready({ from: synth({ webCpu: 300 }) });
    const result = await workspace.plan();
    expect(result.ok).toBe(false);
    expect(result.explain()).toMatch(/web_cpu must be one of/);
  }, 60_000);

  it("carries the module's files with it", () => {
    const folder = synth();
    const { source } = moduleOf(folder) as { source: string };
    const files = fs.readdirSync(path.join(folder, source));
    expect(files).toEqual(expect.arrayContaining(["web.tf", "variables.tf", "config"]));
  });
});
