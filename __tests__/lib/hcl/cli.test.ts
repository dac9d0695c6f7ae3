/** `npm run hcl`: HCL on standard output, or exit code 2 and one line on standard error. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inFolder } from "./fmt";

const ROOT = join(__dirname, "../../..");

function hcl(args: readonly string[], input = "") {
  const node = ["-r", "tsx/cjs", join(ROOT, "scripts/hcl.ts"), ...args];
  const run = spawnSync(process.execPath, node, { cwd: ROOT, input, encoding: "utf8" });
  return { code: run.status, out: run.stdout, error: run.stderr };
}

test("prints standard input", () => {
  const run = hcl(["-"], '{"locals": {"x": "${var.y}"}}');
  expect(run).toEqual({ code: 0, out: "locals {\n  x = var.y\n}\n", error: "" });
});

test("prints a file, with a provider's schema for what the bindings do not know", () => {
  const block = { block_types: { parts: { nesting_mode: "list", block: { attributes: {} } } } };
  const schema = {
    provider_schemas: {
      "registry.terraform.io/x/toy": {
        resource_schemas: {
          toy_car: { block: { ...block, attributes: { paint: { type: "dynamic" } } } },
        },
      },
    },
  };
  const main = { resource: { toy_car: { red: { paint: { r: 255 }, parts: [{}, {}] } } } };
  const files = { "main.tf.json": JSON.stringify(main), "schema.json": JSON.stringify(schema) };
  inFolder(files, (folder) => {
    const run = hcl([join(folder, "main.tf.json"), "--schema", join(folder, "schema.json")]);
    expect(run.error).toBe("");
    expect(run.out).toContain("  paint = {\n    r = 255\n  }\n\n  parts {}\n\n  parts {}\n");
  });
});

test.each([
  ["not JSON", "{", /^hcl: -: is not JSON \(.*\)\n$/],
  ["JSON over several lines with an error", '{\n"a": x\n}', /^hcl: -: is not JSON \(.*\)\n$/],
  ["nothing", "", /^hcl: -: is not JSON/],
  ["a list at the root", "[]", /^hcl: -: a Terraform JSON document is an object, got \[\]\n$/],
  ["an unknown section", '{"x": 1}', /^hcl: -: x: is not a section of Terraform: .*\n$/],
  [
    "text with a line break in an address",
    '{"locals": {"a\\nb": 1}}',
    /^hcl: -: local\.a b: .*\n$/,
  ],
  [
    "a key that is there twice",
    '{"locals": {"a": 1, "a": 2}}',
    /^hcl: -: locals: the key "a" is there twice: .*\n$/,
  ],
  [
    "nesting without end",
    `{"locals": {"a": ${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
    /^hcl: -: locals\.a\.0\.0: nests more than 200 levels\n$/,
  ],
])("refuses %s", (_, input, message) => {
  const run = hcl(["-"], input);
  expect(run.code).toBe(2);
  expect(run.out).toBe("");
  expect(run.error).toMatch(message);
  expect(run.error.trimEnd()).not.toContain("\n");
});

test.each([
  [
    "a missing file",
    ["/nowhere/main.tf.json"],
    /^hcl: \/nowhere\/main\.tf\.json: cannot be read \(ENOENT\)\n$/,
  ],
  ["a folder", [ROOT], /cannot be read \(EISDIR\)\n$/],
  ["no argument", [], /^hcl: missing required argument 'file'\n$/],
  ["an unknown option", ["-", "--nope"], /^hcl: unknown option '--nope'\n$/],
  [
    "a schema that is none",
    ["-", "--schema", join(ROOT, "package.json")],
    /package\.json: provider schema: must be the output of/,
  ],
])("refuses %s", (_, args, message) => {
  const run = hcl(args, "{}");
  expect(run.code).toBe(2);
  expect(run.error).toMatch(message);
  expect(run.error.trimEnd()).not.toContain("\n");
});
