import { ref, TerraformVariableValidationConfig } from "cdktf";
import { hcl } from "../../lib/terraform/expression";

/**
 * A validation block of a variable.
 *
 * @param condition an expression made with `hcl`
 * @param errorMessage a Terraform template that says the rule, the value got and the remedy
 */
export function rule(condition: string, errorMessage: string): TerraformVariableValidationConfig {
  return { condition, errorMessage };
}

/** Refuses every value of the variable but the listed ones. */
export function oneOf(
  name: string,
  values: readonly (string | number)[],
): TerraformVariableValidationConfig {
  return rule(
    hcl`contains(${values}, ${ref(`var.${name}`)})`,
    `${name} must be one of ${values.join(", ")}, got \${jsonencode(var.${name})}: choose one of these.`,
  );
}

/** Refuses numbers outside the range, and fractions. */
export function wholeNumber(
  name: string,
  minimum: number,
  maximum: number,
): TerraformVariableValidationConfig {
  const variable = ref(`var.${name}`);
  return rule(
    hcl`${variable} >= ${minimum} && ${variable} <= ${maximum} && floor(${variable}) == ${variable}`,
    `${name} must be a whole number from ${minimum} to ${maximum}, got \${var.${name}}: choose one in that range.`,
  );
}
