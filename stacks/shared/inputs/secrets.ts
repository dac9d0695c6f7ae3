import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "./define";
import { rule } from "./validation";

/** Secrets of Langfuse's that one may bring. */
export function givenSecretInputs(define: DefineVariable) {
  return {
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
