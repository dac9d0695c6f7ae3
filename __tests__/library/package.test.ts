import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../../lib/root";
import type { Finished } from "../support/scratch";
import { describeTerraform } from "../support/terraform";
import { Consumer } from "./consumer";

const MODULES = ["terraform-aws-langfuse", "terraform-azurerm-langfuse"];

describeTerraform("the packed library in the example project", (terraform) => {
  let consumer: Consumer;
  let compiled: Finished;
  let synthesised: Finished;

  beforeAll(() => {
    consumer = new Consumer();
    compiled = consumer.compile();
    synthesised = consumer.node(["build/main.js"]);
  });

  afterAll(() => {
    consumer.dispose();
  });

  const installed = (...names: string[]) => path.join(consumer.library, ...names);
  const json = (file: string) =>
    JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, Record<string, string>>;

  it("is the file that the example asks for", () => {
    const { dependencies } = json(path.join(consumer.dir, "package.json"));
    expect(dependencies?.["langfuse-terraform"]).toBe(`file:${consumer.tarball}`);
  });

  it.each(MODULES)("carries every generated file of %s but its README", (name) => {
    const { files } = json(path.join(ROOT, "docs", "interface", `${name}.json`));
    for (const file of Object.values(files ?? {}).filter((each) => each !== "README.md")) {
      expect([file, fs.existsSync(installed("modules", name, file))]).toEqual([file, true]);
    }
  });

  it("carries neither sources nor examples nor tests", () => {
    const entries = fs.readdirSync(consumer.library, { recursive: true, encoding: "utf8" });
    expect(entries.filter((entry) => /(?<!\.d)\.ts$|examples|tests|tftest/.test(entry))).toEqual(
      [],
    );
  });

  it("weighs less than a megabyte", () => {
    const entries = fs.readdirSync(consumer.library, { recursive: true, encoding: "utf8" });
    const bytes = entries.reduce((sum, entry) => sum + fs.statSync(installed(entry)).size, 0);
    expect(bytes).toBeLessThan(2 ** 20);
  });

  it("brings no package with it", () => {
    const { dependencies, peerDependencies } = json(installed("package.json"));
    expect(dependencies).toBeUndefined();
    expect(Object.keys(peerDependencies ?? {})).toEqual(["cdktf", "constructs"]);
  });

  it("loads no provider's bindings", () => {
    const { stdout } = consumer.node([
      "-e",
      `require("langfuse-terraform"); console.log(Object.keys(require.cache).join("\\n"))`,
    ]);
    expect(stdout).toMatch(/langfuse-terraform.dist.index\.js/);
    expect(stdout).not.toMatch(/provider-(aws|azurerm)/);
  });

  it("exports the type of every property", () => {
    const index = fs.readFileSync(installed("dist", "index.d.ts"), "utf8");
    for (const file of ["aws/langfuse-aws-props", "azure/langfuse-azure-props"]) {
      const props = fs.readFileSync(installed("dist", "stacks", `${file}.d.ts`), "utf8");
      const names = [...props.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(index).toContain(name);
    }
  });

  it("has its documentation in its types", () => {
    const types = fs.readFileSync(
      installed("dist", "stacks", "aws", "langfuse-aws-props.d.ts"),
      "utf8",
    );
    expect(types).toMatch(/Version of Langfuse[^]*?@default[^]*?langfuseVersion\?: string/);
  });

  it("compiles in strict mode", () => {
    expect(compiled).toMatchObject({ stdout: "", status: 0 });
  });

  it("refuses a wrong property when it is compiled", () => {
    const main = path.join(consumer.dir, "main.ts");
    const text = fs.readFileSync(main, "utf8");
    fs.writeFileSync(main, text.replace("isSpotInstance: true", 'isSpotInstance: "yes"'));
    const { stdout, status } = consumer.node([
      path.join(ROOT, "node_modules", "typescript", "bin", "tsc"),
      ...["--noEmit", "--skipLibCheck"],
      ...["--typeRoots", path.join(ROOT, "node_modules", "@types")],
    ]);
    fs.writeFileSync(main, text);
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/main\.ts.*string.*boolean/);
  });

  it("synthesises from any working directory", () => {
    const elsewhere = fs.mkdtempSync(path.join(consumer.dir, "elsewhere-"));
    expect(consumer.node(["../build/main.js"], elsewhere)).toMatchObject({ stderr: "", status: 0 });
    const stack = path.join(elsewhere, "cdktf.out", "stacks", "observability-aws");
    const { module } = json(path.join(stack, "cdk.tf.json"));
    const { source = "" } = module?.langfuse as unknown as { source?: string };
    expect(fs.existsSync(path.join(stack, source, "versions.tf"))).toBe(true);
  });

  it("names the remedy when a bundler has left its files behind", () => {
    const moved = path.join(consumer.dir, "bundled");
    fs.cpSync(installed("dist"), moved, { recursive: true });
    const { stderr } = consumer.node([
      "-e",
      `const { App, TerraformStack } = require("cdktf");
       const { LangfuseAws } = require("./bundled");
       new LangfuseAws(new TerraformStack(new App(), "x"), "y");`,
    ]);
    expect(stderr).toMatch(/files of terraform-aws-langfuse are not in .*--packages=external/);
  });

  it.each([
    ["observability-aws", "module.langfuse.aws_ecs_service.clickhouse[0]"],
    ["observability-azure", "module.langfuse.azurerm_container_app.web"],
  ])("gives a stack %s that plans", async (stack, address) => {
    expect(synthesised).toMatchObject({ stderr: "", status: 0 });
    const from = path.join(consumer.dir, "cdktf.out", "stacks", stack);
    const workspace = await terraform.ready({ from });
    const { plan } = await workspace.plan();
    expect(plan.resource(address).address).toBe(address);
  });

  it("synthesises the same configuration where cdktf is cdktn", () => {
    const [byCdktn, byCdktf] = (["cdktn", "cdktf"] as const).map((engine) => {
      consumer.use(engine);
      const { stdout, stderr } = consumer.node(["-e", SYNTH]);
      expect(stderr).toBe("");
      return JSON.parse(stdout) as { engine: string; configuration: unknown };
    });
    expect([byCdktn?.engine, byCdktf?.engine]).toEqual(["cdktn", "cdktf"]);
    expect(byCdktn?.configuration).toEqual(byCdktf?.configuration);
  });
});

/** Both constructs in one stack, as JSON that names no version and no folder of this run. */
const SYNTH = `
  const fs = require("node:fs");
  const { App, LocalBackend, TerraformOutput, TerraformStack } = require("cdktf");
  const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
  const { LangfuseAws, LangfuseAzure } = require("langfuse-terraform");
  const app = new App();
  const stack = new TerraformStack(app, "both");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const aws = new LangfuseAws(stack, "langfuse", { tags: { team: "x" } });
  new LangfuseAzure(stack, "twin", { location: "eastus" });
  new TerraformOutput(stack, "url", { value: aws.langfuseUrl });
  app.synth();
  const configuration = JSON.parse(fs.readFileSync("cdktf.out/stacks/both/cdk.tf.json", "utf8"));
  delete configuration["//"].metadata.version;
  console.log(JSON.stringify({ engine: require("cdktf/package.json").name, configuration }));
`;
