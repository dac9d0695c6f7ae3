import { TerraformOutput } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny } from "../../lib/terraform/expression";

/** What the module tells its user. */
export class AzureOutputs extends ModulePart {
  public constructor(scope: ModuleStack) {
    super(scope, "outputs", { source: "stacks/azure/outputs.ts" });
    this.addresses();
    this.parts();
    this.initialSetup();
    this.resources();
  }

  private addresses(): void {
    this.output("langfuse_url", "HTTPS address of Langfuse", hcl`local.langfuse_url`);
    this.output(
      "custom_domain_records",
      "DNS records that custom_domain_name needs before it is set: a CNAME record to this name, and a TXT record of asuid.<custom_domain_name> with this value",
      {
        cname: hclAny`local.web_host`,
        txt: hclAny`nonsensitive(azurerm_container_app.web.custom_domain_verification_id)`,
      },
    );
    this.output(
      "clickhouse_host",
      "Name of ClickHouse inside the network",
      hcl`local.clickhouse_host`,
    );
    this.output(
      "clickhouse_http_url",
      "Address of ClickHouse's HTTP interface inside the network",
      hcl`local.clickhouse_http_url`,
    );
    this.output(
      "clickhouse_native_url",
      "Address of ClickHouse's native protocol inside the network, which Langfuse's migrations need",
      hcl`local.clickhouse_native_url`,
    );
    this.output("database_host", "Name of PostgreSQL inside the network", hcl`local.database_host`);
    this.output("cache_host", "Name of the cache inside the network", hcl`local.cache_host`);
  }

  private parts(): void {
    this.output(
      "blob_storage_name",
      "Name of the storage account of events, media and exports",
      hcl`azurerm_storage_account.langfuse.name`,
    );
    this.output(
      "clickhouse_storage_name",
      "Name of the storage account that ClickHouse keeps its data in; null with external_clickhouse",
      hcl`one(azurerm_storage_account.clickhouse[*].name)`,
    );
    this.output(
      "secret_references",
      "Ids of the Key Vault secrets that the apps read, by name; never a value. Empty with secret_store container_app",
      hcl`local.secret_vault_ids`,
    );
    this.output(
      "identity_principal_id",
      "Principal id of the apps' identity: give it the role Key Vault Secrets User on vaults of your own that external_* or additional_secret_env name",
      hcl`local.identity_principal_id`,
    );
  }

  private initialSetup(): void {
    this.output(
      "initial_user_email",
      "Mail address of the first user; null without initial_setup",
      hcl`try(var.initial_setup.user_email, null)`,
    );
    this.output(
      "initial_user_password",
      "Password of the first user; null without initial_setup",
      hcl`local.initial_user_password`,
      true,
    );
    this.output(
      "initial_public_key",
      "Public API key of the first project; null without initial_setup",
      hcl`local.initial_public_key`,
    );
    this.output(
      "initial_secret_key",
      "Secret API key of the first project; null without initial_setup",
      hcl`local.initial_secret_key`,
      true,
    );
  }

  private resources(): void {
    this.output(
      "resource_group_name",
      "Name of the resource group",
      hcl`local.resource_group_name`,
    );
    this.output(
      "container_app_environment_id",
      "Id of the Container Apps environment",
      hcl`azurerm_container_app_environment.langfuse.id`,
    );
    this.output(
      "container_app_names",
      "Names of the container apps, by part",
      hcl`merge(
        { web = azurerm_container_app.web.name },
        { for name in azurerm_container_app.worker[*].name : "worker" => name },
        { for name in azurerm_container_app.clickhouse[*].name : "clickhouse" => name },
      )`,
    );
    this.output(
      "clickhouse_app_name",
      "Name of ClickHouse's container app; null without one",
      hcl`one(azurerm_container_app.clickhouse[*].name)`,
    );
    this.output(
      "storage_account_name",
      "Name of the storage account of ClickHouse's file share; null without one",
      hcl`one(azurerm_storage_account.clickhouse_volume[*].name)`,
    );
    this.output(
      "file_share_name",
      "Name of ClickHouse's file share; null without one",
      hcl`one(azurerm_storage_share.clickhouse[*].name)`,
    );
    this.output("virtual_network_id", "Id of the virtual network", hcl`local.virtual_network_id`);
  }

  private output(name: string, description: string, value: unknown, sensitive?: true): void {
    new TerraformOutput(this, `output.${name}`, {
      description,
      value,
      ...(sensitive ? { sensitive } : {}),
    });
  }
}
