import type { TypeExpr } from "./model";

/** Types by the getter that reads them. `Fn.tolist(…)` is wrapped round what Terraform keeps as a set. */
const BY_GETTER: Record<string, TypeExpr> = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "bool",
  getListAttribute: ["list", "string"],
  getNumberListAttribute: ["list", "number"],
  getStringMapAttribute: ["map", "string"],
  getNumberMapAttribute: ["map", "number"],
  getBooleanMapAttribute: ["map", "bool"],
};

/** Types by the class of a computed map. */
const BY_MAP_CLASS: Record<string, TypeExpr> = {
  StringMap: ["map", "string"],
  NumberMap: ["map", "number"],
  BooleanMap: ["map", "bool"],
};

/** Types by how TypeScript declares the value, where no getter tells. */
const BY_DECLARATION: Record<string, TypeExpr> = {
  string: "string",
  number: "number",
  "boolean | cdktf.IResolvable": "bool",
  "string[]": ["list", "string"],
  "number[]": ["list", "number"],
  "{ [key: string]: string }": ["map", "string"],
  "{ [key: string]: string }[] | cdktf.IResolvable": ["list", ["map", "string"]],
  "{ [key: string]: { [key: string]: string } } | cdktf.IResolvable": ["map", ["map", "string"]],
  "string[][] | cdktf.IResolvable": ["list", ["list", "string"]],
  any: "dynamic",
};

/** The type of a member that holds no nested class of its own; `dynamic` where the bindings give up. */
export function attributeType(member: { name: string; code: string; isSet?: boolean }): TypeExpr {
  const type = listType(member);
  const isSet = member.isSet ?? /cdktf\.Fn\.tolist\(this\./.test(member.code);
  return isSet && Array.isArray(type) && type[0] === "list" ? ["set", type[1]] : type;
}

function listType({ name, code }: { name: string; code: string }): TypeExpr {
  const getter = /this\.(get\w+)\('/.exec(code)?.[1];
  const mapClass = /= new cdktf\.(\w+)\(/.exec(code)?.[1];
  const declared = /^ {2}private _\w+\?: (.+?); ?$/m.exec(code)?.[1];
  const found =
    (getter !== undefined && BY_GETTER[getter]) ||
    (mapClass !== undefined && BY_MAP_CLASS[mapClass]) ||
    (declared !== undefined && BY_DECLARATION[declared]);
  if (found) return found;
  if (code.includes("this.interpolationForAttribute(")) return "dynamic";
  throw new Error(`${name}: cannot tell its type from the bindings:\n${code.slice(0, 300)}`);
}
