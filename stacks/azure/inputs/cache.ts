import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { rule } from "../../shared/inputs/validation";

/**
 * Sizes that can have the policy NoCluster, up to 24 GB, and keep all data in memory.
 *
 * @see https://learn.microsoft.com/azure/redis/overview#choosing-the-right-tier
 */
const CACHE_SIZES = [
  ...[0, 1, 3, 5, 10, 20].map((size) => `Balanced_B${size}`),
  ...[10, 20].map((size) => `MemoryOptimized_M${size}`),
  ...[3, 5, 10, 20].map((size) => `ComputeOptimized_X${size}`),
];

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
          hcl`contains(${CACHE_SIZES}, var.cache_sku_name)`,
          `cache_sku_name must be one of ${CACHE_SIZES.join(", ")}, got "\${var.cache_sku_name}": larger sizes cannot have the policy NoCluster, and FlashOptimized ones are too slow for queues.`,
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
