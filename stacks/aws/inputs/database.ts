import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber, wholeNumberOrNull } from "../../shared/inputs/validation";

/** PostgreSQL. */
export function databaseInputs(define: DefineVariable) {
  return { ...engine(define), ...rds(define), ...aurora(define) };
}

function engine(define: DefineVariable) {
  return {
    databaseType: define("database_type", {
      description:
        "rds (one instance, cheapest), aurora_serverless_v2 (capacity follows the load) or external (external_database). A change makes a new, empty database: move the data yourself first",
      type: "string",
      default: "rds",
      nullable: false,
      validation: [oneOf("database_type", ["rds", "aurora_serverless_v2", "external"])],
    }),
    databaseVersion: define("database_version", {
      description:
        "Version of PostgreSQL: a major one from 15 to 18, whose minor versions AWS applies in the maintenance window, or a full one such as 17.6. Never lower it",
      type: "string",
      default: "17",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^1[5-8](\\.[0-9]{1,2})?$", var.database_version))`,
          'database_version must be a major version from 15 to 18 or a full one such as 17.6, got "${var.database_version}": Langfuse 4 needs at least 15.',
        ),
      ],
    }),
    databaseUser: define("database_user", {
      description:
        "Name of the database's user: a lower case letter, then up to 62 lower case letters, digits and underscores. A change makes a new database",
      type: "string",
      default: "langfuse",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_user))`,
          'database_user must have 1 to 63 lower case letters, digits and underscores and start with a letter, got "${var.database_user}": it becomes part of a URL.',
        ),
        rule(
          hcl`!contains(["admin", "rdsadmin", "rdsrepladmin", "rds_superuser", "rds_replication", "rds_password", "rds_iam"], var.database_user) && !startswith(var.database_user, "pg_")`,
          'database_user must be no name that PostgreSQL or RDS reserves, got "${var.database_user}": choose another, such as langfuse.',
        ),
      ],
    }),
    databaseBackupRetentionDays: define("database_backup_retention_days", {
      description:
        "Days of automatic backups, and so how far back the database can be restored to any second, 1 to 35",
      type: "number",
      default: 7,
      nullable: false,
      validation: [wholeNumber("database_backup_retention_days", 1, 35)],
    }),
    databaseMultiAz: define("database_multi_az", {
      description:
        "Whether a standby (rds) or a second instance (aurora_serverless_v2) waits in another availability zone. It doubles the price of the database",
      type: "bool",
      default: false,
      nullable: false,
    }),
    databasePasswordVersion: define("database_password_version", {
      description:
        "Generation of the database's password. Raise it by one to have a new one made and the tasks restarted with it; it is never lowered",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("database_password_version", 1, 1_000_000)],
    }),
  };
}

function rds(define: DefineVariable) {
  return {
    databaseInstanceClass: define("database_instance_class", {
      description: "database_type rds: class of the instance",
      type: "string",
      default: "db.t4g.micro",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^db\\.[a-z0-9-]+\\.[a-z0-9-]+$", var.database_instance_class))`,
          'database_instance_class must be a class such as db.t4g.micro, got "${var.database_instance_class}": it starts with db; for db.serverless choose database_type aurora_serverless_v2.',
        ),
      ],
    }),
    databaseStorageGib: define("database_storage_gib", {
      description:
        "database_type rds: size of the gp3 volume in GiB, 20 to 65536. It can grow, never shrink",
      type: "number",
      default: 20,
      nullable: false,
      validation: [wholeNumber("database_storage_gib", 20, 65_536)],
    }),
    databaseMaxStorageGib: define("database_max_storage_gib", {
      description:
        "database_type rds: size in GiB up to which RDS may grow the volume when it fills, at least a tenth above database_storage_gib. Null means that it never grows by itself",
      type: "number",
      default: 100,
      validation: [
        wholeNumberOrNull("database_max_storage_gib", 22, 65_536),
        rule(
          hcl`var.database_max_storage_gib == null ? true : var.database_max_storage_gib >= var.database_storage_gib * 1.1`,
          "database_max_storage_gib must be at least a tenth above database_storage_gib (${var.database_storage_gib}), got ${jsonencode(var.database_max_storage_gib)}: raise it, or set null for no growth.",
        ),
      ],
    }),
  };
}

function aurora(define: DefineVariable) {
  const acu = (name: string) => `\${var.${name}}`;
  return {
    databaseMinCapacity: define("database_min_capacity", {
      description:
        "database_type aurora_serverless_v2: least capacity in ACU (about 2 GiB of memory each), 0 to 256 in steps of 0.5. 0 lets an idle cluster pause, but a running worker asks it every few seconds and so keeps it awake",
      type: "number",
      default: 0.5,
      nullable: false,
      validation: [
        rule(
          hcl`var.database_min_capacity >= 0 && var.database_min_capacity <= 256 && floor(var.database_min_capacity * 2) == var.database_min_capacity * 2`,
          `database_min_capacity must be from 0 to 256 in steps of 0.5, got ${acu("database_min_capacity")}: choose such a number of ACU.`,
        ),
        rule(
          hcl`var.database_min_capacity <= var.database_max_capacity`,
          `database_min_capacity must not exceed database_max_capacity (${acu("database_max_capacity")}), got ${acu("database_min_capacity")}: lower it or raise the other.`,
        ),
      ],
    }),
    databaseMaxCapacity: define("database_max_capacity", {
      description:
        "database_type aurora_serverless_v2: largest capacity in ACU, 1 to 256 in steps of 0.5",
      type: "number",
      default: 10,
      nullable: false,
      validation: [
        rule(
          hcl`var.database_max_capacity >= 1 && var.database_max_capacity <= 256 && floor(var.database_max_capacity * 2) == var.database_max_capacity * 2`,
          `database_max_capacity must be from 1 to 256 in steps of 0.5, got ${acu("database_max_capacity")}: choose such a number of ACU.`,
        ),
      ],
    }),
  };
}
