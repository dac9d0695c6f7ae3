# Two ClickHouse servers never share a data directory, whatever is chosen.

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

run "volume_by_tcp" {
  command = plan

  variables {
    clickhouse_storage = "volume"
    clickhouse_ingress = "tcp"
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
      length(azurerm_container_app.clickhouse) == 1,
      length(terraform_data.clickhouse_revision) == 1,
    ])
    error_message = "There must be one ClickHouse that is replaced, never rolled."
  }

  assert {
    condition = alltrue([
      [for volume in azurerm_container_app.clickhouse[0].template[0].volume : volume.storage_type] == ["NfsAzureFile", "EmptyDir"],
      [for mount in one(azurerm_container_app.clickhouse[0].template[0].container).volume_mounts : mount.path] == ["/var/lib/clickhouse", "/var/cache/clickhouse"],
    ])
    error_message = "The names of the parts must be on the share, whatever holds the parts."
  }
}

run "volume_by_http" {
  command = plan

  variables {
    clickhouse_storage = "volume"
    clickhouse_ingress = "http"
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
      length(azurerm_container_app.clickhouse) == 1,
      length(terraform_data.clickhouse_revision) == 1,
    ])
    error_message = "There must be one ClickHouse that is replaced, never rolled."
  }
}

run "object_storage_by_tcp" {
  command = plan

  variables {
    clickhouse_storage = "object_storage"
    clickhouse_ingress = "tcp"
    workload_profile   = "E8"
    clickhouse_memory  = 16
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
      length(azurerm_container_app.clickhouse) == 1,
      length(terraform_data.clickhouse_revision) == 1,
    ])
    error_message = "There must be one ClickHouse that is replaced, never rolled."
  }

  assert {
    condition = alltrue([
      [for volume in azurerm_container_app.clickhouse[0].template[0].volume : volume.storage_type] == ["NfsAzureFile", "EmptyDir"],
      [for mount in one(azurerm_container_app.clickhouse[0].template[0].container).volume_mounts : mount.path] == ["/var/lib/clickhouse", "/var/cache/clickhouse"],
    ])
    error_message = "The names of the parts must be on the share, whatever holds the parts."
  }
}

run "object_storage_cached_by_tcp" {
  command = plan

  variables {
    clickhouse_storage = "object_storage_cached"
    clickhouse_ingress = "tcp"
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
      length(azurerm_container_app.clickhouse) == 1,
      length(terraform_data.clickhouse_revision) == 1,
    ])
    error_message = "There must be one ClickHouse that is replaced, never rolled."
  }

  assert {
    condition = alltrue([
      [for volume in azurerm_container_app.clickhouse[0].template[0].volume : volume.storage_type] == ["NfsAzureFile", "EmptyDir"],
      [for mount in one(azurerm_container_app.clickhouse[0].template[0].container).volume_mounts : mount.path] == ["/var/lib/clickhouse", "/var/cache/clickhouse"],
    ])
    error_message = "The names of the parts must be on the share, whatever holds the parts."
  }
}

run "tiered_by_tcp" {
  command = plan

  variables {
    clickhouse_storage = "tiered"
    clickhouse_ingress = "tcp"
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
      length(azurerm_container_app.clickhouse) == 1,
      length(terraform_data.clickhouse_revision) == 1,
    ])
    error_message = "There must be one ClickHouse that is replaced, never rolled."
  }

  assert {
    condition = alltrue([
      [for volume in azurerm_container_app.clickhouse[0].template[0].volume : volume.storage_type] == ["NfsAzureFile", "EmptyDir"],
      [for mount in one(azurerm_container_app.clickhouse[0].template[0].container).volume_mounts : mount.path] == ["/var/lib/clickhouse", "/var/cache/clickhouse"],
    ])
    error_message = "The names of the parts must be on the share, whatever holds the parts."
  }
}

run "tiered_by_http" {
  command = plan

  variables {
    clickhouse_storage = "tiered"
    clickhouse_ingress = "http"
    clickhouse_cpu     = 4
    clickhouse_memory  = 8
    web_min_replicas   = 2
    web_max_replicas   = 300
  }

  assert {
    condition = alltrue([
      azurerm_container_app.clickhouse[0].template[0].min_replicas == 1,
      azurerm_container_app.clickhouse[0].template[0].max_replicas == 1,
      azurerm_container_app.clickhouse[0].revision_mode == "Single",
      length(azurerm_container_app.clickhouse) == 1,
      length(terraform_data.clickhouse_revision) == 1,
    ])
    error_message = "There must be one ClickHouse that is replaced, never rolled."
  }

  assert {
    condition = alltrue([
      [for volume in azurerm_container_app.clickhouse[0].template[0].volume : volume.storage_type] == ["NfsAzureFile", "EmptyDir"],
      [for mount in one(azurerm_container_app.clickhouse[0].template[0].container).volume_mounts : mount.path] == ["/var/lib/clickhouse", "/var/cache/clickhouse"],
    ])
    error_message = "The names of the parts must be on the share, whatever holds the parts."
  }
}
