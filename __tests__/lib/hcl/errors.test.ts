/** What is not Terraform JSON is refused, with its address, what was found and what to do. */
import { HclError, type Json, printHcl, type TerraformJson } from "../../../lib/hcl";

const resource = (body: Json, type = "aws_ecs_service"): TerraformJson => ({
  resource: { [type]: { web: body } },
});
const variable = (body: Json): TerraformJson => ({ variable: { x: body } });

let deep: Json = "bottom";
for (let n = 0; n < 100_000; n++) deep = [deep];

const REFUSED: [what: string, document: unknown, message: RegExp][] = [
  ["a list at the root", [], /^a Terraform JSON document is an object, got \[\]/],
  ["text at the root", "x", /^a Terraform JSON document is an object/],
  [
    "an unknown section",
    { resources: {} },
    /^resources: is not a section of Terraform: use one of terraform,/,
  ],
  ["a section that is text", { resource: "x" }, /^resource: must be a block .* got "x"/],
  ["a type that is text", { resource: { aws_x: "x" } }, /^resource\.aws_x: must be a block/],
  [
    "a body that is text",
    { resource: { aws_x: { y: "x" } } },
    /^resource\.aws_x\.y: must be a block/,
  ],
  [
    "a list with something else than blocks",
    { locals: [1] },
    /^locals: must be a list of blocks .* has 1/,
  ],
  [
    "a label that is no name",
    { resource: { aws_x: { "a b": {} } } },
    /^resource\.aws_x\.a b: "a b" is not a name/,
  ],
  ["a local that is no name", { locals: { "1a": 1 } }, /^local\.1a: "1a" is not a name/],
  ["an argument that is no name", resource({ "a.b": 1 }), /web\.a\.b: "a\.b" is not a name/],
  [
    "the same address twice",
    { variable: [{ x: {} }, { x: {} }] },
    /^variable\.x: is declared twice/,
  ],
  [
    "an object nobody knows",
    resource({ z: { q: 1 } }, "random_thing"),
    /^resource\.random_thing\.web: "z" is \{"q":1\}, and nothing tells .* block or an argument: install .* schema/,
  ],
  [
    "a list of objects nobody knows",
    resource({ zz: [{}] }),
    /^resource\.aws_ecs_service\.web: "zz" is \[\{\}\]/,
  ],
  [
    "an expression for a block",
    resource({ load_balancer: "${var.x}" }),
    /web\.load_balancer: is a block.*use dynamic "load_balancer"/,
  ],
  ["a number for a block", resource({ load_balancer: 1 }), /web\.load_balancer: must be a block/],
  [
    "dynamic without for_each",
    resource({ dynamic: { load_balancer: { content: {} } } }),
    /dynamic\.load_balancer: must have for_each/,
  ],
  [
    "dynamic without content",
    resource({ dynamic: { load_balancer: { for_each: [] } } }),
    /must have one content block, got 0/,
  ],
  [
    "an unknown key of dynamic",
    resource({ dynamic: { a: { for_eech: 1 } } }),
    /"for_eech" is not known here: use one of for_each/,
  ],
  [
    "an iterator that is no name",
    resource({ dynamic: { a: { for_each: [], content: {}, iterator: "a.b" } } }),
    /iterator must be a name, got "a\.b"/,
  ],
  [
    "depends_on that is text",
    resource({ depends_on: "a.b" }),
    /web\.depends_on: must be a list of references, got "a\.b"/,
  ],
  [
    "depends_on with an expression",
    resource({ depends_on: ["f(a)"] }),
    /must be a reference such as .*got "f\(a\)"/,
  ],
  ["provider with a space", resource({ provider: "aws east" }), /provider must be a reference/],
  [
    "an unknown key of lifecycle",
    resource({ lifecycle: { ignore: [] } }),
    /lifecycle: "ignore" is not known here/,
  ],
  [
    "a boolean that is text",
    resource({ lifecycle: { prevent_destroy: "yes" } }),
    /prevent_destroy: must be true or false, got "yes"/,
  ],
  [
    "a condition without a message",
    resource({ lifecycle: { precondition: { condition: true } } }),
    /must have error_message/,
  ],
  [
    "an unknown keyword",
    resource({ provisioner: { "local-exec": { when: "later" } } }),
    /when must be create or destroy, got "later"/,
  ],
  [
    "an object in a connection",
    resource({ connection: { a: { b: 1 } } }),
    /connection: "a" must be a value/,
  ],
  [
    "sensitive that is text",
    variable({ sensitive: "maybe" }),
    /^variable\.x\.sensitive: must be true or false, got "maybe"/,
  ],
  [
    "an unknown key of a variable",
    variable({ defualt: 1 }),
    /^variable\.x: "defualt" is not known here: use one of description, type, default/,
  ],
  [
    "a type that is no expression",
    variable({ type: "list(string" }),
    /^variable\.x\.type: "\(" is not closed/,
  ],
  [
    "a type that is a list",
    variable({ type: ["string"] }),
    /^variable\.x\.type: must be a type such as/,
  ],
  [
    "a description that is a number",
    variable({ description: 1 }),
    /^variable\.x\.description: must be text, got 1/,
  ],
  ["an output without a value", { output: { o: {} } }, /^output\.o: must have a value/],
  ["a module without a source", { module: { m: {} } }, /^module\.m: must have a source/],
  [
    "providers that are a list",
    { module: { m: { source: ".", providers: [] } } },
    /^module\.m\.providers: must map/,
  ],
  [
    "an unknown key of terraform",
    { terraform: { require_version: "1" } },
    /^terraform: "require_version" is not known/,
  ],
  [
    "an unknown key of a required provider",
    { terraform: { required_providers: { aws: { versoin: "1" } } } },
    /^terraform\.required_providers\.aws: "versoin" is not known/,
  ],
  [
    "an object in a backend",
    { terraform: { backend: { s3: { foo: {} } } } },
    /backend\.s3: "foo" is \{\}, but it is not known/,
  ],
  [
    "moved without to",
    { moved: [{ from: "a.b", to: "a.c" }, { from: "a.b" }] },
    /^moved\[1\]: must have to/,
  ],
  ["an unknown key of moved", { moved: { form: "a.b" } }, /^moved: "form" is not known here/],
  [
    "removed with more than destroy",
    { removed: { from: "a.b", lifecycle: { ignore_changes: [] } } },
    /^removed\.lifecycle: "ignore_changes"/,
  ],
  ["a check without an assertion", { check: { c: {} } }, /^check\.c: must have an assert block/],
  [
    "an alias that is a list",
    { provider: { aws: { alias: [] } } },
    /^provider\.aws: alias must be text/,
  ],
  [
    "an interpolation that does not end",
    { locals: { x: "a ${b" } },
    /^local\.x: "\$\{" has no closing brace \(write "\$\$\{" for the plain text\) in "a \$\{b"/,
  ],
  [
    "a directive that does not end",
    { locals: { x: "50%{x" } },
    /"%\{" has no closing brace \(write "%%\{"/,
  ],
  ["an interpolation of nothing", { locals: { x: "${ }" } }, /^local\.x: "\$\{\}" is empty/],
  [
    "a string in it that does not end",
    { locals: { x: '${f("a)}' } },
    /a quoted string does not end/,
  ],
  ["brackets that do not match", { locals: { x: "${f(a]}" } }, /"\]" closes nothing/],
  [
    "a character of no language",
    { locals: { x: "${a ; b}" } },
    /";" is not part of any HCL expression/,
  ],
  [
    "a heredoc in an expression",
    { locals: { x: "${f(<<EOT\na\nEOT\n)}" } },
    /a heredoc inside an expression is not supported/,
  ],
  ["an object without =", { locals: { x: "${f({ a b })}" } }, /has no "=" after a b/],
  [
    "a nested value's address",
    { locals: { x: { y: ["${"] } } },
    /^local\.x: "\$\{" has no closing brace/,
  ],
  ["nesting without end", { locals: { x: deep } }, /^locals\.x\.0\.0: nests more than 200 levels/],
  [
    "templates nested without end",
    { locals: { x: `\${${'"${'.repeat(300)}` } },
    /more than 200 nested brackets/,
  ],
  ["a number JSON cannot hold", { locals: { x: Infinity } }, /^locals\.x: has the number Infinity/],
  [
    "a value that is not JSON",
    { locals: { x: undefined } },
    /^locals\.x: is undefined, which is not JSON/,
  ],
  [
    "a comment that is a number",
    { locals: { "//": { comment: 1 } } },
    /a comment must be text or a list of texts, got 1/,
  ],
  [
    "a comment on nothing",
    { locals: { "//": { arguments: { y: "why" } }, x: 1 } },
    /^locals: "\/\/"\.arguments has a comment on "y", which is not there/,
  ],
  [
    "an unknown kind of comment",
    { locals: { "//": { comment: "a", coment: "b" } } },
    /"\/\/" has no "coment"/,
  ],
  [
    "comments on arguments at the root",
    { "//": { arguments: { a: "b" } } },
    /at the root there are no arguments/,
  ],
];

test.each(REFUSED)("refused: %s", (_, document, message) => {
  const print = (): string => printHcl(document as TerraformJson);
  expect(print).toThrow(HclError);
  expect(print).toThrow(message);
});

test("the error knows its address", () => {
  const address = (): string => {
    try {
      return printHcl(variable({ nullable: 1 }));
    } catch (error) {
      return error instanceof HclError ? error.address : "another error";
    }
  };
  expect(address()).toBe("variable.x.nullable");
});

test("a message is one line, however large the value", () => {
  const long = { text: "line\n".repeat(1000) };
  const print = (): string => printHcl(resource({ zz: long }));
  expect(print).toThrow(/^[^\n]{1,400}$/);
});

test.each([["toString"], ["constructor"], ["__proto__"], ["hasOwnProperty"]])(
  "%s is a name like any other",
  (name) => {
    const document = JSON.parse(
      `{"resource":{"aws_x":{"${name}":{"${name}":1}}},"locals":{"${name}":{"${name}":1}}}`,
    ) as TerraformJson;
    expect(printHcl(document)).toContain(`resource "aws_x" "${name}" {\n  ${name} = 1\n}`);
    expect(printHcl(document)).toContain(`  ${name} = {\n    ${name} = 1\n  }`);
  },
);
