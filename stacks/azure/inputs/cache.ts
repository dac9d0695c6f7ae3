import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { rule } from "../../shared/inputs/validation";

/** Managed Redis, which holds Langfuse's queues. */
export function cacheInputs(define: DefineVariable) {
  return {
    cacheSkuName: define("cache_sku_name", {
      description:
        "Size of the Managed Redis, such as Balanced_B0 (1 GB), Balanced_B1 or MemoryOptimized_M10; at most 25 GB, because larger ones are clusters, which Langfuse's queues cannot use. A change makes a new, empty one: let the queues run dry first",
      type: "string",
      default: "Balanced_B0",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^(Balanced_B|MemoryOptimized_M|ComputeOptimized_X)[0-9]+$", var.cache_sku_name))`,
          'cache_sku_name must be a size such as Balanced_B0, MemoryOptimized_M10 or ComputeOptimized_X3, got "${var.cache_sku_name}": FlashOptimized sizes are too slow for queues.',
        ),
        rule(
          hcl`try(tonumber(regex("[0-9]+$", var.cache_sku_name)) <= 20, true)`,
          'cache_sku_name must have at most 24 GB (a number up to 20), got "${var.cache_sku_name}": larger ones cannot have the policy NoCluster.',
        ),
      ],
    }),
    cacheHighAvailabilityEnabled: define("cache_high_availability_enabled", {
      description:
        "Whether a replica takes over when the cache's node fails. It doubles the price. A change makes a new, empty cache: let the queues run dry first",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}
