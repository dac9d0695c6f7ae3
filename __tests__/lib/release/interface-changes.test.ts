import type { ModuleInterface, VariableInterface } from "../../../lib/module/interface";
import { interfaceChanges, unrecorded } from "../../../lib/release/interface-changes";

const variable: VariableInterface = {
  type: "string",
  required: false,
  default: null,
  nullable: true,
  sensitive: false,
  ephemeral: false,
  validations: [],
};
const base: ModuleInterface = {
  requiredVersion: ">= 1.11",
  requiredProviders: { aws: "hashicorp/aws >= 6.25, < 7.0" },
  variables: { name: variable },
  outputs: { url: { sensitive: false, ephemeral: false } },
  addresses: ["aws_s3_bucket.events", "data.aws_region.current"],
  moved: [],
  files: ["main.tf"],
};
const required = { ...variable, required: true, default: undefined };
const before = (change: Partial<VariableInterface>) => ({ name: { ...variable, ...change } });
const said = (from: ModuleInterface, to: ModuleInterface) =>
  interfaceChanges(from, to).map(({ bump, text }) => `${bump}: ${text}`);

describe("interfaceChanges", () => {
  it("finds no reason between equals", () => {
    expect(said(base, structuredClone(base))).toEqual([]);
  });

  it.each<[string, Partial<ModuleInterface>, string]>([
    ["a removed variable", { variables: {} }, "major: variable name is gone"],
    [
      "a new variable",
      { variables: { name: variable, other: variable } },
      "minor: variable other is new, and optional",
    ],
    [
      "a new variable without default",
      { variables: { name: variable, other: required } },
      "major: variable other is new and required",
    ],
    [
      "a default taken away",
      { variables: before(required) },
      "major: variable name became required",
    ],
    [
      "another type",
      { variables: before({ type: "number" }) },
      "major: variable name: its type string became number",
    ],
    [
      "another default",
      { variables: before({ default: 7 }) },
      "minor: variable name: its default null became 7, for all who do not set it",
    ],
    [
      "null that now means the default",
      { variables: before({ nullable: false }) },
      "major: variable name may not be null any more",
    ],
    [
      "a sensitive variable",
      { variables: before({ sensitive: true }) },
      "minor: variable name became sensitive",
    ],
    [
      "a new validation",
      { variables: before({ validations: ["var.name > 1"] }) },
      "major: variable name: a validation may refuse what was accepted: var.name > 1",
    ],
    ["a removed output", { outputs: {} }, "major: output url is gone"],
    [
      "a sensitive output",
      { outputs: { url: { sensitive: true, ephemeral: false } } },
      "major: output url became sensitive: an output that passes it on is refused",
    ],
    [
      "a new output",
      { outputs: { ...base.outputs, arn: { sensitive: false } } },
      "minor: output arn is new",
    ],
    [
      "a newer Terraform",
      { requiredVersion: ">= 1.12" },
      'major: required_version of Terraform: ">= 1.11" became ">= 1.12", which refuses versions that were fine',
    ],
    [
      "a wider provider range",
      { requiredProviders: { aws: "hashicorp/aws >= 6.25, < 8.0" } },
      'minor: provider aws: ">= 6.25, < 7.0" became ">= 6.25, < 8.0", which takes more versions',
    ],
    [
      "another provider of the same name",
      { requiredProviders: { aws: "acme/aws >= 6.25, < 7.0" } },
      "major: provider aws: hashicorp/aws became acme/aws",
    ],
    [
      "a new provider",
      { requiredProviders: { ...base.requiredProviders, random: "hashicorp/random >= 3.7" } },
      "major: provider random is newly required",
    ],
    [
      "a removed resource",
      { addresses: ["data.aws_region.current"] },
      "major: aws_s3_bucket.events is gone, without a moved block: Terraform destroys it",
    ],
    [
      "a removed data source",
      { addresses: ["aws_s3_bucket.events"] },
      "patch: data.aws_region.current is gone; nothing of it is in a state",
    ],
    [
      "a new resource",
      { addresses: [...base.addresses, "aws_s3_bucket.media"] },
      "minor: aws_s3_bucket.media is new",
    ],
  ])("calls %s by its bump", (_, change, expected) => {
    expect(said(base, { ...base, ...change })).toEqual([expected]);
  });

  it("takes a variable that need not be set any more for a minor change", () => {
    const from = { ...base, variables: { name: required } };
    expect(said(from, base)).toEqual(["minor: variable name need not be set any more"]);
  });

  it("does not mind the order of a default's keys", () => {
    const from = { ...base, variables: before({ default: { a: 1, b: 2 } }) };
    const to = { ...base, variables: before({ default: { b: 2, a: 1 } }) };
    expect(said(from, to)).toEqual([]);
  });

  it("compares no trait that an older list lacks, and names it", () => {
    const old: ModuleInterface = {
      ...base,
      moved: undefined,
      variables: { name: { type: "string", required: false } },
    };
    const to = { ...base, variables: before({ default: 7, nullable: false, validations: ["x"] }) };
    expect(said(old, to)).toEqual([]);
    expect(unrecorded(old)).toEqual([
      ...["default", "nullable", "sensitive", "ephemeral", "validations", "moved"],
    ]);
    expect(unrecorded(base)).toEqual([]);
  });
});

