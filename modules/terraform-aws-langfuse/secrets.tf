# Generated from stacks/aws/secrets.ts. Edit there, then run npm run synth.

ephemeral "random_password" "secret" {
  for_each = toset(["clickhouse_password", "encryption_key", "web_next_secret", "web_salt"])

  length = 48
  # Langfuse's migrations put ClickHouse's password into a URL without encoding it.
  special = false
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

  secret_names = concat(
    ["encryption_key", "web_next_secret", "web_salt"],
    local.clickhouse_enabled ? ["clickhouse_password"] : [],
    var.external_cache == null ? ["cache_auth_token"] : [],
    var.database_type == "external" ? [] : ["database_password"],
    var.initial_setup == null ? [] : ["initial_secret_key", "initial_user_password"]
  )

  secret_descriptions = {
    cache_auth_token      = "Token that Valkey asks for"
    clickhouse_password   = "Password of the user of ClickHouse"
    database_password     = "Password of the user of PostgreSQL"
    encryption_key        = "Key that Langfuse encrypts stored credentials with; it must never change"
    initial_secret_key    = "Secret API key of the initial project"
    initial_user_password = "Password of the initial user"
    web_next_secret       = "Secret that sessions are signed with"
    web_salt              = "Salt that API keys are hashed with; it must never change"
  }

  secret_values = {
    cache_auth_token    = one(random_password.cache_auth_token[*].result)
    clickhouse_password = ephemeral.random_password.secret["clickhouse_password"].result
    database_password   = ephemeral.random_password.database.result
    encryption_key = coalesce(
      var.encryption_key,
      sha256(ephemeral.random_password.secret["encryption_key"].result)
    )
    initial_secret_key    = local.initial_secret_key
    initial_user_password = local.initial_user_password
    web_next_secret = coalesce(
      var.web_next_secret,
      ephemeral.random_password.secret["web_next_secret"].result
    )
    web_salt = coalesce(var.web_salt, ephemeral.random_password.secret["web_salt"].result)
  }

  secret_generations = {
    cache_auth_token = nonsensitive(
      one(random_password.cache_auth_token[*].result) == null
      ? 1
      : parseint(substr(sha256(one(random_password.cache_auth_token[*].result)), 0, 7), 16)
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
}

resource "aws_ssm_parameter" "secret" {
  for_each = toset(var.secret_store == "ssm" ? local.secret_names : [])

  name        = "/${local.name}/${replace(each.key, "_", "-")}"
  description = local.secret_descriptions[each.key]

  #checkov:skip=CKV_AWS_337:the AWS managed key is free; kms_key_arn names another
  key_id           = var.kms_key_arn
  region           = var.region
  type             = "SecureString"
  value_wo         = local.secret_values[each.key]
  value_wo_version = local.secret_generations[each.key]

  tags = local.tags

  # The password of a server that failed to start is forgotten, and a second attempt makes another:
  # it is stored when the server has it.
  depends_on = [aws_db_instance.postgresql, aws_rds_cluster.postgresql]
}

resource "aws_secretsmanager_secret" "secret" {
  #checkov:skip=CKV2_AWS_57:a new encryption key or salt loses data; passwords have a version each
  for_each = toset(var.secret_store == "secretsmanager" ? local.secret_names : [])

  name_prefix = "${local.name}/${replace(each.key, "_", "-")}-"
  description = local.secret_descriptions[each.key]

  #checkov:skip=CKV_AWS_149:the AWS managed key is free; kms_key_arn names another
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.force_delete ? 0 : 7
  region                  = var.region

  tags = local.tags
}

resource "aws_secretsmanager_secret_version" "secret" {
  for_each = toset(var.secret_store == "secretsmanager" ? local.secret_names : [])

  region                   = var.region
  secret_id                = aws_secretsmanager_secret.secret[each.key].id
  secret_string_wo         = local.secret_values[each.key]
  secret_string_wo_version = local.secret_generations[each.key]

  # The password of a server that failed to start is forgotten, and a second attempt makes another:
  # it is stored when the server has it.
  depends_on = [aws_db_instance.postgresql, aws_rds_cluster.postgresql]
}

locals {
  secret_arns = merge({ for name, parameter in aws_ssm_parameter.secret : name => parameter.arn }, {
    for name, version in aws_secretsmanager_secret_version.secret :
    name => aws_secretsmanager_secret.secret[name].arn
  })

  secret_versions = { for name in local.secret_names : name => local.secret_generations[name] }
}
