/** One rule a line: a value in JSON and how it stands in HCL. */
import { type Json, printHcl } from "../../../lib/hcl";
import { evaluatedLocals, expectFormatted } from "./fmt";

const local = (value: Json): string =>
  printHcl({ locals: { x: value } }).replace(/^locals \{\n {2}x = ([^]*)\n\}\n$/, "$1");

/** In a template string. */
const VALUES: [rule: string, value: Json, printed: string][] = [
  ["an interpolation alone is an expression", "${var.x}", "var.x"],
  ["text around it makes a template", "a ${var.x}", '"a ${var.x}"'],
  ["two interpolations make a template", "${a.b}${c.d}", '"${a.b}${c.d}"'],
  ["parentheses around everything go", "${((a.b > 1))}", "a.b > 1"],
  ["parentheses that matter stay", "${(a.b + 1) * (a.c + 2)}", "(a.b + 1) * (a.c + 2)"],
  ["number-like text stays text", "1234", '"1234"'],
  ["boolean-like text stays text", "true", '"true"'],
  ["null-like text stays text", "null", '"null"'],
  ["JSON-like text stays text", '{"a":[1]}', '"{\\"a\\":[1]}"'],
  ["an escape stays one", "$${aws:x} %%{y}", '"$${aws:x} %%{y}"'],
  ["three signs are a sign and an escape", "$$${x}", '"$$${x}"'],
  ["signs without a brace are plain", "$5 100% $ $$", '"$5 100% $ $$"'],
  ["quotes and backslashes", 'a"b\\c', '"a\\"b\\\\c"'],
  ["controls", "\u0000\u001b\u007f", '"\\u0000\\u001b\\u007f"'],
  ["what cannot be seen", "\u00a0\u200b\u202e\ufeff", '"\\u00a0\\u200b\\u202e\\ufeff"'],
  ["beyond the basic plane", "\u{e0001}😀", '"\\U000e0001😀"'],
  ["half a surrogate pair", "a\ud800b", '"a\ufffdb"'],
  ["a brace in a string of an expression", '${f("}")}', 'f("}")'],
  ["an escaped quote in one", '${f("a\\"}")}', 'f("a\\"}")'],
  ["a template in one", '${f("a ${g("}")} b")}', 'f("a ${g("}")} b")'],
  ["a string that is all interpolation", '${f("${a.b}", 1)}', "f(a.b, 1)"],
  ["such a string with operators", '${"${a.b + 1}" * 2}', "(a.b + 1) * 2"],
  ["spaces", "${f( a , b )[ 0 ].c}", "f(a, b)[0].c"],
  ["operators", "${a.b==1&&!c.d||e.f>=-2}", "a.b == 1 && !c.d || e.f >= -2"],
  ["a condition", "${a.b?1:2}", "a.b ? 1 : 2"],
  ["splats", "${a.b[ * ].c.*.d}", "a.b[*].c.*.d"],
  ["a for list", "${[for x in a.b:x if x!=null]}", "[for x in a.b : x if x != null]"],
  ["a for object", "${{for k,v in a.b:k=>v...}}", "{ for k, v in a.b : k => v... }"],
  ["a provider's function", "${provider::aws::arn_parse( a.b )}", "provider::aws::arn_parse(a.b)"],
  ["lines become one", "${\n  a.b\n}", "a.b"],
  ["a comment in an expression goes", "${a.b /* why */}", "a.b"],
  ["keys lose quotes", '${f({"a"=1,"b c":2})}', 'f({ a = 1, "b c" = 2 })'],
  ["a key that is a reference", '${f({"${a.b}"=1})}', "f({ (a.b) = 1 })"],
  ["newlines between an object's items", "${f({\n a = 1\n b = 2\n})}", "f({ a = 1, b = 2 })"],
  [
    "jsonencode of two keys",
    '${jsonencode({"a"=1,"b"=2})}',
    "jsonencode({\n    a = 1\n    b = 2\n  })",
  ],
  ["jsonencode of one key", '${jsonencode({"a"=1})}', "jsonencode({ a = 1 })"],
  ["numbers", [0, -1, 1.5, 1e21, 1e-7], "[0, -1, 1.5, 1e21, 1e-7]"],
  ["nothing", [null, "", [], {}], 'null, "", [], {}'],
  ["~ across lines", "a \n\n ${~ 1}", '"a \\n\\n${1}"'],
  ["~ in a line", "a ${~ 1}", '"a ${~1}"'],
  ["a template directive", "%{ if a.b }x%{ endif }", '"%{if a.b}x%{endif}"'],
  ["a brace after an interpolation", "${ {a=1} }-", '"${ { a = 1 } }-"'],
];

test.each(VALUES)("%s", (_, value, printed) => {
  expect(local(value)).toContain(printed);
});

