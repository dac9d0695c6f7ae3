import { TerraformLocal } from "cdktf";
import type { ModulePart } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";

/** Letters and digits with more than 256 bits, as much as the encryption key has. */
export const PASSWORD_LENGTH = 48;

/**
 * The keys of the initial project and the password of its user, as the locals `initial_public_key`,
 * `initial_secret_key` and `initial_user_password`; null without `initial_setup`.
 */
export function initialSecrets(part: ModulePart): void {
  const local = (name: string, value: string) => new TerraformLocal(part, `local.${name}`, value);
  const generated = new UntypedResource(part, "random_password.initial", {
    type: "random_password",
    forEach: hcl`toset(var.initial_setup == null ? [] : ["initial_secret_key", "initial_user_password"])`,
    attributes: { length: PASSWORD_LENGTH, special: false },
  });
  comment(generated, { head: ["In the state, because outputs show them."] });
  const publicKey = new UntypedResource(part, "random_uuid.initial_public_key", {
    type: "random_uuid",
    count: hclNumber`var.initial_setup == null ? 0 : 1`,
    attributes: {},
  });
  local(
    "initial_public_key",
    hcl`var.initial_setup == null ? null : ${`pk-lf-${only(publicKey, "result")}`}`,
  );
  local(
    "initial_secret_key",
    hcl`var.initial_setup == null ? null : "sk-lf-\${${generated}["initial_secret_key"].result}"`,
  );
  local(
    "initial_user_password",
    hcl`var.initial_setup == null ? null : ${generated}["initial_user_password"].result`,
  );
}

/**
 * A number that changes with a value: the first 28 bits of its hash, which tell nothing of it, or 1 for one
 * that Terraform does not know.
 */
export function generation(value: string): string {
  return hcl`nonsensitive(${value} == null ? 1 : parseint(substr(sha256(${value}), 0, 7), 16))`;
}
