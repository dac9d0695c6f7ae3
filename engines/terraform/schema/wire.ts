import {
  attributesOf,
  blocksOf,
  type AttributeSchema,
  type BlockSchema,
  type NestedBlockSchema,
  type NestingMode,
  type Schema,
} from "./model";

/** The enum numbers of `NestingMode` on the wire. */
const NESTING: Record<NestingMode, number> = { single: 1, list: 2, set: 3, map: 4, group: 5 };

/** A schema as the message `Schema` of the plugin protocol (5 and 6 alike). */
export function schemaToWire(schema: Schema): object {
  return { version: schema.version, block: blockToWire(schema.block) };
}

function blockToWire(block: BlockSchema): object {
  return {
    attributes: attributesOf(block).map(([name, attribute]) => attributeToWire(name, attribute)),
    block_types: blocksOf(block).map(([name, nested]) => nestedToWire(name, nested)),
  };
}

function nestedToWire(name: string, nested: NestedBlockSchema): object {
  return {
    type_name: name,
    block: blockToWire(nested.block),
    nesting: NESTING[nested.nesting_mode],
    min_items: nested.min_items ?? 0,
    max_items: nested.max_items ?? 0,
  };
}

function attributeToWire(name: string, attribute: AttributeSchema): object {
  const { type, nested_type, ...flags } = attribute;
  const shape =
    nested_type === undefined
      ? { type: Buffer.from(JSON.stringify(type)) }
      : {
          nested_type: {
            nesting: NESTING[nested_type.nesting_mode],
            attributes: attributesOf(nested_type).map(([n, a]) => attributeToWire(n, a)),
          },
        };
  return { name, ...shape, ...flags };
}
