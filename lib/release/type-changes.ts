import type { Change } from "./bump";
import { type Attribute, parseType, type TypeTree, typeText } from "./type-expression";

/**
 * What a new type means to those who set the variable. Only objects can grow without breaking anybody: an
 * attribute more, if it is `optional()`, or one that need not be set any more. Everything else is major, also
 * where Terraform would convert the value, because it then means something else.
 *
 * @param name what is told about, such as `variable external_cache`
 */
export function typeChanges(name: string, before: string, after: string): Change[] {
  if (typeText(before) === typeText(after)) return [];
  return compare(name, parseType(before), parseType(after));
}

function compare(name: string, before: TypeTree, after: TypeTree): Change[] {
  if (before.kind === "object" && after.kind === "object") {
    return attributeChanges(name, before.attributes, after.attributes);
  }
  if (before.kind === "collection" && after.kind === "collection" && before.of === after.of) {
    return compare(`${name}[*]`, before.element, after.element);
  }
  if (before.kind === "plain" && after.kind === "plain" && before.text === after.text) return [];
  return [{ bump: "major", text: `${name}: its type ${word(before)} became ${word(after)}` }];
}

function attributeChanges(
  name: string,
  before: ReadonlyMap<string, Attribute>,
  after: ReadonlyMap<string, Attribute>,
): Change[] {
  const gone = [...before.keys()].filter((key) => !after.has(key));
  return [
    ...gone.map((key): Change => {
      return { bump: "major", text: `${name}.${key} is gone: Terraform drops it without a word` };
    }),
    ...[...after].flatMap(([key, now]) => attributeChange(`${name}.${key}`, before.get(key), now)),
  ];
}

function attributeChange(name: string, before: Attribute | undefined, after: Attribute): Change[] {
  if (!before) {
    return after.optional
      ? [{ bump: "minor", text: `${name} is new, and optional` }]
      : [{ bump: "major", text: `${name} is new and required` }];
  }
  const changes = compare(name, before.type, after.type);
  if (before.optional && !after.optional) {
    changes.push({ bump: "major", text: `${name} became required` });
  } else if (!before.optional && after.optional) {
    changes.push({ bump: "minor", text: `${name} need not be set any more` });
  } else if (before.default !== after.default) {
    const [old = "null", now = "null"] = [before.default, after.default];
    const text = `${name}: its default ${old} became ${now}, for all who do not set it`;
    changes.push({ bump: "minor", text });
  }
  return changes;
}

function word(type: TypeTree): string {
  switch (type.kind) {
    case "plain":
      return type.text;
    case "collection":
      return `${type.of}(${word(type.element)})`;
    case "object":
      return "object({…})";
  }
}
