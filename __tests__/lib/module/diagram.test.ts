import { Testing, TerraformLocal } from "cdktf";
import { diagram, type DiagramProps } from "../../../lib/module/diagram";
import { ModulePart, ModuleStack } from "../../../lib/module/module-stack";
import { hcl } from "../../../lib/terraform/expression";
import { UntypedResource } from "../../../lib/terraform/untyped-resource";

class Stack extends ModuleStack {
  constructor() {
    super(Testing.app(), "stack", {
      moduleName: "terraform-null-x",
      source: "x.ts",
      requiredVersion: ">= 1",
      requiredProviders: { random: { source: "hashicorp/random", version: ">= 3" } },
    });
    const part = (id: string) => new ModulePart(this, id, { source: `${id}.ts` });
    const resource = (scope: ModulePart, label: string, prefix?: string) =>
      new UntypedResource(scope, `random_pet.${label}`, {
        type: "random_pet",
        attributes: prefix === undefined ? {} : { prefix },
      });
    const [store, names, web, other] = ["store", "names", "web", "other"].map(part);
    if (!store || !names || !web || !other) throw new Error("no part");
    resource(store, "store", hcl`random_pet.web.id`);
    new TerraformLocal(names, "local.deep", hcl`random_pet.store.id`);
    new TerraformLocal(names, "local.name", hcl`"at \${local.deep}"`);
    resource(web, "web", hcl`local.name`);
    resource(other, "other").node.addDependency(web);
  }
}

const PROPS: DiagramProps = {
  entry: { label: "users", to: "web", by: "HTTPS" },
  groups: [
    { id: "outer", label: "Outer" },
    { id: "inner", label: "Inner", group: "outer" },
  ],
  nodes: [
    { id: "web", label: "Web", of: ["web"], group: "inner" },
    { id: "store", label: "Store", of: ["random_pet.store"], isStore: true, group: "outer" },
  ],
  undrawn: ["versions", "names", "other", "store"],
};

describe("diagram", () => {
  it("has an arrow where one box uses another, through locals, and none from a store", () => {
    expect(diagram(new Stack(), PROPS).split("\n")).toEqual([
      "```mermaid",
      "flowchart LR",
      '  users["users"] -->|"HTTPS"| web',
      '  subgraph outer["Outer"]',
      '    store[("Store")]',
      '    subgraph inner["Inner"]',
      '      web["Web"]',
      "    end",
      "  end",
      "  web --> store",
      "```",
    ]);
  });

  it("joins those who use the same", () => {
    const nodes = [
      ...PROPS.nodes,
      { id: "names", label: "Names", of: ["names"] },
    ] satisfies DiagramProps["nodes"];
    const text = diagram(new Stack(), {
      ...PROPS,
      nodes,
      undrawn: ["versions", "other", "store"],
      arrows: { "names>store": "asks" },
    });
    expect(text).toContain('  names -->|"asks"| store');
    expect(text).toContain("  web --> names");
    expect(text).not.toContain("web --> store");
  });

  it.each<[string, Partial<DiagramProps>, RegExp]>([
    [
      "a part that nobody decided about",
      { undrawn: ["versions", "names", "store"] },
      /other is in no box/,
    ],
    ["a part that is not there", { undrawn: [...PROPS.undrawn, "gone"] }, /has no gone/],
    [
      "a box of something that is not there",
      { nodes: [...PROPS.nodes, { id: "x", label: "X", of: ["random_pet.gone"] }] },
      /has no random_pet\.gone/,
    ],
    [
      "the text of no arrow",
      { arrows: { "store>web": "x" } },
      /no store>web in the picture; there are web>store/,
    ],
  ])("refuses %s", (_what, change, message) => {
    expect(() => diagram(new Stack(), { ...PROPS, ...change })).toThrow(message);
  });
});
