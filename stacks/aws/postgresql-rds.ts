import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclNumber } from "../../lib/terraform/expression";
import {
  DATABASE_NAME,
  logGroups,
  POSTGRESQL_PARAMETERS,
  POSTGRESQL_PORT,
  type PostgresqlServerProps,
  RDS_CERTIFICATE_AUTHORITY,
} from "./postgresql-settings";

/** `database_type = "rds"`: one instance, with a standby in another zone by `database_multi_az`. */
export class AwsPostgresqlRds extends ModulePart {
  public readonly server: DbInstance;

  public constructor(
    scope: ModuleStack,
    private readonly props: PostgresqlServerProps,
  ) {
    super(scope, "postgresql-rds", { source: "stacks/aws/postgresql-rds.ts" });
    const identifier = `${props.main.name}-postgresql`;
    const logs = logGroups(this, "postgresql", {
      ...props,
      names: hcl`var.database_type == "rds" ? ["postgresql", "upgrade"] : []`,
      prefix: `/aws/rds/instance/${identifier}`,
    });
    this.server = this.instance(identifier, this.parameters(), logs);
  }

  private parameters(): DbParameterGroup {
    return new DbParameterGroup(this, "aws_db_parameter_group.postgresql", {
      count: hclNumber`var.database_type == "rds" ? 1 : 0`,
      namePrefix: `${this.props.main.name}-postgresql-`,
      description: "Settings of the PostgreSQL of Langfuse",
      family: hcl`"postgres\${split(".", var.database_version)[0]}"`,
      parameter: POSTGRESQL_PARAMETERS,
      tags: this.props.main.tags,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private instance(
    identifier: string,
    parameters: DbParameterGroup,
    logs: CloudwatchLogGroup,
  ): DbInstance {
    const { inputs, main, securityGroups, subnetGroup, password } = this.props;
    const instance = new DbInstance(this, "aws_db_instance.postgresql", {
      count: hclNumber`var.database_type == "rds" ? 1 : 0`,
      identifier,
      engine: "postgres",
      engineVersion: inputs.databaseVersion.stringValue,
      autoMinorVersionUpgrade: hclAny`length(split(".", var.database_version)) == 1`,
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
      instanceClass: inputs.databaseInstanceClass.stringValue,
      multiAz: inputs.databaseMultiAz.booleanValue,
      storageType: "gp3",
      allocatedStorage: inputs.databaseStorageGib.numberValue,
      maxAllocatedStorage: inputs.databaseMaxStorageGib.numberValue,
      storageEncrypted: true,
      kmsKeyId: inputs.kmsKeyArn.stringValue,
      dbName: DATABASE_NAME,
      username: inputs.databaseUser.stringValue,
      passwordWo: password.attribute("result"),
      passwordWoVersion: hclNumber`local.database_password_version`,
      iamDatabaseAuthenticationEnabled: true,
      port: POSTGRESQL_PORT,
      dbSubnetGroupName: only(subnetGroup, "name"),
      vpcSecurityGroupIds: [only(securityGroups.postgresql, "id")],
      publiclyAccessible: false,
      caCertIdentifier: RDS_CERTIFICATE_AUTHORITY,
      parameterGroupName: only(parameters, "name"),
      backupRetentionPeriod: inputs.databaseBackupRetentionDays.numberValue,
      copyTagsToSnapshot: true,
      // checkov takes `!var.force_delete` for false.
      deletionProtection: hclAny`${inputs.forceDelete} ? false : true`,
      skipFinalSnapshot: inputs.forceDelete.booleanValue,
      finalSnapshotIdentifier: `${identifier}-${main.suffix}`,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      performanceInsightsKmsKeyId: inputs.kmsKeyArn.stringValue,
      tags: main.tags,
      dependsOn: [logs],
    });
    comment(instance, {
      head: ["#checkov:skip=CKV_AWS_118:enhanced monitoring is billed as log ingestion"],
      arguments: {
        auto_minor_version_upgrade:
          "A release such as 17 moves to new minor versions by itself, 17.4 stays until it is changed.",
        allow_major_version_upgrade: "A higher database_version is permission enough.",
        apply_immediately:
          "An apply does what its plan says, and when; otherwise changes wait for the maintenance window.",
        multi_az: "#checkov:skip=CKV_AWS_157:a standby doubles the price; database_multi_az",
        password_wo: "Neither plan nor state has it; the secret store gets the same afterwards.",
        performance_insights_enabled:
          "Seven days are free, on every class that PostgreSQL runs on.",
        performance_insights_kms_key_id:
          "#checkov:skip=CKV_AWS_354:the AWS managed key is free; kms_key_arn names another",
      },
    });
    return instance;
  }
}
