import { App, TerraformLocal, TerraformOutput, TerraformVariable } from "cdktf";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fragmentsByPart } from "../../../lib/module/fragments";
import { interfaceOf } from "../../../lib/module/interface";
import { ModulePart, ModuleStack } from "../../../lib/module/module-stack";
import { EphemeralResource } from "../../../lib/terraform/ephemeral-resource";
import { Variable } from "../../../lib/terraform/variable";

class TestStack extends ModuleStack {
  public readonly part: ModulePart;

  public constructor(
    app = new App(),
    providers: Record<string, string> = { aws: "hashicorp/aws" },
  ) {
    super(app, "test", {
      moduleName: "terraform-test-module",
      source: "stacks/test/stack.ts",
      requiredVersion: ">= 1.11",
      requiredProviders: Object.fromEntries(
        Object.entries(providers).map(([name, source]) => [name, { source, version: ">= 1.0" }]),
      ),
    });
    this.part = new ModulePart(this, "storage", { source: "stacks/test/storage.ts" });
  }
}

function documentOf(stack: ModuleStack): Record<string, unknown> {
  return Object.assign({}, ...[...fragmentsByPart(stack).values()].flat()) as Record<
    string,
    unknown
  >;
}

describe("ModuleStack", () => {
  it("takes the label from the id, which is the Terraform address", () => {
    const stack = new TestStack();
    const bucket = new S3Bucket(stack.part, "aws_s3_bucket.events", {});
    new TerraformOutput(stack.part, "output.bucket_name", { value: bucket.id });
    const { resource, output } = documentOf(stack);
    expect(resource).toHaveProperty(["aws_s3_bucket", "events"]);
    expect(output).toHaveProperty("bucket_name.value", "${aws_s3_bucket.events.id}");
  });

  it("refuses an id that is no address", () => {
    const stack = new TestStack();
    new S3Bucket(stack.part, "aws_s3_bucket.Events-1", {});
    expect(() => documentOf(stack)).toThrow(/aws_s3_bucket\.Events-1 is no Terraform address/);
  });

  it("refuses an id that names another type", () => {
    const stack = new TestStack();
    new S3Bucket(stack.part, "aws_s3_object.events", {});
    expect(() => documentOf(stack)).toThrow(/aws_s3_object\.events .* aws_s3_bucket/);
  });

  it("refuses two elements of one address, and names both sources", () => {
    const stack = new TestStack();
    const other = new ModulePart(stack, "other", { source: "stacks/test/other.ts" });
    new S3Bucket(stack.part, "aws_s3_bucket.events", {});
    new S3Bucket(other, "aws_s3_bucket.events", {});
    expect(() => fragmentsByPart(stack)).toThrow(
      "aws_s3_bucket.events is defined twice: in stacks/test/storage.ts and in stacks/test/other.ts",
    );
  });

  it("requires the providers that are used, in ranges, and no others", () => {
    const stack = new TestStack(new App(), { aws: "hashicorp/aws", random: "hashicorp/random" });
    new DataAwsRegion(stack.part, "data.aws_region.current");
    expect(documentOf(stack).terraform).toEqual({
      required_version: ">= 1.11",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 1.0" } },
    });
  });

  it("counts a provider of an ephemeral resource as used", () => {
    const stack = new TestStack(new App(), { random: "hashicorp/random" });
    const password = new EphemeralResource(stack.part, "ephemeral.random_password.admin", {
      type: "random_password",
      attributes: { length: 8 },
    });
    new TerraformLocal(stack.part, "local.result", password.attribute("result"));
    const { ephemeral, locals, terraform } = documentOf(stack);
    expect(ephemeral).toEqual({ random_password: { admin: { length: 8 } } });
    expect(locals).toEqual({ result: "${ephemeral.random_password.admin.result}" });
    expect(terraform).toHaveProperty("required_providers.random");
  });

  it("refuses a provider without a range", () => {
    const stack = new TestStack(new App(), {});
    new DataAwsRegion(stack.part, "data.aws_region.current");
    expect(() => documentOf(stack)).toThrow(/provider "aws" is used but has no version range/);
  });

  it("has neither provider nor backend", () => {
    const document = documentOf(new TestStack());
    expect(document).not.toHaveProperty("provider");
    expect(document).not.toHaveProperty("terraform.backend");
  });

  it("keeps false, 0, the empty text and null as defaults", () => {
    const stack = new TestStack();
    const define = (name: string, fallback: unknown) =>
      new Variable(stack.part, `var.${name}`, { type: "any", default: fallback, nullable: false });
    define("no", false);
    define("zero", 0);
    define("empty", "");
    define("nothing", null);
    new TerraformVariable(stack.part, "var.required", { type: "string" });
    const variables = Object.fromEntries(
      [...fragmentsByPart(stack).values()]
        .flat()
        .flatMap(({ variable }) => Object.entries(variable ?? {})),
    ) as Record<string, Record<string, unknown>>;
    expect(variables.no?.default).toBe(false);
    expect(variables.zero?.default).toBe(0);
    expect(variables.empty?.default).toBe("");
    expect(variables.nothing?.default).toBeNull();
    expect(variables.required).not.toHaveProperty("default");
  });

  it("keeps the order of definition inside a part", () => {
    const stack = new TestStack();
    const bucket = new S3Bucket(stack.part, "aws_s3_bucket.a", {});
    new TerraformLocal(stack.part, "local.b", bucket.id);
    new S3Bucket(stack.part, "aws_s3_bucket.c", {});
    const sections = fragmentsByPart(stack)
      .get(stack.part)
      ?.map((f) => Object.keys(f)[0]);
    expect(sections).toEqual(["resource", "locals", "resource"]);
  });

  it("puts the module's files where cdktf finds path.module", () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "module-stack-"));
    const app = new App({ outdir, skipValidation: true });
    new TestStack(app).files.push({ path: "config/a.xml", content: "<a/>" });
    app.synth();
    expect(fs.readFileSync(path.join(outdir, "stacks/test/config/a.xml"), "utf8")).toBe("<a/>");
    fs.rmSync(outdir, { recursive: true });
  });
});

describe("interfaceOf", () => {
  const plain = { nullable: true, sensitive: false, ephemeral: false, validations: [] };

  it("lists what users depend on", () => {
    const stack = new TestStack();
    new TerraformVariable(stack.part, "var.b", { type: "string" });
    new TerraformVariable(stack.part, "var.a", { type: "bool", default: false });
    new S3Bucket(stack.part, "aws_s3_bucket.events", {});
    new TerraformOutput(stack.part, "output.secret", { value: "x", sensitive: true });
    expect(interfaceOf(stack, ["versions.tf", "main.tf"])).toEqual({
      requiredVersion: ">= 1.11",
      requiredProviders: { aws: "hashicorp/aws >= 1.0" },
      variables: {
        a: { ...plain, type: "bool", required: false, default: false },
        b: { ...plain, type: "string", required: true },
      },
      outputs: { secret: { sensitive: true, ephemeral: false } },
      addresses: ["aws_s3_bucket.events"],
      moved: [],
      files: ["main.tf", "versions.tf"],
    });
  });
});
