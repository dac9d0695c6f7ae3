import { Construct } from "constructs";
import { PackagedModule } from "../../lib/module/packaged-module";
import { type LangfuseAzureProps, OBJECT_VARIABLES } from "./langfuse-azure-props";

export type * from "./langfuse-azure-props";

/**
 * Langfuse on Azure inside a cdktf app of one's own: the module terraform-azurerm-langfuse with typed
 * properties.
 *
 * The stack needs an Azurerm provider; azapi and random are configured by themselves.
 *
 * @example
 * new AzurermProvider(this, "azurerm", { features: [{ storage: [{ dataPlaneAvailable: false }] }] });
 * const langfuse = new LangfuseAzure(this, "langfuse", { location: "eastus" });
 * new TerraformOutput(this, "url", { value: langfuse.langfuseUrl });
 */
export class LangfuseAzure extends PackagedModule {
  public constructor(scope: Construct, id: string, props: LangfuseAzureProps = {}) {
    super(scope, id, {
      moduleName: "terraform-azurerm-langfuse",
      variables: props,
      objectVariables: OBJECT_VARIABLES,
    });
  }

  /** HTTPS address of Langfuse. */
  public get langfuseUrl(): string {
    return this.getString("langfuse_url");
  }

  /** Name of ClickHouse inside the network. */
  public get clickhouseHost(): string {
    return this.getString("clickhouse_host");
  }

  /** Name of PostgreSQL inside the network. */
  public get databaseHost(): string {
    return this.getString("database_host");
  }

  /** Name of the cache inside the network. */
  public get cacheHost(): string {
    return this.getString("cache_host");
  }

  /** Name of the resource group. */
  public get resourceGroupName(): string {
    return this.getString("resource_group_name");
  }

  /** Password of the first user, sensitive; null without `initialSetup`. */
  public get initialUserPassword(): string {
    return this.getString("initial_user_password");
  }

  /** Secret API key of the first project, sensitive; null without `initialSetup`. */
  public get initialSecretKey(): string {
    return this.getString("initial_secret_key");
  }

  /** Any other output of the module, by its Terraform name. */
  public output(name: string): string {
    return this.getString(name);
  }
}
