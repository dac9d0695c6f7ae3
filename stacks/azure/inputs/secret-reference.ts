import type { SecretReference } from "../../shared/inputs/define";

/** A secret in a Key Vault, of its latest version or of one. */
export const KEY_VAULT_SECRET: SecretReference = {
  pattern: "^https://[a-z0-9-]+\\.vault\\.[a-z.]+/secrets/[A-Za-z0-9-]+(/[0-9a-f]{32})?$",
  words: "the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET)",
  suffix: "id",
};
