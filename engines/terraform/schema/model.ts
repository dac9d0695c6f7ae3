/**
 * Provider schemas as `terraform providers schema -json` prints them: the one form in which the
 * engine holds every schema, whether it was read from such a file or from the CDKTF bindings.
 */

/** A type constraint in Terraform's JSON encoding: `"string"`, `["set", "string"]`, … */
export type TypeExpr =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | ["list" | "set" | "map", TypeExpr]
  | ["object", Record<string, TypeExpr>]
  | ["tuple", TypeExpr[]];

/** How often a nested block or nested attribute occurs, and how its elements are kept. */
export type NestingMode = "single" | "group" | "list" | "set" | "map";

/** One argument or exported attribute. Exactly one of `type` and `nested_type` is set. */
export interface AttributeSchema {
  type?: TypeExpr;
  /** An attribute with attributes of its own; only protocol 6 can carry it. */
  nested_type?: NestedType;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
  deprecated?: boolean;
  /** Accepted in configuration, never kept in plan or state. */
  write_only?: boolean;
}

/** The inside of a nested attribute. */
export interface NestedType {
  attributes: Record<string, AttributeSchema>;
  nesting_mode: NestingMode;
}

/** A nested block and how many of it there may be. */
export interface NestedBlockSchema {
  nesting_mode: NestingMode;
  block: BlockSchema;
  min_items?: number;
  max_items?: number;
}

/** The body of a resource, data source, provider or nested block. */
export interface BlockSchema {
  attributes?: Record<string, AttributeSchema>;
  block_types?: Record<string, NestedBlockSchema>;
}

/** A versioned top-level body. */
export interface Schema {
  version: number;
  block: BlockSchema;
}

/** What a type name in a configuration can stand for. */
export type TypeKind = "resource" | "data" | "ephemeral";

/** Where a provider's schemas come from. */
export interface SchemaSource {
  /** Schema of the `provider` block. */
  provider(): Schema;
  /** Every type name of a kind, served or not; cheap. */
  typeNames(kind: TypeKind): readonly string[];
  /** The schema of one type, or undefined when the provider has no such type. */
  find(kind: TypeKind, typeName: string): Schema | undefined;
}

/** Attributes of a block, never undefined. */
export const attributesOf = (block: BlockSchema): [string, AttributeSchema][] =>
  Object.entries(block.attributes ?? {});

/** Nested blocks of a block, never undefined. */
export const blocksOf = (block: BlockSchema): [string, NestedBlockSchema][] =>
  Object.entries(block.block_types ?? {});
