import { typeChanges } from "../../../lib/release/type-changes";

const said = (before: string, after: string) =>
  typeChanges("variable v", before, after).map(({ bump, text }) => `${bump}: ${text}`);

describe("typeChanges", () => {
  it.each<[string, string, string, string[]]>([
    ["spacing", "object({\n  a = string\n})", "object({ a = string })", []],
    [
      "the order of attributes",
      "object({ a = string, b = bool })",
      "object({ b = bool, a = string })",
      [],
    ],
    ["a conversion", "number", "string", ["major: variable v: its type number became string"]],
    ["any", "string", "any", ["major: variable v: its type string became any"]],
    [
      "a collection",
      "list(string)",
      "set(string)",
      ["major: variable v: its type list(string) became set(string)"],
    ],
    [
      "an element",
      "list(string)",
      "list(number)",
      ["major: variable v[*]: its type string became number"],
    ],
    [
      "an optional attribute",
      "object({ a = string })",
      "object({ a = string, b = optional(number, 7) })",
      ["minor: variable v.b is new, and optional"],
    ],
    [
      "an optional attribute inside a list",
      "list(object({ a = string }))",
      'list(object({ a = string, b = optional(list(string), ["x, y"]) }))',
      ["minor: variable v[*].b is new, and optional"],
    ],
    [
      "a required attribute",
      "object({ a = string })",
      "object({ a = string, b = number })",
      ["major: variable v.b is new and required"],
    ],
    [
      "an attribute that is gone",
      "object({ a = string, b = optional(number) })",
      "object({ a = string })",
      ["major: variable v.b is gone: Terraform drops it without a word"],
    ],
    [
      "an attribute that became required",
      "object({ a = optional(string) })",
      "object({ a = string })",
      ["major: variable v.a became required"],
    ],
    [
      "an attribute that became optional",
      "object({ a = string })",
      "object({ a = optional(string) })",
      ["minor: variable v.a need not be set any more"],
    ],
    [
      "an attribute's default",
      "object({ a = optional(number, 1) })",
      "object({ a = optional(number, 2) })",
      ["minor: variable v.a: its default 1 became 2, for all who do not set it"],
    ],
    [
      "an attribute's type",
      "object({ a = optional(object({ b = string })) })",
      "object({ a = optional(object({ b = bool })) })",
      ["major: variable v.a.b: its type string became bool"],
    ],
    [
      "what is no HCL",
      "object({",
      "object((",
      ["major: variable v: its type object({ became object(("],
    ],
  ])("judges %s", (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });
});
