import { blockShapes, type BlockShape } from "./extract-shapes";
import { attributeType } from "./extract-types";
import type { AttributeSchema, BlockSchema, NestedBlockSchema, Schema, TypeExpr } from "./model";

/** One commented member of a generated class: its Terraform name, its flags and its code. */
interface Member {
  name: string;
  computed: boolean;
  optional: boolean;
  required: boolean;
  /** The member's code: field, getter, setter. */
  code: string;
  /** Set only where no getter tells a set from a list. */
  isSet?: boolean;
}

/** A generated class with nested members of its own, by the name without its suffix. */
type Structs = Map<string, Member[]>;

/** What a source file of the bindings says. */
export interface Extracted {
  /** For instance `aws_ecs_service`; `provider` for the provider's own configuration. */
  typeName: string;
  schema: Schema;
  /**
   * Blocks that are missing in the schema: the generator gave up on those that nest very deeply
   * (QuickSight definitions, WAF statements) and says `any`.
   */
  missing: string[];
}

/**
 * Reads a provider schema back out of the TypeScript that `cdktf get` generated from it.
 *
 * Names and flags come from the comment above each member, types from its getter, and whether a
 * member is a block, how it nests and how often it may occur from the two `…ToTerraform` functions
 * made for it. The generated code is regular enough for regular expressions; whatever does not look
 * as expected throws, so that a new generator version is noticed.
 */
export function extractSchema(source: string): Extracted {
  const { main, typeName, structs } = classesOf(source);
  const reader = new Reader(structs, blockShapes(source));
  const block = reader.block(main);
  return { typeName, schema: { version: 0, block }, missing: reader.missing };
}

class Reader {
  readonly missing: string[] = [];

  constructor(
    private readonly structs: Structs,
    private readonly shapes: Map<string, BlockShape>,
  ) {}

  block(members: Member[]): BlockSchema {
    const attributes: Record<string, AttributeSchema> = {};
    const block_types: Record<string, NestedBlockSchema> = {};
    for (const member of members) {
      const struct = structOf(member);
      const shape = struct === undefined ? undefined : this.shapes.get(struct.name);
      if (struct !== undefined && shape?.isBlock === true && !member.computed) {
        block_types[member.name] = this.nested(member, struct.name, shape);
        continue;
      }
      const type = this.type(member);
      if (type === "dynamic") this.missing.push(member.name);
      else attributes[member.name] = { type, ...flagsOf(member) };
    }
    return { attributes, block_types };
  }

  private nested(member: Member, struct: string, shape: BlockShape): NestedBlockSchema {
    const { nesting_mode, single } = shape;
    return {
      nesting_mode,
      block: this.block(this.members(struct)),
      ...(member.required && { min_items: 1 }),
      ...(single && { max_items: 1 }),
    };
  }

  private type(member: Member): TypeExpr {
    const struct = structOf(member);
    if (struct === undefined) return attributeType(member);
    const object: TypeExpr = [
      "object",
      Object.fromEntries(this.members(struct.name).map((m) => [m.name, this.type(m)])),
    ];
    switch (struct.holder) {
      case "OutputReference":
        return object;
      case "List":
        return [struct.set ? "set" : "list", object];
      case "Map":
        return ["map", object];
    }
  }

  private members(struct: string): Member[] {
    const members = this.structs.get(struct);
    if (members === undefined) throw new Error(`the bindings name ${struct} but do not define it`);
    return members;
  }
}

function flagsOf(member: Member): Pick<AttributeSchema, "required" | "optional" | "computed"> {
  const { required, optional, computed } = member;
  return {
    ...(required && { required }),
    ...(optional && { optional }),
    ...(computed && { computed }),
  };
}

interface StructUse {
  name: string;
  holder: "List" | "Map" | "OutputReference";
  set: boolean;
}

/** The struct a member holds (`private _x = new EcsServiceAlarmsOutputReference(this, "alarms")`). */
function structOf(member: Member): StructUse | undefined {
  const created =
    /^ {2}private _\w+ = new ([A-Z]\w*?)(List|Map|OutputReference)\(this, "\w+"(?:, (true|false))?\)/m.exec(
      member.code,
    ) ?? /^ {2}private _\w+\?: ([A-Z]\w*)\[\] \| cdktf\.IResolvable;/m.exec(member.code);
  if (created?.[1] === undefined) return undefined;
  return {
    name: created[1],
    holder: (created[2] ?? "List") as StructUse["holder"],
    set: created[3] === "true",
  };
}

const CLASS = /^export class (\w+) extends cdktf\.(\w+) \{\n([\s\S]*?)^\}/gm;

function classesOf(source: string): { main: Member[]; typeName: string; structs: Structs } {
  const structs: Structs = new Map();
  let main: Member[] | undefined;
  let typeName = "";
  for (const [, name = "", base = "", body = ""] of source.matchAll(CLASS)) {
    if (base === "ComplexObject") {
      structs.set(name.replace(/OutputReference$/, ""), membersOf(body));
    } else if (base === "TerraformProvider") {
      main = membersOf(body).filter(({ name: n }) => n !== "alias");
      typeName = "provider";
    } else if (base === "TerraformResource" || base === "TerraformDataSource") {
      main = membersOf(body);
      typeName = /tfResourceType = "(\w+)"/.exec(body)?.[1] ?? "";
    }
  }
  if (main === undefined || typeName === "") throw new Error("the bindings' file defines no type");
  if (typeName === "provider") {
    addPlainStructs(source, structs);
    markSets(source, [main, ...structs.values()]);
  }
  return { main, typeName, structs };
}

const MEMBER =
  /^ {2}\/\/ (\S+) - computed: (true|false), optional: (true|false), required: (true|false)\n([\s\S]*?)(?=^ {2}\/\/ \S+ - computed: | {2}\/\/ =+\n|$(?![\s\S]))/gm;

function membersOf(body: string): Member[] {
  return [...body.matchAll(MEMBER)].map(
    ([, name = "", computed, optional, required, code = ""]) => ({
      name,
      computed: computed === "true",
      optional: optional === "true",
      required: required === "true",
      code,
    }),
  );
}

/**
 * The provider's own blocks have no output reference class, because nothing can refer to them: their
 * members are in the interface alone, the Terraform names in the link that documents each.
 */
function addPlainStructs(source: string, structs: Structs): void {
  for (const [, name = "", body = ""] of source.matchAll(
    /^export interface (\w+) \{\n([\s\S]*?)^\}/gm,
  )) {
    const members = body.matchAll(/#(\w+) \w+#\w+\}\n {2}\*\/\n {2}readonly (\w+)(\??): ([^;]+);/g);
    structs.set(
      name,
      [...members].map(([, terraformName = "", property = "", optional, type = ""]) => ({
        name: terraformName,
        computed: false,
        optional: optional === "?",
        required: optional !== "?",
        code: `  private _${property}?: ${type};\n`,
      })),
    );
  }
}

/** The provider's arguments have no getter that would tell a set; their HCL mapping does. */
function markSets(source: string, bodies: Member[][]): void {
  const sets = new Set(
    [...source.matchAll(/^ +(\w+): \{\n +value: .*\n +isBlock: false,\n +type: "set"/gm)].map(
      (m) => m[1],
    ),
  );
  for (const member of bodies.flat()) if (sets.has(member.name)) member.isSet = true;
}
