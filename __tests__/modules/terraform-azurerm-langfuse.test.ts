import fs from "node:fs";
import path from "node:path";
import type { Variables } from "../../engines/terraform";
import { LangfuseAzureStack } from "../../stacks/azure/stack";
import {
  describeExamples,
  describeModule,
  expectOwnNames,
  moduleFolder,
  type ModuleSuite,
  testsOf,
} from "../support/module-suite";
import { describeOffline, describeTerraform } from "../support/terraform";

const SUITE: ModuleSuite = {
  name: "terraform-azurerm-langfuse",
  deploy: (app) => new LangfuseAzureStack(app, "langfuse-azure", { isDeployed: true }).node.id,
  provider: "azurerm",
  web: "module.langfuse.azurerm_container_app.web",
  clickhouse: [
    "module.langfuse.azurerm_container_app.clickhouse[0]",
    "module.langfuse.azurerm_container_group.clickhouse[0]",
  ],
  clickhouseUrl: "http://langfuse-clickhouse:8123",
  asked: {
    production: {
      administrator_email: "admin@example.com",
      custom_domain_name: "langfuse.example.com",
    },
  },
  adopting: ["from-sidecar"],
};

const MODULE = moduleFolder(SUITE.name);

/** Their names are inside the installation's own group, network, account, server, vault, zone or environment. */
const SCOPED = [
  ...["azurerm_subnet", "azurerm_storage_container", "azurerm_storage_share"],
  ...["azurerm_container_app_environment_storage", "azurerm_key_vault_secret"],
  ...["azurerm_postgresql_flexible_server_database", "azurerm_private_dns_a_record"],
  ...["azurerm_postgresql_flexible_server_configuration", "azurerm_container_app_custom_domain"],
];

const testFiles = testsOf(SUITE.name);

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

describeModule(SUITE);

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
      return (
        view
          .resources()
          .filter(({ mode, type }) => mode === "managed" && !SCOPED.includes(type))
          .map(({ type, values }) => [type, values.name] as const)
          .filter(([, value]) => typeof value === "string" && value !== "")
          // Azure dictates this one; it is in the installation's own group.
          .filter(([, value]) => value !== "privatelink.redis.azure.net")
          .map((named) => named.join(" "))
      );
    };
    await expectOwnNames(names, 15);
  });
});

describeExamples(SUITE);
