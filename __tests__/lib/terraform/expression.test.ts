import { App, TerraformLocal, TerraformStack, TerraformVariable } from "cdktf";
import { hcl, hclAny, hclList, hclMap, hclNumber, quote } from "../../../lib/terraform/expression";

function resolved(make: (stack: TerraformStack, name: TerraformVariable) => unknown): unknown {
  const stack = new TerraformStack(new App(), "test");
  const name = new TerraformVariable(stack, "name", { type: "string" });
  new TerraformLocal(stack, "value", make(stack, name));
  const { locals } = stack.toTerraform() as { locals: { value: unknown } };
  return locals.value;
}

describe("hcl", () => {
  it("refers to constructs by their address", () => {
    expect(resolved((_, name) => hcl`length(${name}) > 0 ? ${name} : null`)).toBe(
      "${length(var.name) > 0 ? var.name : null}",
    );
  });

  it("writes plain values as HCL literals", () => {
    const value = { a: 1, "b.c": [true, null], d: 'say "hi"' };
    expect(resolved(() => hcl`jsonencode(${value})`)).toBe(
      '${jsonencode({ a = 1, "b.c" = [true, null], d = "say \\"hi\\"" })}',
    );
  });

  it("leaves nothing in a literal that Terraform would interpret", () => {
    expect(quote('${x} %{y} "\\\n\r\t')).toBe('"$${x} %%{y} \\"\\\\\\n\\r\\t"');
  });

  it("quotes a text around references as a template", () => {
    expect(resolved((_, name) => hcl`upper(${`${name.stringValue}-"x"`})`)).toBe(
      '${upper("${var.name}-\\"x\\"")}',
    );
  });

  it("keeps the backslashes of a regular expression", () => {
    expect(resolved(() => hcl`can(regex("^a\\.b$", "a.b"))`)).toBe(
      '${can(regex("^a\\\\.b$", "a.b"))}',
    );
  });

  it("lets a Terraform template be written with an escaped dollar", () => {
    expect(resolved(() => hcl`{ for k in ["a"] : "x-\${k}" => k }`)).toBe(
      '${{ for k in ["a"] : "x-${k}" => k }}',
    );
  });

  it("nests without a second pair of braces", () => {
    expect(resolved((_, name) => hcl`[${hcl`upper(${name})`}]`)).toBe("${[upper(var.name)]}");
  });

  it("stands where a number, a list, a map or anything else is wanted", () => {
    expect(resolved((_, name) => hclNumber`length(${name})`)).toBe("${length(var.name)}");
    expect(resolved((_, name) => hclList`[${name}]`)).toBe("${[var.name]}");
    expect(resolved((_, name) => hclMap`{ a = ${name} }`)).toBe("${{ a = var.name }}");
    expect(resolved((_, name) => hclAny`${name} == ""`)).toBe('${var.name == ""}');
  });

  it("takes number and list tokens", () => {
    expect(
      resolved(
        (_, name) => hcl`${[hclNumber`length(${name})`, 2]}[0] + length(${hclList`${name}`})`,
      ),
    ).toBe("${[length(var.name), 2][0] + length(var.name)}");
  });
});
