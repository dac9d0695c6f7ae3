import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { ModulePart } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import type { EphemeralResource } from "../../lib/terraform/ephemeral-resource";
import { hcl } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsSecurityGroups } from "./security-groups";

/** What a server of either kind is made with. */
export interface PostgresqlServerProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly securityGroups: AwsSecurityGroups;
  readonly subnetGroup: DbSubnetGroup;
  readonly password: EphemeralResource;
}

/** The database in the server that Langfuse's tables are in. */
export const DATABASE_NAME = "langfuse";

export const POSTGRESQL_PORT = 5432;

/** Signs the server's certificate until 2061, in every region. */
export const RDS_CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

/**
 * Langfuse needs UTC. RDS answers `pending-reboot` for a parameter whose value is the engine's default, so
 * `immediate` would be planned again and again for the first two.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/postgres
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_parameter_group
 */
export const POSTGRESQL_PARAMETERS = [
  { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
  { name: "timezone", value: "UTC", applyMethod: "pending-reboot" },
  { name: "log_statement", value: "ddl" },
  { name: "log_min_duration_statement", value: "1000" },
];

export interface PostgresqlLogGroupsProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  /** Expression for the list of logs. */
  readonly names: string;
  /** What RDS puts before the name of a log. */
  readonly prefix: string;
}

/** RDS would make the groups itself, and keep what is in them for ever. */
export function logGroups(
  part: ModulePart,
  label: string,
  { inputs, main, names, prefix }: PostgresqlLogGroupsProps,
): CloudwatchLogGroup {
  const groups = new CloudwatchLogGroup(part, `aws_cloudwatch_log_group.${label}`, {
    name: `${prefix}/${hcl`each.key`}`,
    kmsKeyId: inputs.kmsKeyArn.stringValue,
    retentionInDays: inputs.logRetentionDays.numberValue,
    tags: main.tags,
  });
  groups.addOverride("for_each", hcl`toset(${names})`);
  comment(groups, {
    arguments: {
      kms_key_id: "#checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key",
      retention_in_days:
        "#checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days",
    },
  });
  return groups;
}
