import { fragmentsByPart, isObject, textOf } from "./fragments";
import { markerLine } from "./marker";
import type { ModuleStack } from "./module-stack";

/** What a construct that wraps a module needs to know of it. */
export interface PropsOptions {
  /** Name of the interface of the props, such as `LangfuseAwsProps`. */
  readonly name: string;

  /** The file that a maintainer edits to change the variables, from the root of the repository. */
  readonly source: string;
}

interface Property {
  readonly name: string;
  readonly type: string;
  readonly lines: readonly string[];
  readonly isOptional: boolean;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  bool: "boolean | IResolvable",
  "list(string)": "string[]",
  "list(number)": "number[]",
  "map(string)": "Record<string, string>",
};

/** A member of an `object({…})`, one to a line. */
const MEMBER = /^(\w+)\s*=\s*(?:optional\((\w+)(?:,\s*(.+))?\)|(\w+))$/;

/**
 * TypeScript for the variables of a module: an interface with a property for each, and which of them are
 * objects. Written for users of cdktf, whose editors then know what the module takes.
 *
 * @throws Error for a type of variable that it has no TypeScript for
 */
export function propsSource(stack: ModuleStack, { name, source }: PropsOptions): string {
  const variables = [...fragmentsByPart(stack).values()]
    .flat()
    .flatMap((fragment) => (isObject(fragment.variable) ? Object.entries(fragment.variable) : []));
  const nested: string[] = [];
  const properties = variables.map(([variable, body]): Property => {
    const type = isObject(body) ? textOf(body.type) : "";
    const isOptional = isObject(body) && "default" in body;
    return {
      name: camelCase(variable),
      type: SCALARS[type] ?? objectType(variable, type, name, nested),
      lines: [
        ...wrap(isObject(body) ? `${textOf(body.description)}.` : ""),
        ...(isObject(body) && isOptional ? ["", `@default ${JSON.stringify(body.default)}`] : []),
      ],
      isOptional,
    };
  });
  const objects = variables.flatMap(([variable, body]) =>
    isObject(body) && textOf(body.type).startsWith("object(") ? [variable] : [],
  );
  return [
    `// ${markerLine(source)}`,
    `import type { IResolvable } from "cdktf";`,
    "",
    ...nested,
    `/** The variables of ${stack.moduleName}. */`,
    interfaceText(name, properties),
    "/** Variables that are objects, whose members are named as in Terraform too. */",
    `export const OBJECT_VARIABLES: readonly string[] = ${JSON.stringify(objects)};`,
    "",
  ].join("\n");
}

function objectType(variable: string, type: string, prefix: string, nested: string[]): string {
  const inner = /^object\(\{([^]*)\}\)$/.exec(type)?.[1];
  if (inner === undefined) throw new Error(`variable ${variable}: no TypeScript for type ${type}`);
  const name = `${prefix.replace(/Props$/, "")}${pascalCase(variable)}`;
  const members = inner.split("\n").map((line) => line.trim());
  const properties = members
    .filter((line) => line !== "")
    .map((line): Property => {
      const [, member, optional, fallback, required] = MEMBER.exec(line) ?? [];
      const scalar = SCALARS[optional ?? required ?? ""];
      if (member === undefined || scalar === undefined) {
        throw new Error(`variable ${variable}: no TypeScript for ${line}`);
      }
      const hint = optional === undefined ? [] : [`@default ${fallback ?? "null"}`];
      return { name: camelCase(member), type: scalar, lines: hint, isOptional: hint.length > 0 };
    });
  nested.push(`/** See the variable \`${variable}\`. */`, interfaceText(name, properties));
  return name;
}

function interfaceText(name: string, properties: readonly Property[]): string {
  const body = properties.flatMap((property) => [
    ...docComment(property.lines),
    `  readonly ${property.name}${property.isOptional ? "?" : ""}: ${property.type};`,
    "",
  ]);
  return [`export interface ${name} {`, ...body.slice(0, -1), "}", ""].join("\n");
}

function docComment(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`  /** ${lines[0]} */`];
  return ["  /**", ...lines.map((line) => `   * ${line}`.trimEnd()), "   */"];
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.replace(/\*\//g, "* /").split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 95) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(name: string): string {
  return camelCase(`_${name}`);
}
