# Names, regions and ids that Azure would refuse.

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

run "shortest_name_in_a_group_of_ones_own" {
  command = plan

  variables {
    name                = "ab"
    location            = "eastus"
    resource_group_name = "team_(langfuse).rg-1"
    tags                = { Team = "", "cost center" = "a/b" }
  }
}

run "longest_name" {
  command = plan

  variables {
    name                = "a2345-78901-34567-90"
    resource_group_name = "r"
    log_retention_days  = 730
  }
}

run "name_of_one_letter" {
  command = plan

  variables {
    name = "a"
  }

  expect_failures = [var.name]
}

run "name_of_21_letters" {
  command = plan

  variables {
    name = "a23456789012345678901"
  }

  expect_failures = [var.name]
}

run "name_with_capitals" {
  command = plan

  variables {
    name = "Langfuse"
  }

  expect_failures = [var.name]
}

run "name_with_two_hyphens" {
  command = plan

  variables {
    name = "langfuse--dev"
  }

  expect_failures = [var.name]
}

run "name_that_starts_with_a_digit" {
  command = plan

  variables {
    name = "1langfuse"
  }

  expect_failures = [var.name]
}

run "name_with_a_hyphen_at_its_end" {
  command = plan

  variables {
    name = "langfuse-"
  }

  expect_failures = [var.name]
}

run "tag_with_a_slash_in_its_key" {
  command = plan

  variables {
    tags = { "team/owner" = "a" }
  }

  expect_failures = [var.tags]
}

run "location_as_it_is_displayed" {
  command = plan

  variables {
    location = "Japan East"
  }

  expect_failures = [var.location]
}

run "resource_group_by_its_id" {
  command = plan

  variables {
    resource_group_name = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/team"
  }

  expect_failures = [var.resource_group_name]
}

run "resource_group_with_a_dot_at_its_end" {
  command = plan

  variables {
    resource_group_name = "team."
  }

  expect_failures = [var.resource_group_name]
}

run "identity_by_its_principal" {
  command = plan

  variables {
    user_assigned_identity_id = "00000000-0000-0000-0000-000000000004"
  }

  expect_failures = [var.user_assigned_identity_id]
}

run "unknown_choices" {
  command = plan

  variables {
    workload_profile              = "D2"
    secret_store                  = "vault"
    blob_replication_type         = "XRS"
    clickhouse_ingress            = "grpc"
    clickhouse_storage            = "disk"
    clickhouse_share_provisioning = "v3"
    database_zone                 = "4"
  }

  expect_failures = [
    var.workload_profile,
    var.secret_store,
    var.blob_replication_type,
    var.clickhouse_ingress,
    var.clickhouse_storage,
    var.clickhouse_share_provisioning,
    var.database_zone,
  ]
}

run "unknown_platform" {
  command = plan

  variables {
    clickhouse_platform = "virtual_machine"
  }

  expect_failures = [var.clickhouse_platform]
}
