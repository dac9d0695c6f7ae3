import type { ContainerApp } from "@cdktf/provider-azurerm/lib/container-app";
import { ModuleStack } from "../../lib/module/module-stack";
import { hclNumber } from "../../lib/terraform/expression";
import { AzureLangfuseApp, type AzureLangfuseAppProps } from "./langfuse-app";

/** The worker: takes events from the queues in Redis and writes them to ClickHouse. Nobody connects to it. */
export class AzureWorker extends AzureLangfuseApp {
  /** Counted: none when the worker is a container instance. */
  public readonly containerApp: ContainerApp;

  public constructor(scope: ModuleStack, props: AzureLangfuseAppProps) {
    super(scope, "worker", props);
    this.containerApp = this.app({ count: hclNumber`local.is_worker_app ? 1 : 0` });
  }
}
