import { describeOffline, describeTerraform } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const AZURE = `${requiredProviders("azurerm", "azapi")}
provider "azurerm" {
  features {}
}
data "azurerm_client_config" "current" {}
resource "azurerm_resource_group" "main" {
  name     = "langfuse"
  location = "westeurope"
}
resource "azurerm_storage_account" "main" {
  name                     = "events"
  resource_group_name      = azurerm_resource_group.main.name
  location                 = azurerm_resource_group.main.location
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_storage_container" "events" {
  name               = "events"
  storage_account_id = azurerm_storage_account.main.id
}
resource "azurerm_postgresql_flexible_server" "main" {
  name                              = "pg"
  resource_group_name               = azurerm_resource_group.main.name
  location                          = azurerm_resource_group.main.location
  administrator_login               = "admin1"
  administrator_password_wo         = "secret"
  administrator_password_wo_version = 1
}
resource "azapi_resource" "app" {
  type                   = "Microsoft.App/containerApps@2024-03-01"
  name                   = "web"
  parent_id              = azurerm_resource_group.main.id
  response_export_values = ["properties.configuration.ingress.fqdn"]
  body = {
    properties = { replicas = 1, names = ["a"] }
  }
  sensitive_body = { properties = { secret = "s" } }
  retry = {
    error_message_regex = ["Conflict"]
  }
}
output "fqdn" {
  value = azapi_resource.app.output.properties.configuration.ingress.fqdn
}
output "container" {
  value = azurerm_storage_container.events.id
}
output "blob" {
  value = azurerm_storage_account.main.primary_blob_endpoint
}
`;

describeOffline("azurerm and azapi", ({ ready }) => {
  test("plan and apply", async () => {
    const workspace = await ready({ files: { "main.tf": AZURE } });
    const { plan } = await workspace.plan();
    expect(plan.resource("azapi_resource.app").values).toMatchObject({
      body: { properties: { replicas: 1, names: ["a"] } },
      sensitive_body: null,
      retry: { error_message_regex: ["Conflict"] },
    });
    expect(plan.change("azapi_resource.app").after_unknown).toMatchObject({
      output: true,
      retry: { interval_seconds: true },
    });
    expect((await workspace.apply()).explain()).toBe("");
    const state = await workspace.state();
    const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/langfuse";
    expect(state.output("fqdn")).toBe("offline-fqdn");
    expect(state.output("blob")).toBe("https://events.blob.core.windows.net/");
    expect(state.output("container")).toBe(
      `${group}/providers/Microsoft.Storage/storageAccounts/events/blobServices/default/containers/events`,
    );
    expect(state.resource("azapi_resource.app").values.id).toBe(
      `${group}/providers/Microsoft.App/containerApps/web`,
    );
    expect(state.resource("azurerm_postgresql_flexible_server.main").values).toMatchObject({
      administrator_password_wo: null,
      fqdn: "pg.postgres.database.azure.com",
    });
  });

  test("are stable: a second plan does nothing", async () => {
    const workspace = await ready({ files: { "main.tf": AZURE } });
    await workspace.apply();
    const { plan } = await workspace.plan();
    const changes = plan.json.resource_changes ?? [];
    expect(changes.filter(({ change }) => change.actions[0] !== "no-op")).toEqual([]);
  });
});

const VAULT = `${requiredProviders("azurerm")}
provider "azurerm" {
  features {}
}
data "azurerm_client_config" "current" {}
resource "azurerm_key_vault" "main" {
  name                = "mine"
  resource_group_name = "langfuse"
  location            = "westeurope"
  sku_name            = "standard"
  tenant_id           = data.azurerm_client_config.current.tenant_id
}
resource "azurerm_key_vault_secret" "salt" {
  name         = "web-salt"
  value        = "secret"
  key_vault_id = azurerm_key_vault.main.id
}
`;

describeOffline("a secret in a Key Vault", ({ ready }) => {
  test("has the ids that others can refer to", async () => {
    const workspace = await ready({ files: { "main.tf": VAULT } });
    expect((await workspace.apply()).explain()).toBe("");
    const { values } = (await workspace.state()).resource("azurerm_key_vault_secret.salt");
    expect(values).toMatchObject({
      version: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      id: `https://mine.vault.azure.net/secrets/web-salt/${String(values.version)}`,
      versionless_id: "https://mine.vault.azure.net/secrets/web-salt",
      resource_versionless_id: `${String(values.key_vault_id)}/secrets/web-salt`,
    });
  });
});

describeTerraform("refusals of azurerm and azapi", ({ ready }) => {
  test.each([
    [
      `resource "azurerm_resource_group" "g" { name = "g" }`,
      /Missing required argument: The argument "location" is required/,
    ],
    [`resource "azurerm_resource_grup" "g" {}`, /Invalid resource type.*azurerm_resource_grup/],
    [
      `resource "azapi_resource" "a" {
         type  = "Microsoft.App/containerApps@2024-03-01"
         retry = { eror_message_regex = ["x"] }
       }`,
      /attribute "error_message_regex" is required/,
    ],
  ])("%s", async (hcl, message) => {
    const main = requiredProviders("azurerm", "azapi") + hcl;
    const workspace = await ready({ files: { "main.tf": main } });
    const result = await workspace.validate();
    expect(result.ok).toBe(false);
    expect(result.explain()).toMatch(message);
  });
});

const RANDOM = `${requiredProviders("random")}
resource "random_password" "p" {
  length      = 40
  special     = false
  min_numeric = 10
}
resource "random_id" "i" {
  byte_length = 32
}
resource "random_string" "s" {
  length  = 8
  upper   = false
  numeric = false
  special = false
}
resource "random_integer" "n" {
  min = 5
  max = 7
}
ephemeral "random_password" "e" {
  length = 30
  lower  = false
}
check "ephemeral" {
  assert {
    condition     = can(regex("^[^a-z]{30}$", ephemeral.random_password.e.result))
    error_message = "The ephemeral password is not as asked for."
  }
}
`;

describeTerraform("random", ({ ready }) => {
  test("gives what was asked for, in length and alphabet", async () => {
    const workspace = await ready({ files: { "main.tf": RANDOM } });
    const applied = await workspace.apply();
    expect(applied.explain()).toBe("");
    const state = await workspace.state();
    const { result } = state.resource("random_password.p").values;
    expect(result).toMatch(/^[A-Za-z0-9]{40}$/);
    expect((result as string).replace(/\D/g, "").length).toBeGreaterThanOrEqual(10);
    expect(state.resource("random_id.i").values.hex).toMatch(/^[0-9a-f]{64}$/);
    expect(state.resource("random_string.s").values.result).toMatch(/^[a-z]{8}$/);
    expect([5, 6, 7]).toContain(state.resource("random_integer.n").values.result);
  });

  test("knows defaults when the plan is made", async () => {
    const workspace = await ready({ files: { "main.tf": RANDOM } });
    const { plan } = await workspace.plan();
    expect(plan.resource("random_string.s").values).toMatchObject({ lower: true, number: false });
  });
});
