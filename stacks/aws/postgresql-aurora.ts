import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
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

/** Seconds without a connection after which a cluster with a minimum of 0 ACU pauses; the least there is. */
const AUTO_PAUSE_SECONDS = 300;

/**
 * `database_type = "aurora_serverless_v2"`: a cluster that scales between `database_min_capacity` and
 * `database_max_capacity`, with a reader to fail over to by `database_multi_az`.
 *
 * A minimum of 0 lets it pause when nobody is connected. Langfuse's worker and web keep connections open
 * and ask the database several times a minute, so it pauses only while both are stopped.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
export class AwsPostgresqlAurora extends ModulePart {
  public readonly server: RdsCluster;
  public readonly instances: RdsClusterInstance;

  public constructor(
    scope: ModuleStack,
    private readonly props: PostgresqlServerProps,
  ) {
    super(scope, "postgresql-aurora", { source: "stacks/aws/postgresql-aurora.ts" });
    const identifier = `${props.main.name}-postgresql`;
    const logs = logGroups(this, "aurora", {
      ...props,
      names: hcl`var.database_type == "aurora_serverless_v2" ? ["postgresql"] : []`,
      prefix: `/aws/rds/cluster/${identifier}`,
    });
    this.server = this.cluster(identifier, this.parameters(), logs);
    this.instances = this.clusterInstances(identifier);
  }

  private parameters(): RdsClusterParameterGroup {
    return new RdsClusterParameterGroup(this, "aws_rds_cluster_parameter_group.postgresql", {
      count: hclNumber`var.database_type == "aurora_serverless_v2" ? 1 : 0`,
      namePrefix: `${this.props.main.name}-postgresql-`,
      description: "Settings of the PostgreSQL of Langfuse",
      family: hcl`"aurora-postgresql\${split(".", var.database_version)[0]}"`,
      parameter: POSTGRESQL_PARAMETERS,
      tags: this.props.main.tags,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private cluster(
    identifier: string,
    parameters: RdsClusterParameterGroup,
    logs: CloudwatchLogGroup,
  ): RdsCluster {
    const { inputs, main, securityGroups, subnetGroup, password } = this.props;
    const cluster = new RdsCluster(this, "aws_rds_cluster.postgresql", {
      count: hclNumber`var.database_type == "aurora_serverless_v2" ? 1 : 0`,
      clusterIdentifier: identifier,
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      engineVersion: inputs.databaseVersion.stringValue,
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
      serverlessv2ScalingConfiguration: {
        minCapacity: inputs.databaseMinCapacity.numberValue,
        maxCapacity: inputs.databaseMaxCapacity.numberValue,
        secondsUntilAutoPause: hclNumber`${inputs.databaseMinCapacity} == 0 ? ${AUTO_PAUSE_SECONDS} : null`,
      },
      storageEncrypted: true,
      kmsKeyId: inputs.kmsKeyArn.stringValue,
      databaseName: DATABASE_NAME,
      masterUsername: inputs.databaseUser.stringValue,
      masterPasswordWo: password.attribute("result"),
      masterPasswordWoVersion: hclNumber`local.database_password_version`,
      iamDatabaseAuthenticationEnabled: true,
      port: POSTGRESQL_PORT,
      dbSubnetGroupName: only(subnetGroup, "name"),
      vpcSecurityGroupIds: [only(securityGroups.postgresql, "id")],
      dbClusterParameterGroupName: only(parameters, "name"),
      backupRetentionPeriod: inputs.databaseBackupRetentionDays.numberValue,
      copyTagsToSnapshot: true,
      // checkov takes `!var.force_delete` for false.
      deletionProtection: hclAny`${inputs.forceDelete} ? false : true`,
      skipFinalSnapshot: inputs.forceDelete.booleanValue,
      finalSnapshotIdentifier: `${identifier}-${main.suffix}`,
      enabledCloudwatchLogsExports: ["postgresql"],
      tags: main.tags,
      dependsOn: [logs],
    });
    comment(cluster, {
      head: ["#checkov:skip=CKV2_AWS_8:point-in-time recovery is in the cluster's own backups"],
      arguments: {
        allow_major_version_upgrade: "A higher database_version is permission enough.",
        apply_immediately: "An apply does what its plan says, and when.",
        kms_key_id:
          "#checkov:skip=CKV_AWS_327:the AWS managed key is free; kms_key_arn names another",
        serverlessv2_scaling_configuration:
          "A minimum of 0 saves nothing while Langfuse runs: its tasks stay connected, and it never pauses.",
      },
    });
    return cluster;
  }

  private clusterInstances(identifier: string): RdsClusterInstance {
    const { inputs, main } = this.props;
    const instances = new RdsClusterInstance(this, "aws_rds_cluster_instance.postgresql", {
      count: hclNumber`var.database_type == "aurora_serverless_v2" ? (var.database_multi_az ? 2 : 1) : 0`,
      identifier: `${identifier}-${hcl`count.index + 1`}`,
      clusterIdentifier: only(this.server, "id"),
      engine: only(this.server, "engine"),
      instanceClass: "db.serverless",
      autoMinorVersionUpgrade: hclAny`length(split(".", var.database_version)) == 1`,
      applyImmediately: true,
      publiclyAccessible: false,
      caCertIdentifier: RDS_CERTIFICATE_AUTHORITY,
      copyTagsToSnapshot: true,
      performanceInsightsEnabled: hclAny`${inputs.databaseMinCapacity} >= 2`,
      performanceInsightsKmsKeyId: hcl`${inputs.databaseMinCapacity} >= 2 ? var.kms_key_arn : null`,
      tags: main.tags,
    });
    comment(instances, {
      head: ["#checkov:skip=CKV_AWS_118:enhanced monitoring is billed as log ingestion"],
      arguments: {
        auto_minor_version_upgrade:
          "A release such as 17 moves to new minor versions by itself, 17.4 stays until it is changed.",
        performance_insights_enabled:
          "#checkov:skip=CKV_AWS_353:it keeps a small cluster above its minimum; database_min_capacity = 2",
        performance_insights_kms_key_id:
          "#checkov:skip=CKV_AWS_354:the AWS managed key is free; kms_key_arn names another",
      },
    });
    return instances;
  }
}
