import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber } from "../../shared/inputs/validation";

/** The sizes of storage that PostgreSQL Flexible Server has, in MiB. */
const STORAGE_MB = [
  32_768, 65_536, 131_072, 262_144, 524_288, 1_048_576, 2_097_152, 4_193_280, 4_194_304, 8_388_608,
  16_777_216, 33_553_408,
];

/** PostgreSQL. */
export function databaseInputs(define: DefineVariable) {
  return {
    databaseSkuName: define("database_sku_name", {
      description:
        "Size of the PostgreSQL Flexible Server, tier first: B_Standard_B1ms, GP_Standard_D2ds_v5, MO_Standard_E2ds_v5 …",
      type: "string",
      default: "B_Standard_B1ms",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^(B|GP|MO)_Standard_[A-Z][A-Za-z0-9]*(_v[0-9]+)?$", var.database_sku_name))`,
          'database_sku_name must be a tier and a size such as B_Standard_B1ms or GP_Standard_D2ds_v5, got "${var.database_sku_name}": the tier is B, GP or MO.',
        ),
      ],
    }),
    databaseStorageMb: define("database_storage_mb", {
      description:
        "Size of the database's storage in MiB, 32768 or one of its doublings up to 33553408. It can grow; a smaller one makes a new, empty server",
      type: "number",
      default: 32_768,
      nullable: false,
      validation: [oneOf("database_storage_mb", STORAGE_MB)],
    }),
    databaseVersion: define("database_version", {
      description:
        "Major version of PostgreSQL, 15 to 17. It can be raised; a lower one makes a new, empty server",
      type: "string",
      default: "16",
      nullable: false,
      validation: [
        rule(
          hcl`contains(["15", "16", "17"], var.database_version)`,
          'database_version must be 15, 16 or 17, got "${var.database_version}": Langfuse 4 needs at least 15.',
        ),
      ],
    }),
    databaseUser: define("database_user", {
      description:
        "Name of the database's user: a lower case letter, then up to 62 lower case letters, digits and underscores. A change makes a new, empty server",
      type: "string",
      default: "langfuse",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_user))`,
          'database_user must have 1 to 63 lower case letters, digits and underscores and start with a letter, got "${var.database_user}": it becomes part of a URL.',
        ),
        rule(
          hcl`!contains(["azure_superuser", "azure_pg_admin", "admin", "administrator", "root", "guest", "public", "postgres"], var.database_user) && !startswith(var.database_user, "pg_")`,
          'database_user must be no name that Azure or PostgreSQL reserves, got "${var.database_user}": choose another, such as langfuse.',
        ),
      ],
    }),
    databaseBackupRetentionDays: define("database_backup_retention_days", {
      description:
        "Days of automatic backups, and so how far back the database can be restored to any second, 7 to 35",
      type: "number",
      default: 7,
      nullable: false,
      validation: [wholeNumber("database_backup_retention_days", 7, 35)],
    }),
    databaseGeoRedundantBackupEnabled: define("database_geo_redundant_backup_enabled", {
      description:
        "Whether backups are copied to the paired region, which doubles their price. A change makes a new, empty server",
      type: "bool",
      default: false,
      nullable: false,
    }),
    databaseZoneRedundant: define("database_zone_redundant", {
      description:
        "Whether a standby waits in another zone. It doubles the price and needs a GP or MO size",
      type: "bool",
      default: false,
      nullable: false,
      validation: [
        rule(
          hcl`!var.database_zone_redundant || !startswith(var.database_sku_name, "B_")`,
          'database_zone_redundant must be false with database_sku_name "${var.database_sku_name}", got true: burstable sizes have no standby; choose a GP or MO size.',
        ),
      ],
    }),
    databaseZone: define("database_zone", {
      description:
        "Availability zone of the server, 1, 2 or 3. It is set because a zone that Azure chose would show a change for ever",
      type: "string",
      default: "1",
      nullable: false,
      validation: [
        rule(
          hcl`contains(["1", "2", "3"], var.database_zone)`,
          'database_zone must be 1, 2 or 3, got "${var.database_zone}": choose one of these.',
        ),
      ],
    }),
    databasePasswordVersion: define("database_password_version", {
      description:
        "Generation of the database's password. Raise it by one to have a new one made and the apps restarted with it; it is never lowered",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("database_password_version", 1, 1_000_000)],
    }),
  };
}
