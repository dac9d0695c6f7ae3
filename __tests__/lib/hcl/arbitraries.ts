/** Random Terraform JSON that is valid, and as nasty as valid JSON can be. */
import fc from "fast-check";
import {
  type BlockKnowledge,
  type BodyKnowledge,
  type Json,
  type TerraformJson,
} from "../../../lib/hcl";

/** Stands for an interpolation until the text around it has been made harmless. */
const HOLE = "\ue000";

const nasty = [
  ..."$ % { } ~ \" ' \\ # / * , = : . - _ 0 é 😀 \u3000".split(" "),
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\r",
  "\u0000",
  "\u001b",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "\u202e",
  "e\u0301",
  "👩‍👩‍👧",
  "$${x}",
  "%%{x}",
  "$$$",
  "\\n",
  "\\u00e9",
  "EOT",
  "EOT\n",
  "\n    ",
  "1234",
  "true",
  "null",
  '{"a": 1}',
  "[]",
  "<<-EOT",
  "//",
  "/*",
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...nasty) },
  { weight: 3, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) },
);

/** A `${` or `%{` that nobody meant is no valid template, so its sign is doubled. */
function harmless(text: string): string {
  return text
    .replaceAll(HOLE, "")
    .replace(/(?<!\$)\$\{|(?<!%)%\{/g, (marker) => marker.charAt(0) + marker);
}

/** Text without templates, where `${` is only text. */
export const plainText = fc
  .array(piece, { maxLength: 8 })
  .map((pieces) => pieces.join("").replaceAll(HOLE, ""));

/** The interpolations that random templates are made of, spaced as they are printed. */
export const interpolations = [
  "${var.x}",
  "${local.a[0]}",
  '${var.m["a.b"]}',
  '${format("%s-%d", var.a, 1)}',
  "${a.b[*].id}",
  "%{if var.x}yes%{else}no%{endif}",
  '${f("}", "a ${b} \\"c\\"", { a = "${c}d" })}',
  "${!var.x && -1 < 2}",
  "${[for k, v in var.m : k if v != null]}",
];

/** Text with templates in it. */
export const templateText = fc
  .array(fc.oneof({ weight: 4, arbitrary: piece }, { weight: 1, arbitrary: fc.constant(HOLE) }), {
    maxLength: 8,
  })
  .chain((pieces) =>
    fc.array(fc.constantFrom(...interpolations), { minLength: 8, maxLength: 8 }).map((chosen) => {
      let next = 0;
      return pieces
        .join("")
        .split(HOLE)
        .map(harmless)
        .reduce((text, part) => {
          // `$` and `${x}` side by side would be the escape, so they are kept apart.
          const glue = /[$%]$/.test(text) ? " " : "";
          return text + glue + (chosen[next++] ?? "") + part;
        });
    }),
  );

const key = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(
        "a",
        "b_c",
        "d-e",
        "for",
        "null",
        "true",
        "if",
        "1",
        "",
        "a.b",
        "a b",
        "ü",
        "//",
      ),
      text,
    )
    .map((name) => name.normalize("NFC"))
    // `__proto__` is no key in JavaScript; a whole `${x}` has a test of its own.
    .filter((name) => name !== "__proto__" && !/^\$\{[^]*\}$/.test(name));

/**
 * The same documents in every run, so that a commit has one verdict. Set HCL_SEED to look for more.
 */
export const seed = Number(process.env.HCL_SEED ?? 1);

const number = fc.oneof(
  fc.integer(),
  // Without -0, which JSON has no text for.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  fc.constantFrom(0, -1, 1e21, -2.5e-7, 2 ** 53, 1e100),
);

/** A JSON value of an argument, whose texts and keys come from `text`. */
export function value(text: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(text, number, fc.boolean(), fc.constant(null)),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(key(text), tie("tree"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  return tree;
}

/** A made-up provider: what begins with `block` is a block, everything else an argument. */
const body: BodyKnowledge = {
  argument: (name) => (name.startsWith("block") ? { kind: "block", body } : { kind: "attribute" }),
};

/** Knowledge of the made-up provider. */
export const fakeBlocks: BlockKnowledge = { body: () => body };

const argument = fc.constantFrom("name", "tags", "arn", "alpha", "zeta", "location", "count");

const blockBody = (depth: number): fc.Arbitrary<Json> => {
  const fields = fc.dictionary(argument, value(templateText), {
    maxKeys: 4,
    noNullPrototype: true,
  });
  if (depth === 0) return fields;
  const inner = blockBody(depth - 1);
  const nested = fc.dictionary(
    fc.constantFrom("block", "block_a", "block_b"),
    fc.oneof(inner, fc.array(inner, { maxLength: 3 })),
    { maxKeys: 2, noNullPrototype: true },
  );
  return fc.tuple(fields, nested).map(([own, blocks]) => ({ ...(own as object), ...blocks }));
};

const label = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/);

const named = (content: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.dictionary(label, content, { minKeys: 1, maxKeys: 3, noNullPrototype: true });

/** A whole document. */
export const document: fc.Arbitrary<TerraformJson> = fc.record(
  {
    locals: fc.dictionary(label, value(templateText), { maxKeys: 6, noNullPrototype: true }),
    variable: named(
      fc.record(
        {
          description: plainText,
          type: fc.constantFrom("string", "list(string)", "any"),
          default: value(plainText),
          nullable: fc.boolean(),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
    ),
    output: named(
      fc.record(
        { value: value(templateText), description: plainText, sensitive: fc.boolean() },
        { requiredKeys: ["value"], noNullPrototype: true },
      ),
    ),
    resource: named(named(blockBody(2))).map((types) =>
      Object.fromEntries(
        Object.entries(types as object).map(([type, inner]) => [`x_${type}`, inner as Json]),
      ),
    ),
    module: named(
      fc
        .tuple(
          plainText,
          fc.dictionary(argument, value(templateText), { maxKeys: 4, noNullPrototype: true }),
        )
        .map(([source, inputs]) => ({ source, ...inputs })),
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
