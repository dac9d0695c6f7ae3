import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { rule } from "../../shared/inputs/validation";

/** Cores of a container app, in the steps that Container Apps have. */
export function cores(define: DefineVariable, name: string, what: string, value: number) {
  const variable = ref(`var.${name}`);
  return define(name, {
    description: `Cores of ${what}: 0.25 to 4 in steps of 0.25, with a dedicated workload_profile up to 32`,
    type: "number",
    default: value,
    nullable: false,
    validation: [
      rule(
        hcl`${variable} >= 0.25 && ${variable} <= (var.workload_profile == "Consumption" ? 4 : 32) && floor(${variable} * 4) == ${variable} * 4`,
        `${name} must be from 0.25 to 4 (32 with a dedicated workload_profile) in steps of 0.25, got \${var.${name}}: choose such a number of cores.`,
      ),
    ],
  });
}

/**
 * Memory of a container app.
 *
 * @see https://learn.microsoft.com/azure/container-apps/containers#allocations
 */
export function gibibytes(
  define: DefineVariable,
  part: "web" | "worker",
  what: string,
  value: number,
  minimum: number,
) {
  const name = `${part}_memory`;
  const memory = ref(`var.${name}`);
  const cpu = ref(`var.${part}_cpu`);
  return define(name, {
    description: `Memory in GiB of ${what}. On the Consumption profile it is always twice ${part}_cpu. Three quarters become Node's heap`,
    type: "number",
    default: value,
    nullable: false,
    validation: [
      rule(
        hcl`${memory} >= ${minimum} && ${memory} <= 256 && floor(${memory} * 4) == ${memory} * 4`,
        `${name} must be from ${minimum} to 256 GiB in steps of 0.25, got \${var.${name}}: choose such a size.`,
      ),
      rule(
        hcl`var.workload_profile != "Consumption" || ${memory} == ${cpu} * 2`,
        `${name} must be \${var.${part}_cpu * 2} GiB with ${part}_cpu = \${var.${part}_cpu} on the Consumption profile, got \${var.${name}}: Container Apps offers no other pairs there.`,
      ),
    ],
  });
}
