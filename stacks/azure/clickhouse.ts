import { type ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_PORTS, CLICKHOUSE_USER } from "../shared/clickhouse-config";
import type { AzureClickhouseApp } from "./clickhouse-app";
import type { AzureClickhouseInstance } from "./clickhouse-instance";

/** The only database that the image makes by itself. */
const DATABASE = "default";

const HTTP = hclNumber`${CLICKHOUSE_PORTS.http}`;
const NATIVE = hclNumber`${CLICKHOUSE_PORTS.native}`;

/** Where ClickHouse is and how it is spoken to: the module's own server, or the user's. */
export class AzureClickhouse extends ModulePart {
  /** What must be there before anybody talks to the server. */
  public readonly servers: readonly ITerraformDependable[];

  public constructor(
    scope: ModuleStack,
    { app, instance }: { app: AzureClickhouseApp; instance: AzureClickhouseInstance },
  ) {
    super(scope, "clickhouse", { source: "stacks/azure/clickhouse.ts" });
    this.servers = [app.app, app.ports, instance.group, instance.record];
    this.local("clickhouse_enabled", hcl`var.external_clickhouse == null`);
    this.local(
      "clickhouse_image",
      hcl`coalesce(var.clickhouse_image, "docker.io/clickhouse/clickhouse-server:\${var.clickhouse_version}")`,
    );
    this.either(
      "host",
      hcl`local.is_container_app ? local.clickhouse_app_name : local.clickhouse_instance_name`,
      hcl`var.external_clickhouse.host`,
    );
    // Of the native protocol: inside the environment it is not encrypted, HTTP is with clickhouse_ingress "http".
    this.either("tls", hcl`false`, hcl`var.external_clickhouse.tls`);
    this.either(
      "http_url",
      hcl`local.is_container_app && var.clickhouse_ingress == "http" ? "https://\${local.clickhouse_app_name}.internal.\${azurerm_container_app_environment.langfuse.default_domain}" : "http://\${local.clickhouse_host}:${HTTP}"`,
      hcl`"\${local.clickhouse_tls ? "https" : "http"}://\${local.clickhouse_host}:\${var.external_clickhouse.http_port}"`,
    );
    this.either(
      "native_url",
      hcl`"clickhouse://\${local.clickhouse_host}:${NATIVE}"`,
      hcl`"clickhouse://\${local.clickhouse_host}:\${var.external_clickhouse.native_port}"`,
    );
    this.either("user", CLICKHOUSE_USER, hcl`var.external_clickhouse.username`);
    this.either("database", DATABASE, hcl`var.external_clickhouse.database`);
    this.either("cluster_enabled", hcl`false`, hcl`var.external_clickhouse.cluster_enabled`);
    this.local("clickhouse_password_reference", hcl`"clickhouse-password"`);
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }

  /** A fact about the server, of the module's own or of the user's. */
  private either(name: string, own: string, external: string): void {
    this.local(`clickhouse_${name}`, hcl`local.clickhouse_enabled ? ${own} : ${external}`);
  }
}
