# Versions that are too old or move, and images that cannot be pulled.

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

run "oldest" {
  command = plan

  variables {
    langfuse_version   = "3.0.0"
    clickhouse_version = "24.3"
    database_version   = "15"
  }
}

run "oldest_for_langfuse_4" {
  command = plan

  variables {
    langfuse_version       = "4.0.0"
    langfuse_v4_write_mode = "legacy"
    clickhouse_version     = "25.12.1.1-alpine"
    database_version       = "17"
    clickhouse_image       = "mirror.example.com:5000/team/clickhouse@sha256:0123456789abcdef"
    web_image              = "example.azurecr.io/langfuse:4.0.0"
    worker_image           = "langfuse-worker"
  }

  assert {
    condition = alltrue([
      one(azurerm_container_app.clickhouse[0].template[0].container[*].image) == "mirror.example.com:5000/team/clickhouse@sha256:0123456789abcdef",
      one(azurerm_container_app.web.template[0].container[*].image) == "example.azurecr.io/langfuse:4.0.0",
      one(azurerm_container_app.worker[0].template[0].container[*].image) == "langfuse-worker",
    ])
    error_message = "A given image must be the one that runs."
  }
}

run "langfuse_2" {
  command = plan

  variables {
    langfuse_version = "2.95.11"
  }

  expect_failures = [var.langfuse_version]
}

run "langfuse_by_a_moving_tag" {
  command = plan

  variables {
    langfuse_version = "3"
  }

  expect_failures = [var.langfuse_version]
}

run "write_mode_of_4_with_3" {
  command = plan

  variables {
    langfuse_v4_write_mode = "dual"
  }

  expect_failures = [var.langfuse_v4_write_mode]
}

run "unknown_write_mode_and_images_that_are_no_references" {
  command = plan

  variables {
    langfuse_version       = "4.0.0"
    langfuse_v4_write_mode = "events"
    web_image              = "langfuse langfuse"
    worker_image           = ""
    clickhouse_image       = "/clickhouse"
  }

  expect_failures = [var.langfuse_v4_write_mode, var.web_image, var.worker_image, var.clickhouse_image]
}

run "clickhouse_by_a_moving_tag_and_a_database_that_azure_has_not" {
  command = plan

  variables {
    clickhouse_version = "latest"
    database_version   = "19"
  }

  expect_failures = [var.clickhouse_version, var.database_version]
}

run "too_old" {
  command = plan

  variables {
    clickhouse_version = "24.2.3.70"
    database_version   = "14"
  }

  expect_failures = [var.clickhouse_version, var.database_version]
}

run "clickhouse_below_25_12_for_langfuse_4" {
  command = plan

  variables {
    langfuse_version   = "4.0.0"
    clickhouse_version = "25.11"
  }

  expect_failures = [var.clickhouse_version]
}

run "clickhouse_that_cannot_list_backups_on_an_instance" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_version  = "25.11"
  }

  expect_failures = [var.clickhouse_platform]
}
