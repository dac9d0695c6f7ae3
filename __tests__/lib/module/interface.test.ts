import { compareInterfaces, type ModuleInterface } from "../../../lib/module/interface";
import { inject } from "../../../lib/module/inject";

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
    ["a file", { files: [] }, ["- file main.tf"]],
  ])("reports %s", (_, change, expected) => {
    expect(compareInterfaces(base, { ...base, ...change })).toEqual(expected);
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
