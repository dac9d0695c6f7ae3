import type { DefineVariable } from "../../shared/inputs/define";
import { givenSecretInputs } from "../../shared/inputs/secrets";
import { oneOf } from "../../shared/inputs/validation";

/** Secrets: where they are kept, and those that one may bring. */
export function secretInputs(define: DefineVariable) {
  return {
    secretStore: define("secret_store", {
      description:
        "Where secrets are kept: ssm (Parameter Store, at no charge) or secretsmanager (Secrets Manager, $0.40 a month each). A change makes new passwords of database and ClickHouse and logs everybody out; encryption key and salt must stay the same, so read them from the old store first and give encryption_key and web_salt with the change",
      type: "string",
      default: "ssm",
      nullable: false,
      validation: [oneOf("secret_store", ["ssm", "secretsmanager"])],
    }),
    ...givenSecretInputs(define),
  };
}
