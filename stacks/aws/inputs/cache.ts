import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { rule, wholeNumber } from "../../shared/inputs/validation";

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
  };
}
