import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "./index";
import { oneOf, rule } from "./validation";

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
    encryptionKey: define("encryption_key", {
      description:
        "Key that Langfuse encrypts stored credentials with: 64 hexadecimal digits (openssl rand -hex 32). Null means that one is generated. It must never change once data are stored",
      type: "string",
      default: null,
      sensitive: true,
      validation: [
        rule(
          hcl`var.encryption_key == null ? true : can(regex("^[0-9a-fA-F]{64}$", var.encryption_key))`,
          'encryption_key must be 64 hexadecimal digits or null, got ${nonsensitive(length(coalesce(var.encryption_key, "-")))} characters: make one with openssl rand -hex 32.',
        ),
      ],
    }),
    webSalt: define("web_salt", {
      description:
        "Salt that API keys are hashed with, 1 to 1024 characters. Null means that one is generated. It must never change: every API key would be lost",
      type: "string",
      default: null,
      sensitive: true,
      validation: [secretText("web_salt")],
    }),
    webNextSecret: define("web_next_secret", {
      description:
        "Secret that sessions are signed with (NEXTAUTH_SECRET), 1 to 1024 characters. Null means that one is generated. Another one logs everybody out",
      type: "string",
      default: null,
      sensitive: true,
      validation: [secretText("web_next_secret")],
    }),
  };
}

function secretText(name: "web_salt" | "web_next_secret") {
  const variable = ref(`var.${name}`);
  return rule(
    hcl`${variable} == null ? true : length(trimspace(${variable})) >= 1 && length(${variable}) <= 1024`,
    `${name} must have 1 to 1024 characters that are not all blank, got \${nonsensitive(length(var.${name} == null ? "" : var.${name}))}: make one with openssl rand -base64 32.`,
  );
}
