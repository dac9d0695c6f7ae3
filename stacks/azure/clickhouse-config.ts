import { ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny } from "../../lib/terraform/expression";
import { ClickhouseFiles, type ClickhouseLocations } from "../shared/clickhouse-files";

const GIB = 1024 ** 3;

/** ClickHouse's configuration on Azure: three containers of one account, found by the managed identity. */
export class AzureClickhouseConfig extends ClickhouseFiles {
  public constructor(scope: ModuleStack) {
    super(scope, {
      source: "stacks/azure/clickhouse-config.ts",
      type: "azure_blob_storage",
      memoryBytes: hcl`var.clickhouse_memory * ${GIB}`,
      // A container instance starts on an empty disk and restores the last backup.
      isVolumeDisposable: hcl`!local.is_container_app`,
      start: {
        backup_minutes: hclAny`local.is_container_app ? 0 : var.clickhouse_backup_interval_minutes`,
      },
    });
  }

  protected override locations(): ClickhouseLocations {
    const url = this.local(
      "clickhouse_storage_url",
      // Evaluated without an account, too, when the server is external.
      hcl`trimsuffix(join("", azurerm_storage_account.clickhouse[*].primary_blob_endpoint), "/")`,
    );
    const at = (name: string, container: string) => ({
      storage_account_url: hcl`${url}`,
      [name]: container,
    });
    return {
      data: at("container_name", hcl`join("", azurerm_storage_container.clickhouse[*].name)`),
      guard: at("guard_container_name", hcl`join("", azurerm_storage_container.guard[*].name)`),
      backups: at(
        "backups_container_name",
        hcl`join("", azurerm_storage_container.backups[*].name)`,
      ),
    };
  }
}
