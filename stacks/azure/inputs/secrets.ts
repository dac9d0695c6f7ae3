import type { DefineVariable } from "../../shared/inputs/define";
import { givenSecretInputs } from "../../shared/inputs/secrets";
import { oneOf } from "../../shared/inputs/validation";

/** Secrets: where they are kept, and those that one may bring. */
export function secretInputs(define: DefineVariable) {
  return {
    secretStore: define("secret_store", {
      description:
        "Where secrets are kept: container_app (in the apps themselves, at no charge; the values are in the state, marked sensitive) or key_vault (in a Key Vault that is made; the apps read them by managed identity). A change makes new passwords; encryption key and salt must stay the same, so read them first and give encryption_key and web_salt with the change",
      type: "string",
      default: "container_app",
      nullable: false,
      validation: [oneOf("secret_store", ["container_app", "key_vault"])],
    }),
    ...givenSecretInputs(define),
  };
}
