# Generated from stacks/azure/worker-instance.ts. Edit there, then run npm run synth.

resource "azurerm_container_group" "worker" {
  #checkov:skip=CKV_AZURE_235:what is secret is in secure_environment_variables
  #checkov:skip=CKV2_AZURE_28:it signs in nowhere; Langfuse takes an account key for Blob Storage
  # A group in a network must open a port; the rules of its subnet let nobody in.
  count = local.is_worker_app ? 0 : var.worker_min_replicas

  name                = "${local.name}-worker-${count.index}"
  location            = local.location
  resource_group_name = local.resource_group_name

  ip_address_type = "Private"
  os_type         = "Linux"
  restart_policy  = "Always"
  subnet_ids      = [local.container_instances_subnet_id]

  container {
    name                  = "worker"
    cpu                   = var.worker_cpu
    environment_variables = local.worker_environment
    image                 = coalesce(var.worker_image, "docker.io/langfuse/langfuse-worker:${var.langfuse_version}")
    memory                = var.worker_memory

    secure_environment_variables = {
      for name, secret in local.worker_secrets : name => local.app_secret_values[secret]
    }

    liveness_probe {
      failure_threshold     = 5
      initial_delay_seconds = 60
      period_seconds        = 30
      timeout_seconds       = 10

      http_get {
        path   = "/api/health"
        port   = 3030
        scheme = "http"
      }
    }

    ports {
      port     = 3030
      protocol = "TCP"
    }
  }

  diagnostics {
    log_analytics {
      workspace_id  = azurerm_log_analytics_workspace.langfuse.workspace_id
      workspace_key = azurerm_log_analytics_workspace.langfuse.primary_shared_key
    }
  }

  tags = local.tags

  depends_on = [
    azurerm_role_assignment.key_vault_reader,
    azurerm_key_vault_secret.secret,
    azurerm_postgresql_flexible_server_configuration.langfuse,
    azurerm_private_endpoint.cache,
    azurerm_container_app.clickhouse,
    azapi_resource_action.clickhouse_ports,
    azurerm_container_group.clickhouse,
    azurerm_private_dns_a_record.clickhouse,
    azurerm_container_app.web,
  ]
}
