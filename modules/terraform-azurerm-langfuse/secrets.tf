# Generated from stacks/azure/secrets.ts. Edit there, then run npm run synth.

locals {
  secret_names = concat(
    ["blob_account_key", "encryption_key", "web_next_secret", "web_salt"],
    local.clickhouse_enabled ? ["clickhouse_password"] : [],
    var.external_cache == null ? ["cache_auth_token"] : [],
    var.external_database == null ? ["database_password"] : [],
    var.initial_setup == null ? [] : ["initial_secret_key", "initial_user_password"]
  )

  generated_secret_names = [
    for name in [
      "clickhouse_password",
      "database_password",
      "encryption_key",
      "web_next_secret",
      "web_salt",
    ] :
    name if contains(local.secret_names, name)
  ]

  stored_secret_names = [
    for name in local.generated_secret_names :
    name if var.secret_store == "container_app" || name == "database_password" || name == "clickhouse_password" && !local.is_container_app
  ]

  database_password_version = 2 * var.database_password_version - (
    var.secret_store == "container_app" ? 1 : 0
  )
}

resource "random_password" "secret" {
  for_each = toset(local.stored_secret_names)

  length = 48
  # Langfuse's entrypoint and migrations put passwords into URLs without encoding.
  special = false

  keepers = {
    version = lookup(
      {
        clickhouse_password = var.clickhouse_password_version
        database_password   = local.database_password_version
      },
      each.key,
      1
    )
  }
}

ephemeral "random_password" "secret" {
  for_each = toset(setsubtract(local.generated_secret_names, local.stored_secret_names))

  length = 48
  # Langfuse's entrypoint and migrations put passwords into URLs without encoding.
  special = false
}

locals {
  stored_passwords = { for name, password in random_password.secret : name => password.result }

  passwords = merge(local.stored_passwords, {
    for name, password in ephemeral.random_password.secret : name => password.result
  })
}

resource "random_password" "initial" {
  # In the state, because outputs show them.
  for_each = toset(var.initial_setup == null ? [] : ["initial_secret_key", "initial_user_password"])

  length  = 48
  special = false
}

resource "random_uuid" "initial_public_key" {
  count = var.initial_setup == null ? 0 : 1
}

locals {
  initial_public_key = (
    var.initial_setup == null
    ? null
    : "pk-lf-${random_uuid.initial_public_key[0].result}"
  )

  initial_secret_key = (
    var.initial_setup == null
    ? null
    : "sk-lf-${random_password.initial["initial_secret_key"].result}"
  )

  initial_user_password = (
    var.initial_setup == null
    ? null
    : random_password.initial["initial_user_password"].result
  )

  secret_values = {
    blob_account_key      = azurerm_storage_account.langfuse.primary_access_key
    cache_auth_token      = one(azurerm_managed_redis.langfuse[*].default_database[0].primary_access_key)
    initial_secret_key    = local.initial_secret_key
    initial_user_password = local.initial_user_password
    clickhouse_password   = lookup(local.stored_passwords, "clickhouse_password", null)
    database_password     = lookup(local.stored_passwords, "database_password", null)
    encryption_key = try(
      coalesce(var.encryption_key, sha256(lookup(local.stored_passwords, "encryption_key", null))),
      null
    )
    web_next_secret = try(
      coalesce(var.web_next_secret, lookup(local.stored_passwords, "web_next_secret", null)),
      null
    )
    web_salt = try(coalesce(var.web_salt, lookup(local.stored_passwords, "web_salt", null)), null)
  }

  vault_secret_values = {
    blob_account_key      = azurerm_storage_account.langfuse.primary_access_key
    cache_auth_token      = one(azurerm_managed_redis.langfuse[*].default_database[0].primary_access_key)
    initial_secret_key    = local.initial_secret_key
    initial_user_password = local.initial_user_password
    clickhouse_password   = lookup(local.passwords, "clickhouse_password", null)
    database_password     = lookup(local.passwords, "database_password", null)
    encryption_key = try(
      coalesce(var.encryption_key, sha256(lookup(local.passwords, "encryption_key", null))),
      null
    )
    web_next_secret = try(
      coalesce(var.web_next_secret, lookup(local.passwords, "web_next_secret", null)),
      null
    )
    web_salt = try(coalesce(var.web_salt, lookup(local.passwords, "web_salt", null)), null)
  }

  database_password = lookup(local.stored_passwords, "database_password", null)

  secret_generations = {
    blob_account_key = nonsensitive(
      local.secret_values.blob_account_key == null
      ? 1
      : parseint(substr(sha256(local.secret_values.blob_account_key), 0, 7), 16)
    )
    cache_auth_token = nonsensitive(
      local.secret_values.cache_auth_token == null
      ? 1
      : parseint(substr(sha256(local.secret_values.cache_auth_token), 0, 7), 16)
    )
    clickhouse_password = var.clickhouse_password_version
    database_password   = local.database_password_version
    encryption_key = nonsensitive(
      var.encryption_key == null ? 1 : parseint(substr(sha256(var.encryption_key), 0, 7), 16)
    )
    initial_secret_key = nonsensitive(
      local.initial_secret_key == null
      ? 1
      : parseint(substr(sha256(local.initial_secret_key), 0, 7), 16)
    )
    initial_user_password = nonsensitive(
      local.initial_user_password == null
      ? 1
      : parseint(substr(sha256(local.initial_user_password), 0, 7), 16)
    )
    web_next_secret = nonsensitive(
      var.web_next_secret == null ? 1 : parseint(substr(sha256(var.web_next_secret), 0, 7), 16)
    )
    web_salt = nonsensitive(
      var.web_salt == null ? 1 : parseint(substr(sha256(var.web_salt), 0, 7), 16)
    )
  }

  additional_secrets = {
    for name in keys(var.additional_secret_env) :
    name => "env-${trim(replace(lower(name), "/[^a-z0-9]+/", "-"), "-")}-${substr(sha1(name), 0, 4)}"
  }

  secret_vault_ids = merge(
    {
      for name, secret in azurerm_key_vault_secret.secret :
      replace(name, "_", "-") => secret.versionless_id
    },
    var.external_database == null
    ? {}
    : { database-password = var.external_database.password_secret_id },
    var.external_clickhouse == null
    ? {}
    : { clickhouse-password = var.external_clickhouse.password_secret_id },
    try(var.external_cache.auth_secret_id, null) == null
    ? {}
    : { cache-auth-token = var.external_cache.auth_secret_id },
    { for name, id in var.additional_secret_env : local.additional_secrets[name] => id }
  )

  app_secret_values = { for name, value in local.secret_values : replace(name, "_", "-") => value }

  secret_generation = sha1(jsonencode([
    [for name in local.secret_names : local.secret_generations[name]],
    local.secret_vault_ids,
  ]))
}
