import type { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { EphemeralResource } from "../../lib/terraform/ephemeral-resource";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import { AwsPostgresqlAurora } from "./postgresql-aurora";
import { AwsPostgresqlRds } from "./postgresql-rds";
import { DATABASE_NAME, POSTGRESQL_PORT } from "./postgresql-settings";
import type { AwsSecurityGroups } from "./security-groups";

export interface AwsPostgresqlProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly securityGroups: AwsSecurityGroups;
}

/** Letters and digits; RDS takes up to 128. */
const PASSWORD_LENGTH = 48;

/**
 * PostgreSQL: an RDS instance, an Aurora Serverless v2 cluster, or one that is there already.
 *
 * The password is ephemeral and written by write-only arguments, to the server and to the secret store, so
 * it is in neither plan nor state. RDS could manage it (`manage_master_user_password`), but its passwords
 * have characters that break the URL which Langfuse's entrypoint joins without encoding, and it changes
 * them every seven days, after which running tasks could open no new connection.
 *
 * @see https://github.com/langfuse/langfuse/blob/62751446149b702b419a9292ddfc2280cdf74b8c/web/entrypoint.sh
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */
export class AwsPostgresql extends ModulePart {
  public readonly password: EphemeralResource;
  /** Each is there for its `database_type` only. */
  public readonly servers: [DbInstance, RdsCluster];

  public constructor(scope: ModuleStack, props: AwsPostgresqlProps) {
    super(scope, "postgresql", { source: "stacks/aws/postgresql.ts" });
    const { main } = props;
    this.password = new EphemeralResource(this, "ephemeral.random_password.database", {
      type: "random_password",
      attributes: { length: PASSWORD_LENGTH, special: false },
    });
    comment(this.password, {
      arguments: { special: "Langfuse's entrypoint puts it into a URL without encoding it." },
    });
    const subnetGroup = new DbSubnetGroup(this, "aws_db_subnet_group.postgresql", {
      count: hclNumber`var.database_type == "external" ? 0 : 1`,
      namePrefix: `${main.name}-postgresql-`,
      description: "Subnets of the PostgreSQL of Langfuse",
      subnetIds: hclList`local.data_subnet_ids`,
      tags: main.tags,
    });
    // Every store has numbers of its own, so that a change of store writes the server's password anew, too.
    new TerraformLocal(
      this,
      "local.database_password_version",
      hcl`2 * var.database_password_version - (var.secret_store == "ssm" ? 1 : 0)`,
    );
    const shared = { ...props, subnetGroup, password: this.password };
    this.servers = [
      new AwsPostgresqlRds(scope, shared).server,
      new AwsPostgresqlAurora(scope, shared).server,
    ];
    this.connection();
  }

  /** What Langfuse needs to know, whichever server it is. */
  private connection(): void {
    const [instance, cluster] = this.servers;
    const local = (name: string, value: string) => new TerraformLocal(this, `local.${name}`, value);
    local(
      "database_host",
      hcl`var.database_type == "external" ? var.external_database.host : one(concat(${instance}[*].address, ${cluster}[*].endpoint))`,
    );
    local(
      "database_port",
      hcl`var.database_type == "external" ? var.external_database.port : ${POSTGRESQL_PORT}`,
    );
    local(
      "database_name",
      hcl`var.database_type == "external" ? var.external_database.name : ${DATABASE_NAME}`,
    );
    local(
      "database_username",
      hcl`var.database_type == "external" ? var.external_database.username : var.database_user`,
    );
    local(
      "database_password_reference",
      hcl`var.database_type == "external" ? var.external_database.password_secret_arn : local.secret_arns["database_password"]`,
    );
    // Prisma's own rule, but by the task's processors and not the host's. A db.t4g.micro takes some 80
    // connections: eight tasks with five each may be replaced by eight others at the same time.
    const connections = local(
      "database_connection_limit",
      hcl`max(5, 2 * ceil(max(var.web_cpu, var.worker_cpu) / 1024) + 1)`,
    );
    // A paused Aurora takes 15 seconds and more to answer; Prisma would give up after 5.
    local(
      "database_arguments",
      hcl`"sslmode=require&connect_timeout=30&pool_timeout=30&connection_limit=\${${connections}}"`,
    );
  }
}
