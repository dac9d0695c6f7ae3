# Which ports are reached from where.

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

run "clickhouse_by_tcp" {
  command = plan

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].ingress[0].transport == "tcp",
      azurerm_container_app.clickhouse[0].ingress[0].target_port == 9000,
      azurerm_container_app.clickhouse[0].ingress[0].exposed_port == 9000,
      !azurerm_container_app.clickhouse[0].ingress[0].external_enabled,
    ])
    error_message = "The native protocol is the app's own port."
  }

  assert {
    condition = azapi_resource_action.clickhouse_ports[0].body.properties.configuration.ingress.additionalPortMappings == [
      { external = false, targetPort = 8123, exposedPort = 8123 },
    ]
    error_message = "HTTP must be reached beside it, from inside only."
  }

  assert {
    condition = alltrue([
      output.clickhouse_http_url == "http://langfuse-clickhouse:8123",
      output.clickhouse_native_url == "clickhouse://langfuse-clickhouse:9000",
      local.web_environment.CLICKHOUSE_URL == output.clickhouse_http_url,
      local.worker_environment.CLICKHOUSE_URL == output.clickhouse_http_url,
      local.web_environment.CLICKHOUSE_MIGRATION_URL == output.clickhouse_native_url,
      local.web_environment.CLICKHOUSE_MIGRATION_SSL == "false",
    ])
    error_message = "Langfuse needs both, and its migrations the native one."
  }
}

run "clickhouse_by_http" {
  command = plan

  variables {
    clickhouse_ingress = "http"
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].ingress[0].transport == "http",
      azurerm_container_app.clickhouse[0].ingress[0].target_port == 8123,
      azurerm_container_app.clickhouse[0].ingress[0].exposed_port == null,
      !azurerm_container_app.clickhouse[0].ingress[0].external_enabled,
    ])
    error_message = "HTTP is the app's own port, and no port can be chosen for it."
  }

  assert {
    condition = azapi_resource_action.clickhouse_ports[0].body.properties.configuration.ingress.additionalPortMappings == [
      { external = false, targetPort = 9000, exposedPort = 9000 },
    ]
    error_message = "Migrations speak the native protocol only."
  }

  assert {
    condition     = local.web_environment.CLICKHOUSE_MIGRATION_URL == "clickhouse://langfuse-clickhouse:9000"
    error_message = "Migrations must go to the port beside it."
  }
}

run "web_for_some" {
  command = plan

  variables {
    allowed_cidr_blocks = ["203.0.113.0/24", "198.51.100.7/32"]
  }

  assert {
    condition = alltrue([
      azurerm_container_app.web.ingress[0].ip_security_restriction[*].ip_address_range == tolist(["203.0.113.0/24", "198.51.100.7/32"]),
      alltrue([for rule in azurerm_container_app.web.ingress[0].ip_security_restriction : rule.action == "Allow"]),
    ])
    error_message = "Whoever is not named must be kept out."
  }

  assert {
    condition = alltrue([
      azurerm_container_app.web.ingress[0].external_enabled,
      azurerm_container_app.web.ingress[0].target_port == 3000,
      length(azurerm_container_app.worker[0].ingress) == 0,
      !azurerm_container_app_environment.langfuse.internal_load_balancer_enabled,
    ])
    error_message = "Web is reached from outside, the worker from nowhere."
  }
}

run "blobs_for_browsers" {
  command = plan

  variables {
    blob_allowed_ip_ranges = ["0.0.0.0/0"]
    custom_domain_name     = "langfuse.example.com"
  }

  assert {
    condition = alltrue([
      azurerm_storage_account.langfuse.network_rules[0].default_action == "Allow",
      length(azurerm_storage_account.langfuse.network_rules[0].ip_rules) == 0,
      azurerm_storage_account.clickhouse[0].network_rules[0].default_action == "Deny",
      one(azurerm_storage_account.langfuse.blob_properties[0].cors_rule).allowed_origins == tolist(["https://langfuse.example.com"]),
    ])
    error_message = "Browsers come from Langfuse's address, and to its own account only."
  }
}
