import { type IResolvable, type ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { EphemeralResource } from "../../lib/terraform/ephemeral-resource";
import { hcl } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";
import { generation, initialSecrets, PASSWORD_LENGTH } from "../shared/generated-secrets";
import type { AzureCache } from "./cache";
import type { AzureKeyVault } from "./key-vault";
import type { AzureStorage } from "./storage";

export interface AzureSecretsProps {
  readonly cache: AzureCache;
  readonly storage: AzureStorage;
  readonly keyVault: AzureKeyVault;
}

/** Secrets that are generated when they are not given. */
const GENERATED = [
  "clickhouse_password",
  "database_password",
  "encryption_key",
  "web_next_secret",
  "web_salt",
] as const;

type Generated = (typeof GENERATED)[number];

/** Those that the module keeps; a user's own are in the user's vault. */
const SECRET_NAMES = hcl`concat(
  ["blob_account_key", "encryption_key", "web_next_secret", "web_salt"],
  local.clickhouse_enabled ? ["clickhouse_password"] : [],
  var.external_cache == null ? ["cache_auth_token"] : [],
  var.external_database == null ? ["database_password"] : [],
  var.initial_setup == null ? [] : ["initial_secret_key", "initial_user_password"]
)`;

/**
 * Secrets, in the container apps themselves, where they cost nothing, or in a Key Vault.
 *
 * A container app takes its secrets by no write-only argument, so with `container_app` they are in the state,
 * marked as sensitive. With `key_vault` the generated ones but the database's are in neither plan nor state; what Azure makes
 * (the keys of cache and storage account) and what an output must show is there in any case.
 */
export class AzureSecrets extends ModulePart {
  /** What must be there before an app can read its secrets. */
  public readonly dependables: readonly ITerraformDependable[];

  public constructor(
    scope: ModuleStack,
    private readonly props: AzureSecretsProps,
  ) {
    super(scope, "secrets", { source: "stacks/azure/secrets.ts" });
    this.dependables = [props.keyVault.reader, props.keyVault.secret];
    this.local("secret_names", SECRET_NAMES);
    this.generated();
    initialSecrets(this);
    this.values();
    this.generations();
    this.references();
  }

  private local(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private generated(): void {
    this.local(
      "generated_secret_names",
      hcl`[for name in ${GENERATED} : name if contains(local.secret_names, name)]`,
    );
    // A container instance takes values only, so ClickHouse's password is in the state there, whatever the store.
    // So is the database's: server and vault must get the same one even when an apply ends between the two, and
    // reading it back from the vault takes an ephemeral resource of azurerm's, with which no test can mock azurerm
    // before Terraform has hashicorp/terraform#38928.
    this.local(
      "stored_secret_names",
      hcl`[for name in local.generated_secret_names : name if var.secret_store == "container_app" || name == "database_password" || name == "clickhouse_password" && !local.is_container_app]`,
    );
    // Every store has numbers of its own, so that a change of store writes the server's password anew, too.
    this.local(
      "database_password_version",
      hcl`2 * var.database_password_version - (var.secret_store == "container_app" ? 1 : 0)`,
    );
    const stored = new UntypedResource(this, "random_password.secret", {
      type: "random_password",
      forEach: hcl`toset(local.stored_secret_names)`,
      attributes: {
        length: PASSWORD_LENGTH,
        special: false,
        keepers: hcl`{ version = lookup({ clickhouse_password = var.clickhouse_password_version, database_password = local.database_password_version }, each.key, 1) }`,
      },
    });
    const forgotten = new EphemeralResource(this, "ephemeral.random_password.secret", {
      type: "random_password",
      forEach: hcl`toset(setsubtract(local.generated_secret_names, local.stored_secret_names))`,
      attributes: { length: PASSWORD_LENGTH, special: false },
    });
    for (const password of [stored, forgotten]) {
      comment(password, {
        arguments: {
          special: "Langfuse's entrypoint and migrations put passwords into URLs without encoding.",
        },
      });
    }
    this.local(
      "stored_passwords",
      hcl`{ for name, password in ${stored} : name => password.result }`,
    );
    this.local(
      "passwords",
      hcl`merge(local.stored_passwords, { for name, password in ${forgotten} : name => password.result })`,
    );
  }

  /** Values, for the apps and, some of them ephemeral, for the vault. */
  private values(): void {
    const { cache, storage } = this.props;
    const known = {
      blob_account_key: storage.account.primaryAccessKey,
      cache_auth_token: hcl`one(${cache.redis}[*].default_database[0].primary_access_key)`,
      initial_secret_key: hcl`local.initial_secret_key`,
      initial_user_password: hcl`local.initial_user_password`,
    };
    const withPasswords = (password: (name: Generated) => string) => ({
      ...known,
      clickhouse_password: password("clickhouse_password"),
      database_password: password("database_password"),
      encryption_key: hcl`try(coalesce(var.encryption_key, sha256(${password("encryption_key")})), null)`,
      web_next_secret: hcl`try(coalesce(var.web_next_secret, ${password("web_next_secret")}), null)`,
      web_salt: hcl`try(coalesce(var.web_salt, ${password("web_salt")}), null)`,
    });
    this.local(
      "secret_values",
      withPasswords((name) => hcl`lookup(local.stored_passwords, ${name}, null)`),
    );
    this.local(
      "vault_secret_values",
      withPasswords((name) => hcl`lookup(local.passwords, ${name}, null)`),
    );
    this.local("database_password", hcl`lookup(local.stored_passwords, "database_password", null)`);
  }

  /** Numbers that change with the values: what the user counts, or what follows from a known value. */
  private generations(): void {
    this.local("secret_generations", {
      blob_account_key: generation(hcl`local.secret_values.blob_account_key`),
      cache_auth_token: generation(hcl`local.secret_values.cache_auth_token`),
      clickhouse_password: hcl`var.clickhouse_password_version`,
      database_password: hcl`local.database_password_version`,
      encryption_key: generation(hcl`var.encryption_key`),
      initial_secret_key: generation(hcl`local.initial_secret_key`),
      initial_user_password: generation(hcl`local.initial_user_password`),
      web_next_secret: generation(hcl`var.web_next_secret`),
      web_salt: generation(hcl`var.web_salt`),
    });
  }

  /** Secrets by the names that they have in the apps. */
  private references(): void {
    const { secret } = this.props.keyVault;
    // A secret's name has lower case letters, digits and single hyphens; the hash keeps similar ones apart.
    this.local(
      "additional_secrets",
      hcl`{ for name in keys(var.additional_secret_env) : name => "env-\${trim(replace(lower(name), "/[^a-z0-9]+/", "-"), "-")}-\${substr(sha1(name), 0, 4)}" }`,
    );
    this.local(
      "secret_vault_ids",
      hcl`merge(
        { for name, secret in ${secret} : replace(name, "_", "-") => secret.versionless_id },
        var.external_database == null ? {} : { database-password = var.external_database.password_secret_id },
        var.external_clickhouse == null ? {} : { clickhouse-password = var.external_clickhouse.password_secret_id },
        try(var.external_cache.auth_secret_id, null) == null ? {} : { cache-auth-token = var.external_cache.auth_secret_id },
        { for name, id in var.additional_secret_env : local.additional_secrets[name] => id },
      )`,
    );
    this.local(
      "app_secret_values",
      hcl`{ for name, value in local.secret_values : replace(name, "_", "-") => value }`,
    );
    // Replicas read secrets when they start: a variable with this makes a changed one start them anew.
    this.local(
      "secret_generation",
      hcl`sha1(jsonencode([[for name in local.secret_names : local.secret_generations[name]], local.secret_vault_ids]))`,
    );
  }
}

/**
 * The `dynamic "secret"` of a container app.
 *
 * @param secrets a map, by anything, of the names of the secrets that the app needs, such as `database-password`
 */
export function appSecrets(secrets: IResolvable | string): object {
  const isInVault = hcl`contains(keys(local.secret_vault_ids), secret.value)`;
  return {
    for_each: hcl`toset(values(${secrets}))`,
    content: {
      name: hcl`secret.value`,
      // Not null beside an id: hashicorp/terraform-provider-azurerm#32923.
      value: hcl`${isInVault} ? "" : lookup(local.app_secret_values, secret.value, null)`,
      key_vault_secret_id: hcl`lookup(local.secret_vault_ids, secret.value, null)`,
      identity: hcl`${isInVault} ? local.identity_id : null`,
    },
  };
}

/** The `dynamic "identity"` of a container app of Langfuse's: one is needed when some secret is in a vault. */
export function appIdentity(): object {
  return {
    for_each: hcl`length(local.secret_vault_ids) > 0 ? ["UserAssigned"] : []`,
    content: { type: hcl`identity.value`, identity_ids: hcl`[local.identity_id]` },
  };
}