describe("a renamed resource", () => {
  const renamed = (...moved: [string, string][]): ModuleInterface => ({
    ...base,
    addresses: ["aws_s3_bucket.renamed", "data.aws_region.current"],
    moved: moved.map(([from, to]) => ({ from, to })),
  });
  const bumps = (to: ModuleInterface, from = base) =>
    interfaceChanges(from, to).map(({ bump }) => bump);

  it("is a patch with a moved block, and its new name is no new resource", () => {
    const to = renamed(["aws_s3_bucket.events", "aws_s3_bucket.renamed"]);
    expect(said(base, to)).toEqual([
      "patch: aws_s3_bucket.events is moved to aws_s3_bucket.renamed; its state follows",
    ]);
  });

  it("may be moved by a chain of blocks", () => {
    const to = renamed(
      ["aws_s3_bucket.events", "aws_s3_bucket.between"],
      ["aws_s3_bucket.between", "aws_s3_bucket.renamed"],
    );
    expect(bumps(to)).toEqual(["patch"]);
  });

  it.each<[string, [string, string][]]>([
    ["no block", []],
    ["a block to nowhere", [["aws_s3_bucket.events", "aws_s3_bucket.nowhere"]]],
    ["a block for one instance", [["aws_s3_bucket.events[0]", "aws_s3_bucket.renamed"]]],
    [
      "blocks in a circle",
      [
        ["aws_s3_bucket.events", "aws_s3_bucket.b"],
        ["aws_s3_bucket.b", "aws_s3_bucket.events"],
      ],
    ],
  ])("is major with %s", (_, moves) => {
    expect(bumps(renamed(...moves))).toContain("major");
  });

  it("is major when another resource has the new name already", () => {
    const from = { ...base, addresses: ["aws_s3_bucket.events", "aws_s3_bucket.renamed"] };
    const to = renamed(["aws_s3_bucket.events", "aws_s3_bucket.renamed"]);
    expect(
      bumps(to, { ...from, addresses: [...from.addresses, "data.aws_region.current"] }),
    ).toEqual(["major"]);
  });

  it("is major again once its moved block is taken away", () => {
    const from = renamed(["aws_s3_bucket.events", "aws_s3_bucket.renamed"]);
    expect(said(from, renamed())).toEqual([
      "major: the moved block from aws_s3_bucket.events to aws_s3_bucket.renamed is gone: who updates from before it loses aws_s3_bucket.renamed",
    ]);
  });
});
