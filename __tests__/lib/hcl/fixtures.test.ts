/**
 * Whole documents, one folder a case: input.json is printed as expected.tf. To accept a change, print the
 * input again (`npm run --silent hcl -- input.json > expected.tf`) and read the difference.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { bindingKnowledge } from "../../../lib/bindings";
import { builtInKnowledge } from "../../../lib/hcl/knowledge";
import { firstKnown, type Json, printHcl, type TerraformJson } from "../../../lib/hcl";
import { fromDialect, inDialect, sorted } from "./dialect";
import { expectFormatted } from "./fmt";

const FOLDER = join(__dirname, "fixtures");
const cases = readdirSync(FOLDER);
const knowledge = firstKnown(builtInKnowledge, bindingKnowledge);

const input = (name: string): TerraformJson =>
  JSON.parse(readFileSync(join(FOLDER, name, "input.json"), "utf8")) as TerraformJson;
const expected = (name: string): string => readFileSync(join(FOLDER, name, "expected.tf"), "utf8");

test.each(cases)("%s is printed as expected", (name) => {
  expect(printHcl(input(name))).toBe(expected(name));
});

test("terraform fmt has nothing to change", () => {
  expectFormatted(Object.fromEntries(cases.map((name) => [`${name}/main.tf`, expected(name)])));
});

/** Expressions without what the printer may change: white space, commas, outer parentheses. */
const bare = (value: Json): Json =>
  JSON.parse(JSON.stringify(value), (_, text: Json) =>
    typeof text === "string" && /^\$\{[^]*\}$/.test(text)
      ? text.replace(/[\s,]/g, "").replace(/^\$\{\((.*)\)\}$/, "${$1}")
      : text,
  ) as Json;

/** hcl2json keeps the parentheses of a key, and `terraform fmt` wants directives without spaces. */
const respelled = (document: TerraformJson): TerraformJson =>
  JSON.parse(
    JSON.stringify(document)
      .replace('"${var.key}"', '"${(var.key)}"')
      .replace("%{ if var.x }yes%{ else }no%{ endif }", "%{if var.x}yes%{else}no%{endif}"),
  ) as TerraformJson;

test.each(cases)("%s, parsed back, is the document", async (name) => {
  const document = respelled(input(name));
  const parsed = (await parse("main.tf", expected(name))) as Json;
  expect(bare(sorted(parsed))).toEqual(bare(sorted(inDialect(document, knowledge))));
});

test.each(cases)("%s, printed, parsed and printed again, gives the same bytes", async (name) => {
  const first = printHcl(withoutComments(sorted(input(name) as Json)) as TerraformJson);
  const again = fromDialect((await parse("main.tf", first)) as TerraformJson);
  expect(printHcl(again)).toBe(first);
});

/** Comments do not survive hcl2json. */
function withoutComments(value: Json, key = ""): Json {
  if (Array.isArray(value)) return value.map((element) => withoutComments(element));
  if (typeof value !== "object" || value === null || key === "map") return value;
  const entries = Object.entries(value).filter(([name]) => name !== "//");
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutComments(inner, name)]));
}
