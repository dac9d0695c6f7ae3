import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ModuleStack } from "../../lib/module/module-stack";
import { committedPriceTable } from "../../lib/pricing/price-table";
import { AzureCache } from "./cache";
import { AzureClickhouse } from "./clickhouse";
import { AzureClickhouseApp } from "./clickhouse-app";
import { AzureClickhouseConfig } from "./clickhouse-config";
import { AzureClickhouseIam } from "./clickhouse-iam";
import { AzureClickhouseInstance } from "./clickhouse-instance";
import { AzureClickhouseVolume } from "./clickhouse-volume";
import { AzureDomain } from "./domain";
import { AzureEnvironment } from "./environment";
import { AzureIdentity } from "./identity";
import { type AzureInputs, azureInputs } from "./inputs";
import { AzureKeyVault } from "./key-vault";
import { AzureLangfuse } from "./langfuse";
import { AzureMain } from "./main";
import { AzureNetwork } from "./network";
import { AzureNetworkSecurityGroups } from "./network-security-groups";
import { AzureOutputs } from "./outputs";
import { AZURE_PICTURE } from "./picture";
import { AzurePostgresql } from "./postgresql";
import { AzureSecrets } from "./secrets";
import { AzureStorage } from "./storage";
import { AzureVirtualNetwork } from "./virtual-network";
import { AzureWeb } from "./web";
import { AzureWorker } from "./worker";
import { AzureWorkerInstance } from "./worker-instance";

export interface LangfuseAzureStackProps {
  /**
   * Whether the stack is deployed by cdktf, with providers and a backend, or handed off as a module, which
   * has neither.
   *
   * @default false
   */
  readonly isDeployed?: boolean;
}

/** Langfuse on Azure. */
export class LangfuseAzureStack extends ModuleStack {
  public constructor(scope: Construct, id: string, props: LangfuseAzureStackProps = {}) {
    super(scope, id, {
      moduleName: "terraform-azurerm-langfuse",
      source: "stacks/azure/stack.ts",
      picture: AZURE_PICTURE,
      readme: { costsNote: COSTS_NOTE, prices: committedPriceTable("cost-azure.md") },
      // 1.11 for write-only arguments.
      requiredVersion: ">= 1.11",
      requiredProviders: {
        azapi: { source: "azure/azapi", version: ">= 2.9, < 3.0" },
        azurerm: { source: "hashicorp/azurerm", version: ">= 4.55, < 5.0" },
        random: { source: "hashicorp/random", version: ">= 3.7, < 4.0" },
      },
    });
    if (props.isDeployed) {
      // The data plane of the storage accounts is closed to whoever applies.
      new AzurermProvider(this, "azurerm", {
        features: [{ storage: [{ dataPlaneAvailable: false }] }],
      });
    }

    const inputs = azureInputs(this);
    const main = new AzureMain(this);
    const groups = new AzureNetworkSecurityGroups(this, main);
    const network = new AzureNetwork(this, main, new AzureVirtualNetwork(this, main, groups));
    const { environment } = new AzureEnvironment(this, inputs, main, network);
    const base = { inputs, main, network, environment };

    const data = this.data(base);
    const clickhouse = this.clickhouse(main, data.secrets);
    this.langfuse(base, [...data.dependables, ...clickhouse.servers]);
    new AzureOutputs(this);
  }

  private data(base: Base) {
    const { inputs, main, environment } = base;
    const storage = new AzureStorage(this, inputs, main);
    const cache = new AzureCache(this, base);
    const identity = new AzureIdentity(this, main);
    const keyVault = new AzureKeyVault(this, { main, identity, environment });
    const secrets = new AzureSecrets(this, { cache, storage, keyVault });
    const postgresql = new AzurePostgresql(this, base);
    const dependables = [...secrets.dependables, ...postgresql.dependables, cache.endpoint];
    return { secrets, dependables };
  }

  private clickhouse(main: AzureMain, secrets: AzureSecrets): AzureClickhouse {
    const volume = new AzureClickhouseVolume(this, main);
    const iam = new AzureClickhouseIam(this, main);
    const config = new AzureClickhouseConfig(this);
    const app = new AzureClickhouseApp(this, { main, secrets, volume, iam, config });
    const instance = new AzureClickhouseInstance(this, { main, iam, config });
    return new AzureClickhouse(this, { app, instance });
  }

  private langfuse({ inputs, main }: Base, dependsOn: readonly ITerraformDependable[]): void {
    new AzureLangfuse(this);
    const domain = new AzureDomain(this, main);
    const web = new AzureWeb(this, { inputs, main, dependsOn });
    domain.bind(web);
    // The worker needs the schema that web's first start makes.
    const afterWeb = [...dependsOn, web.containerApp];
    new AzureWorker(this, { inputs, main, dependsOn: afterWeb });
    new AzureWorkerInstance(this, { main, dependsOn: afterWeb });
  }
}

interface Base {
  readonly inputs: AzureInputs;
  readonly main: AzureMain;
  readonly network: AzureNetwork;
  readonly environment: AzureEnvironment["environment"];
}

const COSTS_NOTE =
  "A month at one million observations, in eastus at list prices before tax, network included; every figure is computed from a plan of this module. Container Apps bill a core eight times as much when it is active, and whether web counts as idle at this load is Azure's to say: hence two columns.";
