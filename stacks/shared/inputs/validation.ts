import { ref, TerraformVariableValidationConfig } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";

/** Whether the expression is an IPv4 range in its canonical form, without host bits. */
export function isCidr(range: string): string {
  const value = ref(range);
  return hcl`try(cidrsubnet(${value}, 0, 0) == ${value} && !strcontains(${value}, ":"), false)`;
}

/**
 * Whether two IPv4 ranges share no address; true where one of them is no range, which is another rule's business.
 *
 * @param one expression, such as `var.a`
 * @param other expression
 */
export function isDisjoint(one: string, other: string): string {
  const start = (range: string) =>
    `cidrhost("\${cidrhost(${range}, 0)}/\${min(split("/", ${one})[1], split("/", ${other})[1])}", 0)`;
  return hcl`${ref(`try(${start(one)} != ${start(other)}, true)`)}`;
}

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

/** As {@link wholeNumber}, for a variable that may be null. */
export function wholeNumberOrNull(
  name: string,
  minimum: number,
  maximum: number,
): TerraformVariableValidationConfig {
  const variable = ref(`var.${name}`);
  return rule(
    hcl`${variable} == null ? true : ${variable} >= ${minimum} && ${variable} <= ${maximum} && floor(${variable}) == ${variable}`,
    `${name} must be a whole number from ${minimum} to ${maximum} or null, got \${jsonencode(var.${name})}: choose one in that range.`,
  );
}

/** Refuses a text that does not match, unless it is null. */
export function matches(
  name: string,
  pattern: string,
  form: string,
  remedy: string,
): TerraformVariableValidationConfig {
  const variable = ref(`var.${name}`);
  return rule(
    hcl`${variable} == null ? true : can(regex(${pattern}, ${variable}))`,
    `${name} must be ${form}, got \${jsonencode(var.${name})}: ${remedy}.`,
  );
}

/** Refuses a list of texts in which one does not match, or one is there twice. */
export function eachMatches(
  name: string,
  pattern: string,
  form: string,
  remedy: string,
): TerraformVariableValidationConfig {
  const variable = ref(`var.${name}`);
  return rule(
    hcl`alltrue([for item in ${variable} : can(regex(${pattern}, item))]) && length(distinct(${variable})) == length(${variable})`,
    `${name} must be different ${form}, got \${jsonencode(var.${name})}: ${remedy}.`,
  );
}
