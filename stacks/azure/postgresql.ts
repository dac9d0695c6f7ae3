import { PostgresqlFlexibleServer } from "@cdktf/provider-azurerm/lib/postgresql-flexible-server";
import { PostgresqlFlexibleServerConfiguration } from "@cdktf/provider-azurerm/lib/postgresql-flexible-server-configuration";
import { PostgresqlFlexibleServerDatabase } from "@cdktf/provider-azurerm/lib/postgresql-flexible-server-database";
import { type ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AzureInputs } from "./inputs";
import type { AzureMain } from "./main";
import type { AzureNetwork } from "./network";
import { POSTGRESQL_PORT } from "./ports";

export interface AzurePostgresqlProps {
  readonly inputs: AzureInputs;
  readonly main: AzureMain;
  readonly network: AzureNetwork;
}

/** The database in the server that Langfuse's tables are in. */
const DATABASE_NAME = "langfuse";

/** Langfuse needs UTC. */
const PARAMETERS = {
  log_min_duration_statement: "1000",
  log_statement: "ddl",
  require_secure_transport: "on",
  ssl_min_protocol_version: "TLSv1.2",
  timezone: "UTC",
} as const;

const ONCE = hclNumber`var.external_database == null ? 1 : 0`;

/**
 * PostgreSQL Flexible Server in a subnet of its own, where no address of the internet reaches it, or a
 * server that is there already.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/postgres
 * @see https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-networking-private
 */
export class AzurePostgresql extends ModulePart {
  public readonly server: PostgresqlFlexibleServer;
  /** What Langfuse needs to be there before it starts. */
  public readonly dependables: readonly ITerraformDependable[];

  public constructor(
    scope: ModuleStack,
    private readonly props: AzurePostgresqlProps,
  ) {
    super(scope, "postgresql", { source: "stacks/azure/postgresql.ts" });
    this.server = this.defineServer();
    const database = this.database();
    this.dependables = [this.parameters(database)];
    this.connection();
  }

  private defineServer(): PostgresqlFlexibleServer {
    const { inputs, main, network } = this.props;
    const server = new PostgresqlFlexibleServer(
      this,
      "azurerm_postgresql_flexible_server.langfuse",
      {
        count: ONCE,
        name: `${main.name}-postgresql-${main.suffix}`,
        resourceGroupName: main.resourceGroupName,
        location: main.location,
        version: inputs.databaseVersion.stringValue,
        skuName: inputs.databaseSkuName.stringValue,
        storageMb: inputs.databaseStorageMb.numberValue,
        autoGrowEnabled: false,
        zone: inputs.databaseZone.stringValue,
        delegatedSubnetId: network.subnetIds.postgresql,
        privateDnsZoneId: only(network.postgresqlZone, "id"),
        publicNetworkAccessEnabled: false,
        administratorLogin: inputs.databaseUser.stringValue,
        administratorPasswordWo: hcl`local.database_password`,
        administratorPasswordWoVersion: hclNumber`local.database_password_version`,
        backupRetentionDays: inputs.databaseBackupRetentionDays.numberValue,
        geoRedundantBackupEnabled: inputs.databaseGeoRedundantBackupEnabled.booleanValue,
        tags: main.tags,
        dependsOn: [network.postgresqlLink],
        lifecycle: { ignoreChanges: ["zone", "high_availability[0].standby_availability_zone"] },
      },
    );
    server.addOverride("dynamic", {
      high_availability: {
        for_each: hcl`var.database_zone_redundant ? ["ZoneRedundant"] : []`,
        content: { mode: hcl`high_availability.value` },
      },
    });
    comment(server, {
      head: [
        "#checkov:skip=CKV2_AZURE_57:a server in a subnet of its own can have no private endpoint",
      ],
      arguments: {
        administrator_password_wo: "Neither plan nor state has it from here.",
        auto_grow_enabled:
          "A plan would take the grown storage for too large, and a smaller one is a new, empty server.",
        geo_redundant_backup_enabled:
          "#checkov:skip=CKV_AZURE_136:doubles the price of backups; database_geo_redundant_backup_enabled",
        zone: "Left to Azure it would be a change in every plan, which Azure then refuses.",
      },
    });
    return server;
  }

  private database(): PostgresqlFlexibleServerDatabase {
    return new PostgresqlFlexibleServerDatabase(
      this,
      "azurerm_postgresql_flexible_server_database.langfuse",
      {
        count: ONCE,
        name: DATABASE_NAME,
        serverId: only(this.server, "id"),
        charset: "UTF8",
        collation: "en_US.utf8",
      },
    );
  }

  /** One change of the server at a time: after the database. */
  private parameters(
    database: PostgresqlFlexibleServerDatabase,
  ): PostgresqlFlexibleServerConfiguration {
    const parameters = new PostgresqlFlexibleServerConfiguration(
      this,
      "azurerm_postgresql_flexible_server_configuration.langfuse",
      {
        name: hcl`each.key`,
        serverId: only(this.server, "id"),
        value: hcl`each.value`,
        dependsOn: [database],
      },
    );
    parameters.addOverride(
      "for_each",
      hcl`{ for name, value in ${PARAMETERS} : name => value if var.external_database == null }`,
    );
    return parameters;
  }

  /** What Langfuse needs to know, whichever server it is. */
  private connection(): void {
    const local = (name: string, value: string) => new TerraformLocal(this, `local.${name}`, value);
    local(
      "database_host",
      hcl`var.external_database == null ? ${maybe(this.server, "fqdn")} : var.external_database.host`,
    );
    local(
      "database_port",
      hcl`var.external_database == null ? ${POSTGRESQL_PORT} : var.external_database.port`,
    );
    local(
      "database_name",
      hcl`var.external_database == null ? ${DATABASE_NAME} : var.external_database.name`,
    );
    local(
      "database_username",
      hcl`var.external_database == null ? var.database_user : var.external_database.username`,
    );
    local("database_password_reference", "database-password");
    // Prisma's own rule, but by the container's processors and not the host's. A B1ms takes 35 connections
    // beside its own: a web, a worker and their successors with five each.
    const connections = local(
      "database_connection_limit",
      hcl`max(5, 2 * ceil(max(var.web_cpu, var.worker_cpu)) + 1)`,
    );
    local(
      "database_arguments",
      hcl`"sslmode=require&connect_timeout=30&pool_timeout=30&connection_limit=\${${connections}}"`,
    );
  }
}