test("terraform fmt has nothing to change in any of them", () => {
  const files = VALUES.map(([, value], n) => [`${n}/main.tf`, printHcl({ locals: { x: value } })]);
  expectFormatted(Object.fromEntries(files) as Record<string, string>);
});

const HEREDOCS: [rule: string, text: string, opening: string][] = [
  ["two lines", "a\nb\n", "<<-EOT"],
  ["lines that are all indented", "  a\n  b\n", "<<EOT"],
  ["a delimiter in the text", "EOT\nEOT2\n", "<<-EOT3"],
  ["an empty line", "a\n\nb\n", "<<-EOT"],
  ["tabs", "a\n\tb\n", "<<-EOT"],
  ["white space alone on a line", "a\n   \nb\n", "<<-EOT"],
  ["~, which trims before indentation is taken off", "a\n  ${~ 1}\n", "<<EOT"],
  ["quotes and backslashes", 'a "b"\n\\n\n', "<<-EOT"],
  ["escapes", "$${a}\n%%{b}\n", "<<-EOT"],
  ["no newline at the end", "a\nb", '"'],
  ["one line", "a\n", '"'],
  ["carriage returns", "a\r\nb\r\n", '"'],
  ["an escape character", "a\n\u001b\n", '"'],
  ["nothing but white space", "\n \n", '"'],
];

test.each(HEREDOCS)("heredoc: %s", (_, text, opening) => {
  expect(local(text).startsWith(opening)).toBe(true);
});

test("what HEREDOCS print has the value that the JSON has", () => {
  const locals = Object.fromEntries(HEREDOCS.map(([, text], n) => [`h${n}`, text]));
  const printed = evaluatedLocals("main.tf", printHcl({ locals }), Object.keys(locals));
  const json = evaluatedLocals("main.tf.json", JSON.stringify({ locals }), Object.keys(locals));
  expect(printed).toEqual(json);
});

test("long lists have one element a line, short ones stay on theirs", () => {
  const names = Array.from({ length: 6 }, (_, n) => `element-number-${n}`);
  expect(local(names.slice(0, 4)).split("\n")).toHaveLength(1);
  expect(local(names).split("\n")).toHaveLength(8);
});

test("a long condition breaks at its operators, in parentheses", () => {
  const name = "a_rather_long_name_for_a_variable";
  expect(local(`\${var.${name} == null || var.${name} == "" || length(var.${name}) > 100}`)).toBe(
    `(\n    var.${name} == null ||\n    var.${name} == "" ||\n    length(var.${name}) > 100\n  )`,
  );
});

test("a long call breaks at its arguments", () => {
  const argument = "module.something.output_of_something_else";
  expect(local(`\${merge(${argument}, ${argument}, ${argument})}`)).toBe(
    `merge(\n    ${argument},\n    ${argument},\n    ${argument}\n  )`,
  );
});

test("the last argument opens on the call's line", () => {
  const call =
    '${merge(local.tags, {Name = "a name", Other = "something else", Third = "the third of them all"})}';
  expect(local(call)).toMatch(/^merge\(local\.tags, \{\n {4}Name {2}= "a name"\n/);
});

test("provisioners keep the order in which they run", () => {
  const provisioner: Json[] = [
    { "remote-exec": { script: "a" } },
    { "local-exec": { command: "b" } },
    { "remote-exec": { script: "c" } },
  ];
  const text = printHcl({ resource: { terraform_data: { x: { provisioner } } } });
  expect(text.match(/"(a|b|c)"/g)).toEqual(['"a"', '"b"', '"c"']);
});

test("a dynamic block stands before or after its static siblings as in the JSON", () => {
  const dynamic = { env: { for_each: [], content: { name: "dynamic" } } };
  const env = [{ name: "static" }];
  const blocks = {
    body: () => ({ argument: (name: string) => (name === "env" ? block : undefined) }),
  };
  const block = { kind: "block", body: { argument: () => undefined } } as const;
  const order = (body: Json): string[] =>
    printHcl({ resource: { x_y: { z: body } } }, { blocks }).match(/static|"dynamic"/g) ?? [];
  expect(order({ dynamic, env })).toEqual(['"dynamic"', "static"]);
  expect(order({ env, dynamic })).toEqual(["static", '"dynamic"']);
});

test("null leaves out a block and keeps an argument", () => {
  const resource = { aws_ecs_service: { x: { alarms: null, name: null } } };
  expect(printHcl({ resource })).toBe('resource "aws_ecs_service" "x" {\n  name = null\n}\n');
});

test("an empty document is empty text", () => {
  expect(printHcl({})).toBe("");
});

test("large and deep documents are printed in linear time", () => {
  const long = Array.from({ length: 200_000 }, (_, n) => n);
  expect(local(long).split("\n")).toHaveLength(200_002);
  let expression = "a.b";
  for (let n = 0; n < 60; n++) expression = `f({ x = "-\${${expression}}" })`;
  expect(local(`\${${expression}}`)).toContain("a.b");
});
