import { attributesOf, blocksOf, type BlockSchema, type NestedType } from "../schema/model";
import { isObject, type ObjectValue, type Value } from "./values";

/** One step to a value: an attribute's or block's name, or the place in a list. */
export type Step = string | number;

/** A mistake in a configuration and where it is. */
export interface Finding {
  path: Step[];
  summary: string;
  detail: string;
}

/**
 * What Terraform leaves to the provider to refuse: a value for an attribute that only the provider
 * sets. Everything else that a schema says, Terraform checks itself.
 */
export function validateBody(
  body: BlockSchema | NestedType,
  config: ObjectValue,
  path: Step[] = [],
): Finding[] {
  const findings: Finding[] = [];
  for (const [name, { computed, optional, nested_type: nested }] of attributesOf(body)) {
    const value = config[name] ?? null;
    if (value === null) continue;
    if (computed === true && optional !== true) {
      findings.push({
        path: [...path, name],
        summary: "Value for unconfigurable attribute",
        detail: `Can't configure a value for "${name}": its value will be decided automatically based on the result of applying this configuration.`,
      });
    } else if (nested !== undefined) {
      findings.push(...inside(nested, value, [...path, name]));
    }
  }
  for (const [name, { block }] of "nesting_mode" in body ? [] : blocksOf(body)) {
    findings.push(...inside(block, config[name] ?? null, [...path, name]));
  }
  return findings;
}

function inside(body: BlockSchema | NestedType, value: Value, path: Step[]): Finding[] {
  if (Array.isArray(value)) {
    return value.flatMap((e, i) => (isObject(e) ? validateBody(body, e, [...path, i]) : []));
  }
  return isObject(value) ? validateBody(body, value, path) : [];
}
