import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable, SecretReference } from "./define";
import { rule } from "./validation";

const NAME = "^[A-Za-z_][A-Za-z0-9_]*$";

/** What the user adds to the environment of web and worker. */
export function environmentInputs(define: DefineVariable, secret: SecretReference) {
  return {
    initialSetup: define("initial_setup", {
      description:
        "Organisation, project, user and project keys that Langfuse makes at its first start. Password and secret key are generated: see the outputs initial_user_password and initial_secret_key, and the secret store. Null means that the first visitor signs up",
      type: `object({
    user_email        = string
    user_name         = optional(string, "Administrator")
    organization_id   = optional(string, "default")
    organization_name = optional(string, "Default")
    project_id        = optional(string, "default")
    project_name      = optional(string, "Default")
  })`,
      default: null,
      validation: [
        rule(
          hcl`var.initial_setup == null ? true : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.initial_setup.user_email))`,
          'initial_setup.user_email must be a mail address, got "${try(var.initial_setup.user_email, "")}": the user logs in with it.',
        ),
        rule(
          hcl`var.initial_setup == null ? true : alltrue([for id in [var.initial_setup.organization_id, var.initial_setup.project_id] : can(regex("^[A-Za-z0-9_-]{1,64}$", id))])`,
          'initial_setup.organization_id and project_id must have 1 to 64 letters, digits, hyphens and underscores, got "${try(var.initial_setup.organization_id, "")}" and "${try(var.initial_setup.project_id, "")}": they become part of addresses.',
        ),
        rule(
          hcl`var.initial_setup == null ? true : alltrue([for name in [var.initial_setup.organization_name, var.initial_setup.project_name, var.initial_setup.user_name] : length(name) >= 1 && length(name) <= 60])`,
          "initial_setup names must have 1 to 60 characters, got ${jsonencode(try([var.initial_setup.organization_name, var.initial_setup.project_name, var.initial_setup.user_name], []))}: choose others.",
        ),
      ],
    }),
    additionalEnv: define("additional_env", {
      description:
        "More environment variables of web and worker, for instance AUTH_DISABLE_SIGNUP, EMAIL_FROM_ADDRESS or TELEMETRY_ENABLED; never a secret. A name that the module sets itself is refused",
      type: "map(string)",
      default: {},
      nullable: false,
      validation: [names("additional_env"), owned("additional_env")],
    }),
    additionalSecretEnv: define("additional_secret_env", {
      description: `More secret environment variables of web and worker, for instance SMTP_CONNECTION_URL, AUTH_GOOGLE_CLIENT_SECRET or LANGFUSE_EE_LICENSE_KEY: name to ${secret.words} that holds the value`,
      type: "map(string)",
      default: {},
      nullable: false,
      validation: [
        names("additional_secret_env"),
        owned("additional_secret_env"),
        rule(
          hcl`alltrue([for reference in values(var.additional_secret_env) : can(regex(${secret.pattern}, reference))])`,
          `additional_secret_env must hold references to secrets, each ${secret.words}, got something else for \${jsonencode([for name, reference in var.additional_secret_env : name if !can(regex(${JSON.stringify(secret.pattern)}, reference))])}: store the value there and refer to it.`,
        ),
        rule(
          hcl`length(setintersection(keys(var.additional_env), keys(var.additional_secret_env))) == 0`,
          "additional_secret_env must share no name with additional_env, got ${jsonencode(setintersection(keys(var.additional_env), keys(var.additional_secret_env)))} in both: drop one of the two.",
        ),
      ],
    }),
  };
}

function names(variable: "additional_env" | "additional_secret_env") {
  return rule(
    hcl`alltrue([for name in keys(${ref(`var.${variable}`)}) : can(regex(${NAME}, name))])`,
    `${variable} must have names of letters, digits and underscores that start with no digit, got \${jsonencode(keys(var.${variable}))}: correct the name.`,
  );
}

function owned(variable: "additional_env" | "additional_secret_env") {
  return rule(
    hcl`length(setintersection(keys(${ref(`var.${variable}`)}), local.own_environment_names)) == 0`,
    `${variable} must set nothing that the module sets itself, got \${jsonencode([for name in keys(var.${variable}) : name if contains(local.own_environment_names, name)])}: use the module's variable for it.`,
  );
}
