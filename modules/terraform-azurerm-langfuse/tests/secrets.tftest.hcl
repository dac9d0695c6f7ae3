# No secret in plain sight, wherever it is kept.

mock_provider "azurerm" {
  mock_data "azurerm_client_config" {
    defaults = {
      object_id       = "00000000-0000-0000-0000-000000000001"
      subscription_id = "00000000-0000-0000-0000-000000000002"
      tenant_id       = "00000000-0000-0000-0000-000000000003"
    }
  }

  mock_data "azurerm_user_assigned_identity" {
    defaults = { principal_id = "00000000-0000-0000-0000-000000000004" }
  }
}

mock_provider "azapi" {}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "in_the_apps" {
  command = plan

  variables {
    initial_setup         = { user_email = "admin@example.com" }
    additional_secret_env = { LANGFUSE_EE_LICENSE_KEY = "https://team.vault.azure.net/secrets/license" }
  }

  assert {
    condition = alltrue([
      for app in [azurerm_container_app.web, azurerm_container_app.worker[0]] :
      alltrue([
        for name in [
          "CLICKHOUSE_PASSWORD",
          "DATABASE_PASSWORD",
          "ENCRYPTION_KEY",
          "LANGFUSE_EE_LICENSE_KEY",
          "LANGFUSE_S3_BATCH_EXPORT_SECRET_ACCESS_KEY",
          "LANGFUSE_S3_EVENT_UPLOAD_SECRET_ACCESS_KEY",
          "LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY",
          "REDIS_AUTH",
          "SALT",
        ] :
        [for env in one(app.template[0].container).env : env.value == null && env.secret_name != null if env.name == name] == [true]
      ])
    ])
    error_message = "Secrets must be references, each of them once."
  }

  assert {
    condition = alltrue([
      for name in ["LANGFUSE_INIT_PROJECT_SECRET_KEY", "LANGFUSE_INIT_USER_PASSWORD", "NEXTAUTH_SECRET"] :
      [for env in one(azurerm_container_app.web.template[0].container).env : env.value == null && env.secret_name != null if env.name == name] == [true]
    ])
    error_message = "Web must get its secrets."
  }

  assert {
    condition = alltrue([
      !contains(values(local.worker_secrets), "web-next-secret"),
      !contains(values(local.worker_secrets), "initial-user-password"),
      [for env in one(azurerm_container_app.clickhouse[0].template[0].container).env : env.secret_name if env.name == "CLICKHOUSE_PASSWORD"] == ["clickhouse-password"],
      values(local.clickhouse_secrets) == ["clickhouse-password"],
    ])
    error_message = "An app must have no secret that it does not need."
  }

  assert {
    condition = alltrue([
      local.secret_vault_ids == { (local.additional_secrets.LANGFUSE_EE_LICENSE_KEY) = "https://team.vault.azure.net/secrets/license" },
      azurerm_container_app.web.identity[0].type == "UserAssigned",
      azurerm_container_app.worker[0].identity[0].type == "UserAssigned",
    ])
    error_message = "A secret of somebody's vault must be read by identity, and only that one."
  }
}

run "in_a_vault" {
  command = plan

  variables {
    secret_store  = "key_vault"
    initial_setup = { user_email = "admin@example.com" }
  }

  assert {
    condition = toset(keys(azurerm_key_vault_secret.secret)) == toset([
      "blob_account_key",
      "cache_auth_token",
      "clickhouse_password",
      "database_password",
      "encryption_key",
      "initial_secret_key",
      "initial_user_password",
      "web_next_secret",
      "web_salt",
    ])
    error_message = "Each secret belongs into the vault."
  }

  assert {
    condition = alltrue([
      azurerm_key_vault.langfuse[0].rbac_authorization_enabled,
      azurerm_key_vault.langfuse[0].purge_protection_enabled,
      azurerm_role_assignment.key_vault_reader[0].role_definition_name == "Key Vault Secrets User",
      azurerm_container_app.web.identity[0].type == "UserAssigned",
      azurerm_container_app.worker[0].identity[0].type == "UserAssigned",
      toset(values(local.web_secrets)) == toset(keys(local.secret_vault_ids)),
    ])
    error_message = "The apps must read all of them by identity, and may do nothing else."
  }

  assert {
    condition     = length(setintersection(keys(random_password.secret), ["encryption_key", "web_next_secret", "web_salt"])) == 0
    error_message = "What is generated for the vault does not belong into the state."
  }
}

run "identity_and_key_of_ones_own" {
  command = plan

  variables {
    secret_store              = "key_vault"
    user_assigned_identity_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.ManagedIdentity/userAssignedIdentities/langfuse"
    encryption_key            = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    web_salt                  = "a salt"
    web_next_secret           = "a secret"
  }

  assert {
    condition = alltrue([
      length(azurerm_user_assigned_identity.langfuse) == 0,
      output.identity_principal_id == "00000000-0000-0000-0000-000000000004",
      azurerm_container_app.web.identity[0].identity_ids == toset(["/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.ManagedIdentity/userAssignedIdentities/langfuse"]),
      azurerm_role_assignment.key_vault_reader[0].principal_id == "00000000-0000-0000-0000-000000000004",
    ])
    error_message = "The given identity is the one that reads."
  }
}

run "one_generation_later" {
  command = plan

  variables {
    database_password_version   = 2
    clickhouse_password_version = 3
  }

  assert {
    condition = alltrue([
      azurerm_postgresql_flexible_server.langfuse[0].administrator_password_wo_version == 3,
      local.clickhouse_environment.CLICKHOUSE_PASSWORD_VERSION == "3",
      random_password.secret["clickhouse_password"].keepers == tomap({ version = "3" }),
    ])
    error_message = "A new generation must be a new password, on both sides."
  }
}
