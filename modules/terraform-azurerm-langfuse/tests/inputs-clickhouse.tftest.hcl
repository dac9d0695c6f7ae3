# What ClickHouse would lose its data by, or not start with.

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

run "tiered_on_a_disk_that_is_lost" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "tiered"
  }

  expect_failures = [var.clickhouse_platform]
}

run "object_storage_on_a_disk_that_is_lost" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "object_storage"
  }

  expect_failures = [var.clickhouse_platform]
}

run "object_storage_cached_on_a_disk_that_is_lost" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "object_storage_cached"
  }

  expect_failures = [var.clickhouse_platform]
}

run "configuration_of_ones_own" {
  command = plan

  variables {
    clickhouse_storage          = "object_storage_cached"
    clickhouse_accept_data_loss = true
    clickhouse_extra_config = {
      a                                        = "<clickhouse/>"
      a-234567890123456789012345678901234567-9 = "<?xml version=\"1.0\"?>\n<!-- mine -->\n<clickhouse><max_connections>64</max_connections></clickhouse>"
    }
  }

  assert {
    condition = alltrue([
      local.clickhouse_environment["CONFIG_D_ZZ_A_XML"] == "<clickhouse/>",
      strcontains(local.clickhouse_start, "config.d/zz-a.xml"),
    ])
    error_message = "A file of one's own must come after the module's."
  }
}

run "configuration_by_the_name_of_a_file" {
  command = plan

  variables {
    clickhouse_extra_config = { "memory.xml" = "<clickhouse/>" }
  }

  expect_failures = [var.clickhouse_extra_config]
}

run "configuration_with_the_old_root_element" {
  command = plan

  variables {
    clickhouse_extra_config = { memory = "<yandex><max_connections>64</max_connections></yandex>" }
  }

  expect_failures = [var.clickhouse_extra_config]
}

run "configuration_that_is_too_long" {
  command = plan

  variables {
    clickhouse_extra_config = {
      long = "<clickhouse>${join("", [for part in range(800) : "<!-- ${format("%032d", part)} -->"])}</clickhouse>"
    }
  }

  expect_failures = [var.clickhouse_extra_config]
}

run "backups_kept_for_less_than_their_base" {
  command = plan

  variables {
    clickhouse_backup_retention_days = 2
  }

  expect_failures = [var.clickhouse_backup_retention_days]
}
