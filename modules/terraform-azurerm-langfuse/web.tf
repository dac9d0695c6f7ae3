# Generated from stacks/azure/web.ts. Edit there, then run npm run synth.

resource "azurerm_container_app" "web" {
  name                = "${local.name}-web"
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

  ingress {
    allow_insecure_connections = false
    external_enabled           = true
    target_port                = 3000
    transport                  = "auto"

    dynamic "ip_security_restriction" {
      for_each = var.allowed_cidr_blocks

      content {
        name             = "allowed-${ip_security_restriction.key}"
        action           = "Allow"
        ip_address_range = ip_security_restriction.value
      }
    }

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  dynamic "secret" {
    for_each = toset(values(local.web_secrets))

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
    max_replicas                     = var.web_max_replicas
    min_replicas                     = var.web_min_replicas
    termination_grace_period_seconds = 120

    container {
      name   = "web"
      args   = local.web_command
      cpu    = var.web_cpu
      image  = coalesce(var.web_image, "docker.io/langfuse/langfuse:${var.langfuse_version}")
      memory = "${var.web_memory}Gi"

      dynamic "env" {
        for_each = local.web_environment

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = local.web_secrets

        content {
          name        = env.key
          secret_name = env.value
        }
      }

      liveness_probe {
        failure_count_threshold = 5
        interval_seconds        = 30
        path                    = "/api/public/health"
        port                    = 3000
        timeout                 = 10
        transport               = "HTTP"
      }

      readiness_probe {
        failure_count_threshold = 3
        interval_seconds        = 10
        path                    = "/api/public/ready"
        port                    = 3000
        timeout                 = 10
        transport               = "HTTP"
      }

      startup_probe {
        failure_count_threshold = 30
        interval_seconds        = 30
        path                    = "/api/public/health"
        port                    = 3000
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

    http_scale_rule {
      name                = "requests"
      concurrent_requests = tostring(var.web_concurrent_requests)
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
  ]
}
