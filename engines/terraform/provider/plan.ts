import { isDeepStrictEqual } from "node:util";
import {
  attributesOf,
  blocksOf,
  type AttributeSchema,
  type BlockSchema,
  type NestedBlockSchema,
  type NestedType,
} from "../schema/model";
import { elementAt, isObject, mapElements, UNKNOWN, type ObjectValue, type Value } from "./values";

/** What Terraform asks to be planned. */
export interface Change {
  prior: ObjectValue | null;
  /** Terraform's own merge of configuration and prior state. */
  proposed: ObjectValue | null;
  config: ObjectValue | null;
}

/** The values of one body that a plan looks at together. */
interface Layers {
  proposed: ObjectValue;
  config: ObjectValue;
  prior: ObjectValue;
}

/**
 * Plans a change as a provider without defaults would: what is configured is taken as it is, computed
 * attributes keep their prior value, and those that have none are unknown until apply.
 */
export function planChange(block: BlockSchema, change: Change): ObjectValue | null {
  const { prior, proposed } = change;
  if (proposed === null) return null;
  const layers = { proposed, config: change.config ?? {}, prior: prior ?? {} };
  // A null that stayed null through an apply must not become unknown when nothing changes.
  const settled = planBody(block, layers, null);
  if (prior !== null && isDeepStrictEqual(settled, prior)) return prior;
  return planBody(block, layers, UNKNOWN);
}

/** @param open what a computed attribute without a value becomes */
function planBody(body: BlockSchema | NestedType, layers: Layers, open: Value): ObjectValue {
  const { proposed, config, prior } = layers;
  const out: ObjectValue = { ...proposed };
  for (const [name, attribute] of attributesOf(body)) {
    out[name] = planAttribute(
      attribute,
      [proposed[name] ?? null, config[name] ?? null, prior[name] ?? null],
      open,
    );
  }
  for (const [name, nested] of "nesting_mode" in body ? [] : blocksOf(body)) {
    out[name] = planBlocks(nested, name, layers, open);
  }
  return out;
}

function planAttribute(
  attribute: AttributeSchema,
  [proposed, config, prior]: [Value, Value, Value],
  open: Value,
): Value {
  if (attribute.write_only === true) return null;
  const { nested_type: nested } = attribute;
  if (nested !== undefined && config !== null) {
    return mapElements(nested.nesting_mode, proposed, (element, key) =>
      planBody(
        nested,
        {
          proposed: element,
          config: elementAt(config, key) ?? element,
          prior: elementAt(prior, key) ?? {},
        },
        open,
      ),
    );
  }
  const isOpen = attribute.computed === true && config === null && proposed === null;
  return isOpen ? (prior ?? open) : proposed;
}

function planBlocks(
  { nesting_mode, block }: NestedBlockSchema,
  name: string,
  { proposed, config, prior }: Layers,
  open: Value,
): Value {
  const before = prior[name] ?? null;
  return mapElements(nesting_mode, proposed[name] ?? null, (element, key) => {
    // Elements of a set have no place to be found by. What one leaves out is null in itself, and its
    // prior value is the one it agrees with.
    const isSet = nesting_mode === "set";
    const layers = {
      proposed: element,
      config: isSet ? element : (elementAt(config[name], key) ?? {}),
      prior: (isSet ? alike(block, element, before) : elementAt(before, key)) ?? {},
    };
    return planBody(block, layers, open);
  });
}

function alike(block: BlockSchema, element: ObjectValue, before: Value): ObjectValue | null {
  return elements(before).find((candidate) => agrees(block, element, candidate)) ?? null;
}

/** Whether two elements differ only in computed values that the first leaves open. */
function agrees(block: BlockSchema, element: ObjectValue, before: ObjectValue): boolean {
  const isOpen = ([name, { computed }]: [string, AttributeSchema]): boolean =>
    computed === true && (element[name] ?? null) === null;
  return (
    attributesOf(block).every(
      (entry) => isOpen(entry) || isDeepStrictEqual(element[entry[0]], before[entry[0]]),
    ) &&
    blocksOf(block).every(([name, nested]) => {
      const [mine, its] = [elements(element[name]), elements(before[name])];
      return (
        mine.length === its.length &&
        mine.every((inner) => its.some((other) => agrees(nested.block, inner, other)))
      );
    })
  );
}

const elements = (value: Value | undefined): ObjectValue[] =>
  (Array.isArray(value) ? value : [value ?? null]).filter((e): e is ObjectValue => isObject(e));

/** Names among `candidates` whose planned value differs from the prior one. */
export function changedNames(
  candidates: readonly string[],
  prior: ObjectValue | null,
  planned: ObjectValue | null,
): string[] {
  if (prior === null || planned === null) return [];
  return candidates.filter((name) => !isDeepStrictEqual(prior[name], planned[name]));
}
