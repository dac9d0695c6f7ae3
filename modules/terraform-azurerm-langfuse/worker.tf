# Generated from stacks/azure/worker.ts. Edit there, then run npm run synth.

resource "azurerm_container_app" "worker" {
  count = local.is_worker_app ? 1 : 0

  name                = "${local.name}-worker"
  resource_group_name = local.resource_group_name

  container_app_environment_id = azurerm_container_app_environment.langfuse.id
  revision_mode                = "Single"
  workload_profile_name        = var.workload_profile

  dynamic "identity" {
    for_each = length(local.secret_vault_ids) > 0 ? ["UserAssigned"] : []

    content {
      identity_ids = [local.identity_id]
      type         = identity.value
    }
  }

  dynamic "secret" {
    for_each = toset(values(local.worker_secrets))

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
    max_replicas                     = var.worker_max_replicas
    min_replicas                     = var.worker_min_replicas
    termination_grace_period_seconds = 120

    container {
      name   = "worker"
      cpu    = var.worker_cpu
      memory = "${var.worker_memory}Gi"

      image = coalesce(
        var.worker_image,
        "docker.io/langfuse/langfuse-worker:${var.langfuse_version}"
      )

      dynamic "env" {
        for_each = local.worker_environment

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = local.worker_secrets

        content {
          name        = env.key
          secret_name = env.value
        }
      }

      liveness_probe {
        failure_count_threshold = 5
        interval_seconds        = 30
        path                    = "/api/health"
        port                    = 3030
        timeout                 = 10
        transport               = "HTTP"
      }

      readiness_probe {
        failure_count_threshold = 3
        interval_seconds        = 10
        path                    = "/api/health"
        port                    = 3030
        timeout                 = 10
        transport               = "HTTP"
      }

      startup_probe {
        failure_count_threshold = 30
        interval_seconds        = 30
        path                    = "/api/health"
        port                    = 3030
        timeout                 = 10
        transport               = "HTTP"

        header {
          name  = "X-Secret-Generation"
          value = local.secret_generation
        }
      }
    }

    custom_scale_rule {
      name             = "cpu"
      custom_rule_type = "cpu"

      metadata = {
        type  = "Utilization"
        value = tostring(var.autoscaling_cpu_target)
      }
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
