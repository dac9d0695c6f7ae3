# The worker on container instances.

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

run "beside_clickhouse" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
    worker_cpu          = 1
    worker_memory       = 1.5
    worker_min_replicas = 2
  }

  assert {
    condition = alltrue([
      length(azurerm_container_app.worker) == 0,
      [for group in azurerm_container_group.worker : group.name] == ["langfuse-worker-0", "langfuse-worker-1"],
      alltrue([for group in azurerm_container_group.worker : group.restart_policy == "Always" && group.ip_address_type == "Private"]),
      alltrue([for group in azurerm_container_group.worker : one(group.container).cpu == 1 && one(group.container).memory == 1.5]),
      !contains(keys(output.container_app_names), "worker"),
    ])
    error_message = "As many instances must run as worker_min_replicas says, and no app."
  }

  assert {
    condition = alltrue([
      one(azurerm_container_group.worker[0].container).environment_variables["NODE_OPTIONS"] == "--max-old-space-size=1152",
      nonsensitive(sort(keys(one(azurerm_container_group.worker[0].container).secure_environment_variables))) == tolist([
        "CLICKHOUSE_PASSWORD",
        "DATABASE_PASSWORD",
        "ENCRYPTION_KEY",
        "LANGFUSE_S3_BATCH_EXPORT_SECRET_ACCESS_KEY",
        "LANGFUSE_S3_EVENT_UPLOAD_SECRET_ACCESS_KEY",
        "LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY",
        "REDIS_AUTH",
        "SALT",
      ]),
    ])
    error_message = "Secrets must be secure variables."
  }

  assert {
    condition = alltrue([
      for group in [azurerm_network_security_group.postgresql[0], azurerm_network_security_group.private_endpoints[0], azurerm_network_security_group.container_instances[0]] :
      one([for rule in group.security_rule : rule.source_address_prefixes if rule.name == "AllowApps"]) == toset(["10.20.0.0/24", "10.20.1.32/28"])
    ])
    error_message = "The instances must reach PostgreSQL, the cache and ClickHouse."
  }
}

run "in_a_network_that_is_given" {
  command = plan

  variables {
    clickhouse_platform           = "container_instance"
    clickhouse_storage            = "volume"
    worker_platform               = "container_instance"
    worker_cpu                    = 1
    virtual_network_id            = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id      = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id   = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
    container_instances_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/instances"
  }

  assert {
    condition = alltrue([
      azurerm_container_group.worker[0].subnet_ids == toset([var.container_instances_subnet_id]),
      azurerm_storage_account.langfuse.network_rules[0].virtual_network_subnet_ids == toset([var.container_apps_subnet_id, var.container_instances_subnet_id]),
    ])
    error_message = "The worker reads events from Blob Storage, by its own subnet."
  }
}

run "neither_app_nor_instance" {
  command = plan

  variables {
    worker_platform = "fargate"
  }

  expect_failures = [var.worker_platform]
}

run "clickhouse_out_of_reach" {
  command = plan

  variables {
    worker_platform = "container_instance"
    worker_cpu      = 1
  }

  expect_failures = [var.worker_platform]
}

run "secrets_in_a_vault" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
    worker_cpu          = 1
    secret_store        = "key_vault"
  }

  expect_failures = [var.worker_platform]
}

run "secret_variables_of_ones_own" {
  command = plan

  variables {
    clickhouse_platform   = "container_instance"
    clickhouse_storage    = "volume"
    worker_platform       = "container_instance"
    worker_cpu            = 1
    additional_secret_env = { SMTP_CONNECTION_URL = "https://example.vault.azure.net/secrets/smtp" }
  }

  expect_failures = [var.worker_platform]
}

run "database_with_a_password_in_a_vault" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
    worker_cpu          = 1
    external_database = {
      host               = "db.example.com"
      username           = "langfuse"
      password_secret_id = "https://example.vault.azure.net/secrets/db"
    }
  }

  expect_failures = [var.worker_platform]
}

run "part_of_a_core" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
  }

  expect_failures = [var.worker_cpu]
}

run "quarter_of_a_gibibyte" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
    worker_cpu          = 1
    worker_memory       = 1.25
  }

  expect_failures = [var.worker_memory]
}

run "network_without_a_subnet_for_it" {
  command = plan

  variables {
    worker_platform             = "container_instance"
    worker_cpu                  = 1
    clickhouse_platform         = "container_instance"
    clickhouse_storage          = "volume"
    virtual_network_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id    = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id        = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
  }

  expect_failures = [var.virtual_network_id]
}

run "more_instances_than_the_subnet_has_addresses" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
    worker_cpu          = 1
    worker_min_replicas = 11
    worker_max_replicas = 11
  }

  expect_failures = [var.worker_min_replicas]
}

run "as_many_instances_as_the_subnet_has_addresses" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    worker_platform     = "container_instance"
    worker_cpu          = 1
    worker_min_replicas = 10
    worker_max_replicas = 10
  }

  assert {
    condition     = length(azurerm_container_group.worker) == 10
    error_message = "Azure keeps five of the sixteen addresses, and ClickHouse has one."
  }
}

run "nothing_of_a_dedicated_profile_is_for_instances" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_cpu      = 4
    clickhouse_memory   = 16
    worker_platform     = "container_instance"
    worker_cpu          = 4
    worker_memory       = 16
    workload_profile    = "D4"
    web_max_replicas    = 4
  }

  assert {
    condition     = one([for profile in azurerm_container_app_environment.langfuse.workload_profile : profile.maximum_count if profile.name == "D4"]) == 2
    error_message = "Four web replicas of one core fit on one instance of D4; one more is for a new revision."
  }
}
