import { ref, type TerraformVariableValidationConfig } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable, SecretReference } from "./define";
import { rule } from "./validation";

export interface ExternalInputsProps {
  readonly secret: SecretReference;
  /** Begins the description of `external_database`. */
  readonly databaseNote: string;
  /** What the cloud's module demands of `external_database` besides. */
  readonly databaseRules?: readonly TerraformVariableValidationConfig[];
}

/** Database, cache and ClickHouse of the user's own, in place of those that a module makes. */
export function externalInputs(
  define: DefineVariable,
  { secret, databaseNote, databaseRules = [] }: ExternalInputsProps,
) {
  return {
    externalDatabase: define("external_database", {
      description: `${databaseNote}, in UTC and reachable from the subnets. password_secret_${secret.suffix} is ${secret.words} that holds the password, whose characters must be safe in a URL. Null otherwise`,
      type: `object({
    host                = string
    port                = optional(number, 5432)
    name                = optional(string, "langfuse")
    username            = string
    password_secret_${secret.suffix} = string
  })`,
      default: null,
      validation: [
        ...databaseRules,
        rule(
          hcl`var.external_database == null ? true : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_database.host))`,
          'external_database.host must be a host name or an IPv4 address, got "${try(var.external_database.host, "")}": no scheme, port or user.',
        ),
        rule(
          hcl`var.external_database == null ? true : var.external_database.port >= 1 && var.external_database.port <= 65535 && floor(var.external_database.port) == var.external_database.port`,
          'external_database.port must be a whole number from 1 to 65535, got ${try(var.external_database.port, "")}: PostgreSQL has 5432.',
        ),
        rule(
          hcl`var.external_database == null ? true : can(regex("^[A-Za-z0-9_.-]+$", var.external_database.username)) && can(regex("^[A-Za-z0-9_.-]+$", var.external_database.name))`,
          'external_database.username and name must have letters, digits, dots, hyphens and underscores only, got "${try(var.external_database.username, "")}" and "${try(var.external_database.name, "")}": they become part of a URL.',
        ),
        rule(
          hcl`var.external_database == null ? true : can(regex(${secret.pattern}, ${ref(`var.external_database.password_secret_${secret.suffix}`)}))`,
          `external_database.password_secret_${secret.suffix} must be ${secret.words}, got "\${try(var.external_database.password_secret_${secret.suffix}, "")}": the password itself does not belong here.`,
        ),
      ],
    }),
    externalCache: define("external_cache", {
      description: `A Valkey or Redis (7 or newer, no cluster mode, maxmemory-policy noeviction) of your own in place of the one that is made. auth_secret_${secret.suffix} is ${secret.words} that holds its password. Null means that one is made`,
      type: `object({
    host            = string
    port            = optional(number, 6379)
    tls             = optional(bool, true)
    auth_secret_${secret.suffix} = optional(string)
  })`,
      default: null,
      validation: [
        rule(
          hcl`var.external_cache == null ? true : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_cache.host))`,
          'external_cache.host must be a host name or an IPv4 address, got "${try(var.external_cache.host, "")}": no scheme, port or user.',
        ),
        rule(
          hcl`var.external_cache == null ? true : var.external_cache.port >= 1 && var.external_cache.port <= 65535 && floor(var.external_cache.port) == var.external_cache.port`,
          'external_cache.port must be a whole number from 1 to 65535, got ${try(var.external_cache.port, "")}: Valkey has 6379.',
        ),
        rule(
          hcl`try(${ref(`var.external_cache.auth_secret_${secret.suffix}`)}, null) == null ? true : can(regex(${secret.pattern}, ${ref(`var.external_cache.auth_secret_${secret.suffix}`)}))`,
          `external_cache.auth_secret_${secret.suffix} must be ${secret.words} or null, got \${jsonencode(try(var.external_cache.auth_secret_${secret.suffix}, null))}: the password itself does not belong here.`,
        ),
      ],
    }),
    externalClickhouse: define("external_clickhouse", {
      description: `A ClickHouse of your own in place of the one that is made, in UTC and reachable from the subnets on both ports. tls covers both; cluster_enabled is for replicas with Keeper. password_secret_${secret.suffix} is ${secret.words} that holds the password, which must be alphanumeric: Langfuse's migrations put it into a URL. Null means that one is made`,
      type: `object({
    host                = string
    http_port           = optional(number, 8123)
    native_port         = optional(number, 9000)
    tls                 = optional(bool, false)
    username            = string
    database            = optional(string, "default")
    cluster_enabled     = optional(bool, false)
    password_secret_${secret.suffix} = string
  })`,
      default: null,
      validation: [
        rule(
          hcl`var.external_clickhouse == null ? true : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_clickhouse.host))`,
          'external_clickhouse.host must be a host name or an IPv4 address, got "${try(var.external_clickhouse.host, "")}": no scheme, port or user.',
        ),
        rule(
          hcl`var.external_clickhouse == null ? true : alltrue([for port in [var.external_clickhouse.http_port, var.external_clickhouse.native_port] : port >= 1 && port <= 65535 && floor(port) == port]) && var.external_clickhouse.http_port != var.external_clickhouse.native_port`,
          'external_clickhouse.http_port and native_port must be two whole numbers from 1 to 65535, got ${try(var.external_clickhouse.http_port, "")} and ${try(var.external_clickhouse.native_port, "")}: ClickHouse has 8123 and 9000, with TLS 8443 and 9440.',
        ),
        rule(
          hcl`var.external_clickhouse == null ? true : can(regex("^[A-Za-z0-9_-]+$", var.external_clickhouse.username)) && can(regex("^[A-Za-z0-9_]+$", var.external_clickhouse.database))`,
          'external_clickhouse.username and database must have letters, digits and underscores only, got "${try(var.external_clickhouse.username, "")}" and "${try(var.external_clickhouse.database, "")}": they become part of a URL.',
        ),
        rule(
          hcl`var.external_clickhouse == null ? true : can(regex(${secret.pattern}, ${ref(`var.external_clickhouse.password_secret_${secret.suffix}`)}))`,
          `external_clickhouse.password_secret_${secret.suffix} must be ${secret.words}, got "\${try(var.external_clickhouse.password_secret_${secret.suffix}, "")}": the password itself does not belong here.`,
        ),
      ],
    }),
  };
}
