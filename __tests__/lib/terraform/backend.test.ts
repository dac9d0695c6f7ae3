import { TerraformStack, Testing } from "cdktf";
import path from "node:path";
import { UsageError } from "../../../lib/cli";
import { configureBackends } from "../../../lib/terraform/backend";

const S3 = { bucket: "states", region: "eu-west-1" };
const AZURERM = { storage_account_name: "states", container_name: "langfuse" };

/** The backends of the stacks `one` and `two` under a context. */
function backends(context: unknown): unknown[] {
  const app = Testing.app();
  const stacks = ["one", "two"].map((id) => new TerraformStack(app, id));
  configureBackends(stacks, context);
  return stacks.map((stack) => {
    stack.prepareStack();
    return (stack.toTerraform() as { terraform: { backend: unknown } }).terraform.backend;
  });
}

/** The message with which a context is refused. */
function refusal(context: unknown): string {
  try {
    backends(context);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  return "taken";
}

describe("configureBackends", () => {
  it.each([[undefined], [{}]])("leaves state in a local file for %p", (context) => {
    expect(backends(context)).toEqual([
      { local: { path: path.resolve("terraform.one.tfstate") } },
      { local: { path: path.resolve("terraform.two.tfstate") } },
    ]);
  });

  it("gives each stack a key of its own in one bucket", () => {
    expect(backends({ s3: S3 })).toEqual([
      { s3: { ...S3, key: "one/terraform.tfstate" } },
      { s3: { ...S3, key: "two/terraform.tfstate" } },
    ]);
  });

  it("gives stacks different backends, and the others the common one", () => {
    const one = { azurerm: { ...AZURERM, key: "prod.tfstate", use_azuread_auth: true } };
    expect(backends({ one, s3: S3 })).toEqual([
      one,
      { s3: { ...S3, key: "two/terraform.tfstate" } },
    ]);
  });

  it("leaves a stack alone of which nothing is said", () => {
    expect(backends({ one: { azurerm: AZURERM } })[1]).toHaveProperty("local");
  });

  it("hands on arguments that it does not know, as they are", () => {
    const given = {
      ...S3,
      use_lockfile: true,
      assume_role: { role_arn: "arn", tags: { CostCenter: "x" } },
    };
    expect(backends({ s3: given })[0]).toEqual({ s3: { ...given, key: "one/terraform.tfstate" } });
  });

  it("takes a relative path from the folder of the app, not of its output", () => {
    expect(backends({ one: { local: { path: "states/one.tfstate" } } })[0]).toEqual({
      local: { path: path.resolve("states/one.tfstate") },
    });
  });

  it.each([
    [
      { gcs: {} },
      'backend: got "gcs", expected a backend (s3, azurerm, local) or a stack (one, two)',
    ],
    [{ constructor: {} }, /^backend: got "constructor", expected/],
    [{ one: { gcs: {} } }, 'backend.one: got "gcs", expected one of s3, azurerm, local'],
    [
      { s3: S3, azurerm: AZURERM },
      'backend: got "s3", "azurerm", expected one of s3, azurerm, local',
    ],
    ["s3", 'backend: got "s3", expected an object'],
    [null, "backend: got null, expected an object"],
    [{ one: [] }, "backend.one: got [], expected an object"],
    [{ s3: "states" }, 'backend.s3: got "states", expected an object'],
    [{ s3: { region: "r" } }, "backend.s3.bucket is missing: backend.s3 needs bucket, region"],
    [{ s3: { ...S3, bucket: "" } }, 'backend.s3.bucket: got "", expected a text that is not empty'],
    [
      { one: { azurerm: { storage_account_name: "s" } } },
      "backend.one.azurerm.container_name is missing: backend.one.azurerm needs storage_account_name, container_name",
    ],
    [
      { one: { local: { path: 1 } } },
      "backend.one.local.path: got 1, expected a text that is not empty",
    ],
    [{ s3: { ...S3, key: "k" } }, /^backend\.s3\.key: stacks would overwrite each other's state/],
    [{ local: { path: "p" } }, /^backend\.local\.path: stacks would overwrite/],
  ])("refuses %j", (context, message) => {
    expect(refusal(context)).toEqual(
      typeof message === "string" ? message : expect.stringMatching(message),
    );
  });

  it.each([
    ["s3", { ...S3, secret_key: "hunter2" }, "AWS_SECRET_ACCESS_KEY"],
    ["azurerm", { ...AZURERM, access_key: "hunter2" }, "ARM_ACCESS_KEY"],
  ])("refuses a secret of %s without repeating it", (type, given, variable) => {
    const message = refusal({ [type]: given });
    expect(message).toMatch(new RegExp(`is a secret and would be written .* set ${variable}$`));
    expect(message).not.toContain("hunter2");
  });
});
