import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "./index";
import { rule, SECRET_ARN, wholeNumber } from "./validation";

/** Valkey, which holds Langfuse's queues. */
export function cacheInputs(define: DefineVariable) {
  return {
    cacheNodeType: define("cache_node_type", {
      description:
        "Type of the Valkey node. Its memory holds the queues: about 1 GB for 100,000 events a minute",
      type: "string",
      default: "cache.t4g.micro",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^cache\\.[a-z0-9-]+\\.[a-z0-9-]+$", var.cache_node_type))`,
          'cache_node_type must be a type such as cache.t4g.micro, got "${var.cache_node_type}": it starts with cache.',
        ),
      ],
    }),
    cacheVersion: define("cache_version", {
      description: "Version of Valkey, 7.2 or newer, such as 8.0. It can be raised, never lowered",
      type: "string",
      default: "8.0",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^(7\\.2|8\\.[0-9]|9\\.[0-9])$", var.cache_version))`,
          'cache_version must be 7.2, 8.x or 9.x, got "${var.cache_version}": write it with one dot, such as 8.0.',
        ),
      ],
    }),
    cacheReplicaCount: define("cache_replica_count", {
      description:
        "How many replicas the Valkey node has, 0 to 5; with one or more ElastiCache fails over by itself. Each costs as much as the node",
      type: "number",
      default: 0,
      nullable: false,
      validation: [wholeNumber("cache_replica_count", 0, 5)],
    }),
    externalCache: define("external_cache", {
      description:
        "A Valkey or Redis (7 or newer, no cluster mode, maxmemory-policy noeviction) of your own in place of ElastiCache. auth_secret_arn names the SSM parameter or Secrets Manager secret that holds its password. Null means that one is made",
      type: `object({
    host            = string
    port            = optional(number, 6379)
    tls             = optional(bool, true)
    auth_secret_arn = optional(string)
  })`,
      default: null,
      validation: [
        rule(
          hcl`var.external_cache == null ? true : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_cache.host))`,
          'external_cache.host must be a host name or an IPv4 address, got "${try(var.external_cache.host, "")}": no scheme, port or user.',
        ),
        rule(
          hcl`var.external_cache == null ? true : var.external_cache.port >= 1 && var.external_cache.port <= 65535`,
          'external_cache.port must be from 1 to 65535, got ${try(var.external_cache.port, "")}: Valkey has 6379.',
        ),
        rule(
          hcl`try(var.external_cache.auth_secret_arn, null) == null ? true : can(regex(${SECRET_ARN}, var.external_cache.auth_secret_arn))`,
          'external_cache.auth_secret_arn must be the ARN of an SSM parameter or a Secrets Manager secret or null, got ${jsonencode(try(var.external_cache.auth_secret_arn, null))}: the password itself does not belong here.',
        ),
      ],
    }),
  };
}
