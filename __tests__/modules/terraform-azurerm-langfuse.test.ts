import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { terraformBinary, type Variables, type Workspace } from "../../engines/terraform";
import { renderModule } from "../../lib/module/render";
import { writeModule } from "../../lib/module/write";
import { LangfuseAzureStack } from "../../stacks/azure/stack";
import { moduleStacks } from "../../stacks/modules";
import { describeOffline, describeTerraform } from "../support/terraform";

const MODULE = path.join(__dirname, "..", "..", "modules", "terraform-azurerm-langfuse");
const TESTS = path.join(MODULE, "tests");
const EXAMPLES = path.join(MODULE, "examples");

/** Adopts what is there already, which nothing offline can stand for. */
const ADOPTING = ["from-sidecar"];

/** What an example asks its user for, and what it has chosen. */
const ASKED: Record<string, Variables> = {
  production: {
    administrator_email: "admin@example.com",
    custom_domain_name: "langfuse.example.com",
  },
};

/** On what ClickHouse runs. */
const CLICKHOUSE = [
  "module.langfuse.azurerm_container_app.clickhouse[0]",
  "module.langfuse.azurerm_container_group.clickhouse[0]",
];

/** Their names are inside the installation's own group, network, account, server, vault, zone or environment. */
const SCOPED = [
  ...["azurerm_subnet", "azurerm_storage_container", "azurerm_storage_share"],
  ...["azurerm_container_app_environment_storage", "azurerm_key_vault_secret"],
  ...["azurerm_postgresql_flexible_server_database", "azurerm_private_dns_a_record"],
  ...["azurerm_postgresql_flexible_server_configuration", "azurerm_container_app_custom_domain"],
];

const testFiles = fs
  .readdirSync(TESTS)
  .filter((name) => name.endsWith(".tftest.hcl"))
  .map((name) => fs.readFileSync(path.join(TESTS, name), "utf8"));

/** The runs that expect a refusal, as text. */
const refusals = testFiles
  .flatMap((text) => text.split(/^run /m).slice(1))
  .filter((run) => run.includes("expect_failures"));

describe("tests/ of terraform-azurerm-langfuse", () => {
  it("refuses many wrong values", () => {
    expect(refusals.length).toBeGreaterThanOrEqual(60);
  });

  it("has a test of every output that is an address or a name", () => {
    const asserted = testFiles.join("\n");
    for (const name of ["langfuse_url", "clickhouse_http_url", "clickhouse_native_url"]) {
      expect(asserted).toContain(`output.${name}`);
    }
  });
});

describeTerraform("validation of terraform-azurerm-langfuse", ({ ready }) => {
  it("refuses something by every single rule", async () => {
    const variables = fs.readFileSync(path.join(MODULE, "variables.tf"), "utf8");
    const main = fs.readFileSync(path.join(MODULE, "main.tf"), "utf8");
    const own = /^ {2}own_environment_names = \[[^\]]*\]/m.exec(main)?.[0] ?? "";
    // Without resources a plan takes next to no time.
    const rules = await ready({
      files: { "variables.tf": variables, "main.tf": `locals {\n${own}\n}\n` },
    });
    const unused = new Set(
      variables.split("\n").flatMap((line, i) => (line === "  validation {" ? [i + 1] : [])),
    );
    expect(unused.size).toBeGreaterThan(100);
    for (const [i, run] of refusals.entries()) {
      const given = /^ {2}variables \{\n(.*?)^ {2}\}$/ms.exec(run)?.[1] ?? "";
      // Files of variables know no functions.
      rules.write({ [`${i}.tfvars`]: given.replace(/\$\{join\(.*\)\}/, "x".repeat(33_000)) });
      const { diagnostics } = await rules.plan({ args: [`-var-file=${i}.tfvars`] });
      for (const { detail = "" } of diagnostics) {
        unused.delete(Number(/variables\.tf:(\d+),/.exec(detail)?.[1]));
      }
    }
    expect([...unused].map((line) => `variables.tf:${line}`)).toEqual([]);
  }, 120_000);
});

describeTerraform("terraform-azurerm-langfuse", ({ ready, open }) => {
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
            source = "./terraform-azurerm-langfuse"
          }
          output "url" {
            value = module.langfuse.clickhouse_http_url
          }`,
      },
    });
    fs.cpSync(MODULE, path.join(root.dir, "terraform-azurerm-langfuse"), { recursive: true });
    expect((await root.init()).ok).toBe(true);
    const { plan } = await root.plan();
    expect(plan.has("module.langfuse.azurerm_container_app.web")).toBe(true);
    expect(plan.output("url")).toBe("http://langfuse-clickhouse:8123");
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
    new LangfuseAzureStack(app, "langfuse-azure", { isDeployed: true });
    app.synth();
    const deployed = await ready({ from: path.join(outdir, "stacks/langfuse-azure") });
    const document = JSON.parse(
      fs.readFileSync(path.join(outdir, "stacks/langfuse-azure/cdk.tf.json"), "utf8"),
    ) as { provider: unknown; terraform: { backend: unknown } };
    fs.rmSync(outdir, { recursive: true });
    expect(document.provider).toHaveProperty("azurerm");
    expect(document.terraform.backend).toHaveProperty("local");
    const [a, b] = await Promise.all([deployed.plan(), workspace.plan()]);
    expect([...a.plan.addresses].sort()).toEqual([...b.plan.addresses].sort());
  });
});

describeOffline("two installations of terraform-azurerm-langfuse", ({ ready }) => {
  it.each<[string, Variables]>([
    ["with nothing chosen", {}],
    [
      "with much chosen",
      {
        ...{ clickhouse_platform: "container_instance", clickhouse_storage: "volume" },
        ...{ secret_store: "key_vault", custom_domain_name: "langfuse.example.com" },
      },
    ],
  ])("share no name, %s", async (_, vars) => {
    const names = async (name: string) => {
      const workspace = await ready({ from: MODULE });
      const view = await workspace.resolved({ vars: { ...vars, name } });
      return view
        .resources()
        .filter(({ mode, type }) => mode === "managed" && !SCOPED.includes(type))
        .map(({ type, values }) => [type, values.name] as const)
        .filter(([, value]) => typeof value === "string" && value !== "")
        // Azure dictates this one; it is in the installation's own group.
        .filter(([, value]) => value !== "privatelink.redis.azure.net")
        .map((named) => named.join(" "));
    };
    const [a, b] = await Promise.all([names("langfuse"), names("langfuse-dev")]);
    expect(a.length).toBeGreaterThan(15);
    expect(a.filter((name) => b.includes(name))).toEqual([]);
  });
});

describeOffline("examples of terraform-azurerm-langfuse", ({ ready }) => {
  const examples = fs.readdirSync(EXAMPLES).filter((name) => !ADOPTING.includes(name));

  it.each(examples)("%s plans, applies and then has nothing left to do", async (name) => {
    const example = await ready({ from: path.join(EXAMPLES, name) });
    const vars = ASKED[name] ?? {};
    expect((await example.apply({ vars })).explain()).toBe("");
    const { plan } = await example.plan({ vars });
    expect(CLICKHOUSE.filter((address) => plan.has(address))).toHaveLength(1);
    const changed = (plan.json.resource_changes ?? []).filter(
      ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
    );
    expect(changed.map(({ address, change }) => `${address} ${change.actions.join()}`)).toEqual([]);
  });
});
