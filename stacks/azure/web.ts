import type { ContainerApp } from "@cdktf/provider-azurerm/lib/container-app";
import { ModuleStack } from "../../lib/module/module-stack";
import { hcl } from "../../lib/terraform/expression";
import { WEB_PORT } from "../shared/langfuse-env";
import { AzureLangfuseApp, type AzureLangfuseAppProps } from "./langfuse-app";

/** Web: the only app that is reached from outside. It scales without touching ClickHouse. */
export class AzureWeb extends AzureLangfuseApp {
  public readonly containerApp: ContainerApp;

  public constructor(scope: ModuleStack, props: AzureLangfuseAppProps) {
    super(scope, "web", props);
    this.containerApp = this.app({
      args: hcl`local.web_command`,
      isHttpScaled: true,
      ingress: {
        externalEnabled: true,
        targetPort: WEB_PORT,
        transport: "auto",
        allowInsecureConnections: false,
        trafficWeight: [{ latestRevision: true, percentage: 100 }],
      },
    });
    this.containerApp.addOverride("ingress.dynamic.ip_security_restriction", {
      for_each: hcl`var.allowed_cidr_blocks`,
      content: {
        name: hcl`"allowed-\${ip_security_restriction.key}"`,
        action: "Allow",
        ip_address_range: hcl`ip_security_restriction.value`,
      },
    });
  }
}
