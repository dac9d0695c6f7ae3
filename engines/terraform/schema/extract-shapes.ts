import type { NestingMode } from "./model";

/** What the mapping functions of a struct say about the member that holds it. */
export interface BlockShape {
  /** A real block, not an attribute of object type (`aws_security_group.ingress` is the latter). */
  isBlock: boolean;
  nesting_mode: NestingMode;
  /** A list that may hold one element only. */
  single: boolean;
}

const HCL_ENTRY =
  /value: (?:struct!\.\w+ === undefined \? null : )?(?:cdktf\.(listMapperHcl|hashMapperHcl)\()?([a-z]\w*)ToHclTerraform\b.*\n +isBlock: true,\n +type: "(\w+)"/g;

/**
 * The shape of each struct in a source file, by the struct's name.
 *
 * `synthesizeHclAttributes` tells list, set or single; `isBlock` there is true for attributes of
 * object type too, and only the second argument of `listMapper` tells those from blocks. A block
 * that may occur once is mapped without `listMapper` but still called a list.
 */
export function blockShapes(source: string): Map<string, BlockShape> {
  const mapped = new Map<string, boolean>();
  for (const [, name = "", block] of source.matchAll(
    /listMapper\((\w+)ToTerraform, (true|false)\)/g,
  )) {
    mapped.set(name, block === "true");
  }
  const shapes = new Map<string, BlockShape>();
  for (const [, mapper, name = "", type = ""] of source.matchAll(HCL_ENTRY)) {
    shapes.set(name.charAt(0).toUpperCase() + name.slice(1), {
      // AWS has no blocks in maps: what the bindings map by key is an attribute.
      isBlock: mapper === undefined || (mapper === "listMapperHcl" && mapped.get(name) === true),
      nesting_mode: nestingMode(type),
      single: mapper === undefined && type !== "struct",
    });
  }
  return shapes;
}

function nestingMode(type: string): NestingMode {
  switch (type) {
    case "list":
    case "set":
    case "map":
      return type;
    case "struct":
      return "single";
    default:
      throw new Error(`the bindings call a block "${type}", expected list, set, map or struct`);
  }
}
