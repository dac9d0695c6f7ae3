import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { givenSecretInputs } from "../../shared/inputs/secrets";
import { matches, oneOf, rule } from "../../shared/inputs/validation";

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
    keyVaultAllowedIpRanges: define("key_vault_allowed_ip_ranges", {
      description:
        'secret_store key_vault: public IPv4 addresses and ranges that may reach the vault at all; a role is needed besides. Container Apps read from addresses of their own that pass no service endpoint, so ["0.0.0.0/0"], everybody, is what works everywhere',
      type: "list(string)",
      default: ["0.0.0.0/0"],
      nullable: false,
      validation: [
        rule(
          hcl`length(var.key_vault_allowed_ip_ranges) > 0 && alltrue([for range in var.key_vault_allowed_ip_ranges : can(cidrhost(strcontains(range, "/") ? range : "\${range}/32", 0)) && !strcontains(range, ":")])`,
          "key_vault_allowed_ip_ranges must be IPv4 addresses or ranges, at least one, got ${jsonencode(var.key_vault_allowed_ip_ranges)}: write them such as 203.0.113.0/24.",
        ),
      ],
    }),
    userAssignedIdentityId: define("user_assigned_identity_id", {
      description:
        'Id of a user-assigned identity that the apps read Key Vault secrets with, for instance one that has its role on your vaults already. Null means that one is made: see the output identity_principal_id. For one that the same configuration makes, write format("%s", ….id): Terraform must know that it is not null',
      type: "string",
      default: null,
      validation: [
        matches(
          "user_assigned_identity_id",
          "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.ManagedIdentity/userAssignedIdentities/[^/]+$",
          "the id of a user-assigned identity (/subscriptions/…/userAssignedIdentities/NAME) or null",
          "a name or a principal id does not do",
        ),
      ],
    }),
    ...givenSecretInputs(define),
  };
}
