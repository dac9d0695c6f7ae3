# Generated from stacks/azure/clickhouse-app.ts. Edit there, then run npm run synth.

locals {
  clickhouse_app_name = "${local.name}-clickhouse"

  clickhouse_environment = merge(
    {
      CLICKHOUSE_IDENTITY_CLIENT_ID = one(azurerm_user_assigned_identity.clickhouse[*].client_id)
      CLICKHOUSE_PASSWORD_VERSION   = tostring(var.clickhouse_password_version)
      CLICKHOUSE_USER               = "clickhouse"
    },
    {
      for file, variable in local.clickhouse_config_variables :
      variable => local.clickhouse_config[file]
    }
  )

  clickhouse_secrets = {
    CLICKHOUSE_PASSWORD = "clickhouse-password"
  }

  clickhouse_revision = sha256(jsonencode({
    cpu          = var.clickhouse_cpu
    environment  = local.clickhouse_environment
    image        = local.clickhouse_image
    ingress      = var.clickhouse_ingress
    memory       = var.clickhouse_memory
    secret_store = var.secret_store
    share = [
      for storage in azurerm_container_app_environment_storage.clickhouse :
      [storage.nfs_server_url, storage.share_name]
    ]
    start            = local.clickhouse_start
    workload_profile = var.workload_profile
  }))
}

resource "terraform_data" "clickhouse_revision" {
  count = local.is_clickhouse_on_app ? 1 : 0

  input = local.clickhouse_revision
}

resource "azurerm_container_app" "clickhouse" {
  # One writer: what would make a second revision beside the first replaces the app, by the digest below.
  count = local.is_clickhouse_on_app ? 1 : 0

  name                = local.clickhouse_app_name
  resource_group_name = local.resource_group_name

  container_app_environment_id = azurerm_container_app_environment.langfuse.id
  revision_mode                = "Single"
  workload_profile_name        = var.workload_profile

  identity {
    type = "UserAssigned"

    identity_ids = concat(
      [azurerm_user_assigned_identity.clickhouse[0].id],
      length(local.secret_vault_ids) > 0 ? [local.identity_id] : []
    )
  }

  ingress {
    exposed_port     = var.clickhouse_ingress == "tcp" ? 9000 : null
    external_enabled = false
    target_port      = var.clickhouse_ingress == "tcp" ? 9000 : 8123
    transport        = var.clickhouse_ingress

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  dynamic "secret" {
    for_each = toset(values(local.clickhouse_secrets))

    content {
      name                = secret.value
      identity            = contains(keys(local.secret_vault_ids), secret.value) ? local.identity_id : null
      key_vault_secret_id = lookup(local.secret_vault_ids, secret.value, null)

      value = (
        contains(keys(local.secret_vault_ids), secret.value)
        ? ""
        : lookup(local.app_secret_values, secret.value, null)
      )
    }
  }

  template {
    max_replicas                     = 1
    min_replicas                     = 1
    termination_grace_period_seconds = 120

    container {
      name    = "clickhouse"
      args    = [local.clickhouse_start]
      command = ["/bin/sh", "-c"]
      cpu     = var.clickhouse_cpu
      image   = local.clickhouse_image
      memory  = "${var.clickhouse_memory}Gi"

      dynamic "env" {
        for_each = local.clickhouse_environment

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = local.clickhouse_secrets

        content {
          name        = env.key
          secret_name = env.value
        }
      }

      liveness_probe {
        failure_count_threshold = 10
        interval_seconds        = 30
        path                    = "/ping"
        port                    = 8123
        timeout                 = 10
        transport               = "HTTP"
      }

      readiness_probe {
        failure_count_threshold = 3
        interval_seconds        = 5
        path                    = "/ping"
        port                    = 8123
        success_count_threshold = 1
        timeout                 = 10
        transport               = "HTTP"
      }

      startup_probe {
        failure_count_threshold = 30
        initial_delay           = 5
        interval_seconds        = 30
        path                    = "/ping"
        port                    = 8123
        timeout                 = 10
        transport               = "HTTP"
      }

      volume_mounts {
        name = "data"
        path = "/var/lib/clickhouse"
      }

      volume_mounts {
        name = "cache"
        path = "/var/cache/clickhouse"
      }
    }

    volume {
      name         = "data"
      storage_name = azurerm_container_app_environment_storage.clickhouse[0].name
      storage_type = "NfsAzureFile"
    }

    volume {
      name         = "cache"
      storage_type = "EmptyDir"
    }
  }

  tags = local.tags

  lifecycle {
    replace_triggered_by = [terraform_data.clickhouse_revision]
  }

  depends_on = [
    azurerm_role_assignment.clickhouse,
    azurerm_role_assignment.key_vault_reader,
    azurerm_key_vault_secret.secret,
  ]
}

resource "azapi_resource_action" "clickhouse_ports" {
  # azurerm knows no additional ports (hashicorp/terraform-provider-azurerm#32810; with it this block can go),
  # and a change of its ingress takes them away, so they are set again after every change of the app.
  # azapi_update_resource would not do: it writes the whole app back, without the secrets it cannot read.
  count = local.is_clickhouse_on_app ? 1 : 0

  method      = "PATCH"
  resource_id = azurerm_container_app.clickhouse[0].id
  type        = "Microsoft.App/containerApps@2025-01-01"

  body = {
    properties = {
      configuration = {
        ingress = {
          additionalPortMappings = [
            {
              external    = false
              targetPort  = var.clickhouse_ingress == "tcp" ? 8123 : 9000
              exposedPort = var.clickhouse_ingress == "tcp" ? 8123 : 9000
            },
          ]
        }
      }
    }
  }

  lifecycle {
    replace_triggered_by = [azurerm_container_app.clickhouse]
  }
}
