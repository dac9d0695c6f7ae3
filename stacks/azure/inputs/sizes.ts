import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { rule } from "../../shared/inputs/validation";

export interface SizeProps {
  /** What the size is of, in the description. */
  readonly what: string;

  /** The default. */
  readonly value: number;

  /**
   * The variable that says whether it runs on container instances instead, which have other sizes.
   *
   * @default - it is always a container app
   */
  readonly instances?: "clickhouse_platform" | "worker_platform";
}

/** Expression for the cores of an instance of `workload_profile`; 4 with Consumption, whose name has no number. */
export const PROFILE_CORES = hcl`try(tonumber(substr(var.workload_profile, 1, -1)), 4)`;

/**
 * Memory of a dedicated workload profile, in GiB for each core.
 *
 * @see https://learn.microsoft.com/azure/container-apps/workload-profiles-overview
 */
export const GIB_PER_CORE = { D: 4, E: 8 } as const;

/**
 * What a dedicated profile has of memory, which a replica cannot exceed.
 *
 * @param platform the variable that says whether it runs on container instances instead
 */
export function profileMemory(name: string, platform?: SizeProps["instances"]) {
  const limit = hcl`${PROFILE_CORES} * (startswith(var.workload_profile, "E") ? ${GIB_PER_CORE.E} : ${GIB_PER_CORE.D})`;
  const fits = hcl`var.workload_profile == "Consumption" || ${ref(`var.${name}`)} <= ${limit}`;
  return rule(
    platform ? hcl`${ref(`var.${platform}`)} == "container_instance" || ${fits}` : fits,
    `${name} must be at most what an instance of workload_profile \${var.workload_profile} has, got \${var.${name}} GiB: D has 4 GiB a core and E has 8.`,
  );
}

/** Cores of a container app, in the steps that Container Apps have. */
export function cores(define: DefineVariable, name: string, { what, value, instances }: SizeProps) {
  const variable = ref(`var.${name}`);
  const note = instances ? ", on a container instance 1 to 4 whole ones" : "";
  return define(name, {
    description: `Cores of ${what}: 0.25 to 4 in steps of 0.25, with a dedicated workload_profile as many as that has${note}`,
    type: "number",
    default: value,
    nullable: false,
    validation: [
      rule(
        hcl`${variable} >= 0.25 && ${variable} <= ${PROFILE_CORES} && floor(${variable} * 4) == ${variable} * 4`,
        `${name} must be from 0.25 to 4 (as many as it has with a dedicated workload_profile) in steps of 0.25, got \${var.${name}} with workload_profile \${var.workload_profile}: choose such a number of cores.`,
      ),
      ...(instances ? [wholeCores(name, instances)] : []),
    ],
  });
}

/** Cores of a container instance. */
export function wholeCores(name: string, platform: NonNullable<SizeProps["instances"]>) {
  const variable = ref(`var.${name}`);
  return rule(
    hcl`${ref(`var.${platform}`)} != "container_instance" || floor(${variable}) == ${variable} && ${variable} <= 4`,
    `${name} must be 1, 2, 3 or 4 with ${platform} "container_instance", got \${var.${name}}: Container Instances bills whole cores.`,
  );
}

/**
 * Memory of a container app.
 *
 * @see https://learn.microsoft.com/azure/container-apps/containers#allocations
 */
export function gibibytes(
  define: DefineVariable,
  part: "web" | "worker",
  { what, value, minimum, instances }: SizeProps & { readonly minimum: number },
) {
  const name = `${part}_memory`;
  const memory = ref(`var.${name}`);
  const cpu = ref(`var.${part}_cpu`);
  const note = instances ? ", on a container instance up to 16 in steps of 0.5" : "";
  return define(name, {
    description: `Memory in GiB of ${what}. On the Consumption profile it is always twice ${part}_cpu${note}. Three quarters become Node's heap`,
    type: "number",
    default: value,
    nullable: false,
    validation: [
      rule(
        hcl`${memory} >= ${minimum} && ${memory} <= 256 && floor(${memory} * 4) == ${memory} * 4`,
        `${name} must be from ${minimum} to 256 GiB in steps of 0.25, got \${var.${name}}: choose such a size.`,
      ),
      rule(
        instances
          ? hcl`${ref(`var.${instances}`)} == "container_instance" || var.workload_profile != "Consumption" || ${memory} == ${cpu} * 2`
          : hcl`var.workload_profile != "Consumption" || ${memory} == ${cpu} * 2`,
        `${name} must be \${var.${part}_cpu * 2} GiB with ${part}_cpu = \${var.${part}_cpu} on the Consumption profile, got \${var.${name}}: Container Apps offers no other pairs there.`,
      ),
      profileMemory(name, instances),
      ...(instances ? [instanceMemory(name, instances)] : []),
    ],
  });
}

/**
 * Memory of a container instance: API and portal take one decimal place.
 *
 * @see https://learn.microsoft.com/azure/container-instances/container-instances-resource-and-quota-limits
 */
export function instanceMemory(name: string, platform: NonNullable<SizeProps["instances"]>) {
  const memory = ref(`var.${name}`);
  return rule(
    hcl`${ref(`var.${platform}`)} != "container_instance" || ${memory} <= 16 && floor(${memory} * 2) == ${memory} * 2`,
    `${name} must be at most 16 GiB in steps of 0.5 with ${platform} "container_instance", got \${var.${name}}: Container Instances offers no other sizes.`,
  );
}
