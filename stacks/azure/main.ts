import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { type IResolvable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { maybe } from "../../lib/terraform/counted";
import { hcl, hclAny, hclMap, hclNumber } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";
import { LANGFUSE_OWN_NAMES } from "../shared/langfuse-env";

/** Characters of a storage account's name that are left beside the suffix and a letter for its purpose. */
const COMPACT_NAME_LENGTH = 15;

/** What the whole module shares: its name, who and where it is, its tags, and the resource group. */
export class AzureMain extends ModulePart {
  /** Prefix of every name. */
  public readonly name: string;
  /** Eight hexadecimal digits, for names that are unique in the world or must not come back. */
  public readonly suffix: string;
  /** The user's tags and the module's own. */
  public readonly tags: Record<string, string>;
  public readonly location: string;
  public readonly resourceGroupName: string;
  public readonly client: DataAzurermClientConfig;
  /** Whether ClickHouse is a container app. */
  public readonly isContainerApp: IResolvable;

  public constructor(scope: ModuleStack) {
    super(scope, "main", { source: "stacks/azure/main.ts" });
    this.client = new DataAzurermClientConfig(this, "data.azurerm_client_config.current");
    this.suffix = new UntypedResource(this, "random_id.suffix", {
      type: "random_id",
      attributes: { byte_length: 4 },
    }).getStringAttribute("hex");
    this.name = this.local("name", hcl`var.name`);
    this.tags = hclMap`${this.localOf(
      "tags",
      hcl`merge(var.tags, { Application = "langfuse", Installation = local.name })`,
    )}`;
    this.location = this.local("location", hcl`var.location`);
    this.local(
      "compact_name",
      hcl`substr(replace(local.name, "-", ""), 0, ${COMPACT_NAME_LENGTH})`,
    );
    const group = new ResourceGroup(this, "azurerm_resource_group.langfuse", {
      count: hclNumber`var.resource_group_name == null ? 1 : 0`,
      name: this.name,
      location: this.location,
      tags: this.tags,
    });
    this.resourceGroupName = this.local(
      "resource_group_name",
      hcl`var.resource_group_name == null ? ${maybe(group, "name")} : var.resource_group_name`,
    );
    this.isContainerApp = hclAny`${this.localOf("is_container_app", hcl`var.clickhouse_platform == "container_app"`)}`;
    this.localOf("is_worker_app", hcl`var.worker_platform == "container_app"`);
    this.local("langfuse_major", hcl`tonumber(split(".", var.langfuse_version)[0])`);
    this.localOf("own_environment_names", [...LANGFUSE_OWN_NAMES]);
  }

  private local(name: string, value: unknown): string {
    return hcl`${this.localOf(name, value)}`;
  }

  private localOf(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }
}
