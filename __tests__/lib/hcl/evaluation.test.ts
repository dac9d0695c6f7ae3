/**
 * Terraform itself says that nothing changed: it evaluates random locals once from the JSON and once from
 * the printed HCL.
 */
import fc from "fast-check";
import { printHcl, type TerraformJson } from "../../../lib/hcl";
import { evaluatedLocals, expectFormatted } from "./fmt";
import { seed, templateText } from "./arbitraries";

/** Space of any kind, where an expression allows it. */
const gap = fc.constantFrom("", " ", "  ", "\n", " /* why */ ");

/** Joins pieces of an expression with random white space. */
const spaced = (...pieces: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...pieces.flatMap((piece) => [gap, typeof piece === "string" ? fc.constant(piece) : piece]),
    )
    .map((texts) => texts.join(""));

const quoted = fc
  .array(
    fc.constantFrom(
      "a",
      " ",
      '\\"',
      "\\\\",
      "\\n",
      "\\t",
      "$${x}",
      "%%{y}",
      "}",
      "é",
      "😀",
      "\\u00e9",
      "#",
      "//",
    ),
    {
      maxLength: 5,
    },
  )
  .map((pieces) => `"${pieces.join("")}"`);

type Expressions = {
  number: string;
  text: string;
  flag: string;
  list: string;
  object: string;
};

const depth = { maxDepth: 4, depthSize: "small" } as const;

const expressions = fc.letrec<Expressions>((tie) => ({
  number: fc.oneof(
    depth,
    fc.constantFrom("0", "1", "2.5", "1e3", "local.n"),
    spaced("(", tie("number"), fc.constantFrom("+", " - ", "*"), tie("number"), ")"),
    spaced(" -", tie("number")),
    spaced("max(", tie("number"), ",", tie("number"), ")"),
    spaced("(", tie("flag"), "?", tie("number"), ":", tie("number"), ")"),
    spaced("length(", tie("list"), ")"),
    spaced("[", tie("number"), "][0]"),
  ),
  text: fc.oneof(
    depth,
    quoted,
    fc.constantFrom("local.s", 'local.m["a.b"]', "local.m.k"),
    spaced('join("-",', tie("list"), ")"),
    tie("text").map((inner) => `"\${${inner}}"`),
    fc
      .tuple(tie("text"), tie("number"))
      .map(([text, number]) => `"a \${${text}} b \${ ${number} }"`),
    tie("flag").map(
      (flag) => `"%{ if ${flag.replaceAll("\n", " ")} }yes%{ else ~} no %{~ endif }"`,
    ),
    spaced("(", tie("flag"), "?", tie("text"), ":", tie("text"), ")"),
    spaced("jsonencode(", tie("object"), ")"),
    spaced("jsonencode(", tie("list"), ")"),
  ),
  flag: fc.oneof(
    depth,
    fc.constantFrom("true", "false", "local.f"),
    spaced("!", tie("flag")),
    spaced("(", tie("flag"), fc.constantFrom("&&", "||", "==", "!="), tie("flag"), ")"),
    spaced("(", tie("number"), fc.constantFrom("<", ">=", "==", "!="), tie("number"), ")"),
    spaced("(", tie("text"), "==", tie("text"), ")"),
  ),
  list: fc.oneof(
    depth,
    fc.constantFrom("local.l", "[]", "local.o[*].x"),
    spaced("[", tie("text"), ",", tie("text"), "]"),
    spaced("[", tie("text"), ",", tie("text"), ",", "]"),
    spaced("concat(", tie("list"), ",", tie("list"), ")"),
    spaced(
      "[for",
      " x in ",
      tie("list"),
      ":",
      fc.constantFrom("x", "upper(x)", '"<${x}>"'),
      ' if x!="q"',
      "]",
    ),
  ),
  object: fc.oneof(
    depth,
    fc.constantFrom("{}", "local.m"),
    fc
      .tuple(
        tie("text"),
        tie("number"),
        tie("list"),
        fc.constantFrom(" = ", "=", ":"),
        fc.constantFrom(",", ",\n"),
      )
      .map(
        ([text, number, list, is, comma]) =>
          `{ a${is}(${text})${comma} "b-c"${is}(${number})${comma}"d e"${is}(${list})${comma} }`,
      ),
    tie("object").map(
      (object) => `{ a = 1, nested = (${object}), "\${local.s}" = 2, (local.n) = 3 }`,
    ),
    tie("object").map((object) => `merge(${object}, { "z" = "1" })`),
    tie("list").map((list) => `{for i, x in ${list} : i=>x...}`),
  ),
}));

const anyExpression = fc
  .oneof(
    expressions.number,
    expressions.text,
    expressions.flag,
    expressions.list,
    expressions.object,
  )
  .map((text) => `\${${text}}`);

/**
 * Only the text. Without two things that Terraform's JSON reader does against its own specification, and
 * HCL does not: after a lone carriage return it takes `${` for text, and it drops a byte order mark.
 */
function withoutTemplates(text: string): string {
  return text.replace(/\$\{[^]*?\}|[$%]|\r(?!\n)|\ufeff/g, "");
}

const template = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: templateText.map(withoutTemplates) },
      { weight: 2, arbitrary: expressions.text.map((text) => `\${${text}}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          "${~ 1}",
          "${1 ~}",
          "${~ local.s ~}",
          "\n",
          "\n  ",
          "$${",
          "%%{",
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          "%{ if local.f ~}\n a\n%{ else }b%{ endif ~}\n",
          "%{for x in local.l ~}\n- ${x}\n%{ endfor ~}\n",
        ),
      },
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(""));

const FIXED = {
  n: 3,
  s: "text",
  f: true,
  l: ["p", "q", "r"],
  m: { "a.b": "dotted", k: "v" },
  o: [{ x: "1" }, { x: "2" }],
};

/** Locals that Terraform can evaluate: those it refuses even as JSON are left out by asking it. */
function check(texts: readonly string[]): void {
  const locals = Object.fromEntries(texts.map((text, n) => [`v${n}`, text]));
  const document: TerraformJson = { locals: { ...FIXED, ...locals } };
  const printed = printHcl(document);
  expectFormatted({ "main.tf": printed });
  const names = Object.keys(locals);
  const fromJson = evaluatedLocals("main.tf.json", JSON.stringify(document), names);
  const fromHcl = evaluatedLocals("main.tf", printed, names);
  expect(fromHcl).toEqual(fromJson);
}

test("expressions keep their value", () => {
  check(fc.sample(anyExpression, { numRuns: 150, seed }));
});

test("texts and templates keep their value", () => {
  check(fc.sample(template, { numRuns: 150, seed }));
});

test("an expression that was printed prints the same again", () => {
  const local = (text: string): string =>
    printHcl({ locals: { x: text } }).replace(/^locals \{\n {2}x = ([^]*)\n\}\n$/, "$1");
  for (const text of fc.sample(anyExpression, { numRuns: 150, seed })) {
    const first = local(text);
    expect(local(`\${${first}}`)).toBe(first);
  }
});
