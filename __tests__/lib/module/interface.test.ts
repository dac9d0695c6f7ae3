import { App, TerraformVariable } from "cdktf";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  compareInterfaces,
  interfaceOf,
  type ModuleInterface,
} from "../../../lib/module/interface";
import { inject } from "../../../lib/module/inject";
import { ModulePart, ModuleStack } from "../../../lib/module/module-stack";

const base: ModuleInterface = {
  requiredVersion: ">= 1.11",
  requiredProviders: { aws: "hashicorp/aws >= 6.25" },
  variables: { name: { type: "string", required: false } },
  outputs: { url: { sensitive: false } },
  addresses: ["aws_s3_bucket.events"],
  files: ["main.tf"],
};

describe("compareInterfaces", () => {
  it("finds nothing between equals", () => {
    expect(compareInterfaces(base, { ...base })).toEqual([]);
  });

  it.each<[string, Partial<ModuleInterface>, string[]]>([
    ["an address", { addresses: [] }, ["- aws_s3_bucket.events"]],
    [
      "a variable that became required",
      { variables: { name: { type: "string", required: true } } },
      ["- variable name string, optional", "+ variable name string, required"],
    ],
    [
      "a type",
      { variables: { name: { type: "number", required: false } } },
      ["- variable name string, optional", "+ variable name number, optional"],
    ],
    [
      "an output that became sensitive",
      { outputs: { url: { sensitive: true } } },
      ["- output url", "+ output url, sensitive"],
    ],
    [
      "a Terraform version",
      { requiredVersion: ">= 1.12" },
      ["- terraform >= 1.11", "+ terraform >= 1.12"],
    ],
    [
      "a default",
      { variables: { name: { type: "string", required: false, default: null } } },
      ["- variable name string, optional", "+ variable name string, optional, default null"],
    ],
    [
      "a variable that may no longer be null",
      { variables: { name: { type: "string", required: false, nullable: false } } },
      ["- variable name string, optional", "+ variable name string, optional, never null"],
    ],
    [
      "a validation",
      { variables: { name: { type: "string", required: false, validations: ["var.name > 1"] } } },
      ["+ variable name only if var.name > 1"],
    ],
    [
      "a moved block",
      { moved: [{ from: "aws_s3_bucket.a", to: "aws_s3_bucket.events" }] },
      ["+ moved aws_s3_bucket.a to aws_s3_bucket.events"],
    ],
    ["a file", { files: [] }, ["- file main.tf"]],
  ])("reports %s", (_, change, expected) => {
    expect(compareInterfaces(base, { ...base, ...change })).toEqual(expected);
  });
});

describe("interfaceOf", () => {
  class Stack extends ModuleStack {
    public readonly part = new ModulePart(this, "main", { source: "here.ts" });

    public constructor() {
      super(new App({ skipValidation: true }), "test", {
        moduleName: "terraform-aws-test",
        source: "here.ts",
        requiredVersion: ">= 1.11",
        requiredProviders: { aws: { source: "hashicorp/aws", version: ">= 1.0" } },
      });
    }
  }

  it("records the condition of a validation as an expression", () => {
    const stack = new Stack();
    new TerraformVariable(stack.part, "var.a", {
      type: "number",
      nullable: false,
      validation: [{ condition: "${var.a > 1}", errorMessage: "a must be above 1." }],
    });
    expect(interfaceOf(stack, []).variables.a).toMatchObject({
      nullable: false,
      validations: ["var.a > 1"],
    });
  });

  it("records where the state of a renamed resource goes", () => {
    const stack = new Stack();
    const bucket = new S3Bucket(stack.part, "aws_s3_bucket.after", {});
    bucket.moveFromId("aws_s3_bucket.before");
    expect(interfaceOf(stack, []).moved).toEqual([
      { from: "aws_s3_bucket.before", to: "aws_s3_bucket.after" },
    ]);
  });
});

describe("inject", () => {
  const document = "a\n<!-- BEGIN GENERATED x -->\nold\n<!-- END GENERATED x -->\nb\n";

  it("replaces what stands between the lines and nothing else", () => {
    const once = inject(document, "x", "new");
    expect(once).toBe("a\n<!-- BEGIN GENERATED x -->\n\nnew\n\n<!-- END GENERATED x -->\nb\n");
    expect(inject(once, "x", "new")).toBe(once);
  });

  it("refuses a document without the lines", () => {
    expect(() => inject("a", "x", "new")).toThrow(/BEGIN GENERATED x .* are missing/);
  });
});
