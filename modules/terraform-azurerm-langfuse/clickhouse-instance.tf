# Generated from stacks/azure/clickhouse-instance.ts. Edit there, then run npm run synth.

resource "azurerm_container_group" "clickhouse" {
  #checkov:skip=CKV_AZURE_235:the password is in secure_environment_variables, the others are no secret
  count = local.clickhouse_enabled && !local.is_container_app ? 1 : 0

  name                = "${local.name}-clickhouse"
  location            = local.location
  resource_group_name = local.resource_group_name

  ip_address_type = "Private"
  os_type         = "Linux"
  restart_policy  = "Always"
  subnet_ids      = [local.container_instances_subnet_id]

  container {
    name                  = "clickhouse"
    commands              = ["/bin/sh", "-c", local.clickhouse_start]
    cpu                   = var.clickhouse_cpu
    environment_variables = local.clickhouse_environment
    image                 = local.clickhouse_image
    memory                = var.clickhouse_memory

    secure_environment_variables = {
      CLICKHOUSE_PASSWORD = local.secret_values.clickhouse_password
    }

    liveness_probe {
      failure_threshold     = 10
      initial_delay_seconds = 60
      period_seconds        = 30
      timeout_seconds       = 10

      exec = [
        "/bin/sh",
        "-c",
        "test -e /tmp/restoring || wget -q -T 5 --spider http://127.0.0.1:8123/ping",
      ]
    }

    ports {
      port     = 8123
      protocol = "TCP"
    }

    ports {
      port     = 9000
      protocol = "TCP"
    }

    readiness_probe {
      failure_threshold = 3
      period_seconds    = 5
      timeout_seconds   = 10

      http_get {
        path   = "/ping"
        port   = 8123
        scheme = "http"
      }
    }

    volume {
      name       = "data"
      empty_dir  = true
      mount_path = "/var/lib/clickhouse"
    }
  }

  diagnostics {
    log_analytics {
      workspace_id  = azurerm_log_analytics_workspace.langfuse.workspace_id
      workspace_key = azurerm_log_analytics_workspace.langfuse.primary_shared_key
    }
  }

  identity {
    identity_ids = [azurerm_user_assigned_identity.clickhouse[0].id]
    type         = "UserAssigned"
  }

  tags = local.tags

  depends_on = [azurerm_role_assignment.clickhouse]
}

resource "azurerm_private_dns_zone" "clickhouse" {
  count = local.clickhouse_enabled && !local.is_container_app ? 1 : 0

  name                = "${local.name}-${random_id.suffix.hex}.internal"
  resource_group_name = local.resource_group_name

  tags = local.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "clickhouse" {
  count = local.clickhouse_enabled && !local.is_container_app ? 1 : 0

  name                = "${local.name}-clickhouse"
  resource_group_name = local.resource_group_name

  private_dns_zone_name = azurerm_private_dns_zone.clickhouse[0].name
  virtual_network_id    = local.virtual_network_id

  tags = local.tags
}

resource "azurerm_private_dns_a_record" "clickhouse" {
  # The address is another one after every replacement.
  count = local.clickhouse_enabled && !local.is_container_app ? 1 : 0

  name                = "clickhouse"
  resource_group_name = local.resource_group_name

  records   = [azurerm_container_group.clickhouse[0].ip_address]
  ttl       = 10
  zone_name = azurerm_private_dns_zone.clickhouse[0].name

  tags = local.tags

  depends_on = [azurerm_private_dns_zone_virtual_network_link.clickhouse]
}

locals {
  clickhouse_instance_name = join(
    ".",
    concat(["clickhouse"], azurerm_private_dns_zone.clickhouse[*].name)
  )
}
