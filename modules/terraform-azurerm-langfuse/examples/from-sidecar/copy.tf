# Two jobs with the same script: the first while the old app still runs, as often as wanted, the last one when it is stopped.

data "azurerm_storage_account" "sidecar" {
  count = var.is_copying ? 1 : 0

  name                = local.sidecar_share[8]
  resource_group_name = local.sidecar_share[4]
}

locals {
  copy_jobs = {
    first = "copy-first"
    last  = "copy-last"
  }
}

resource "azurerm_container_app_environment_storage" "source" {
  count = var.is_copying ? 1 : 0

  name                         = "copy-source"
  access_key                   = data.azurerm_storage_account.sidecar[0].primary_access_key
  access_mode                  = "ReadOnly"
  account_name                 = data.azurerm_storage_account.sidecar[0].name
  container_app_environment_id = module.langfuse.container_app_environment_id
  share_name                   = local.sidecar_share[12]
}

resource "azurerm_container_app_environment_storage" "target" {
  count = var.is_copying ? 1 : 0

  name                         = "copy-target"
  access_mode                  = "ReadWrite"
  container_app_environment_id = module.langfuse.container_app_environment_id
  # A host name, in spite of its name.
  nfs_server_url = "${module.langfuse.storage_account_name}.file.core.windows.net"
  share_name     = "/${module.langfuse.storage_account_name}/${module.langfuse.file_share_name}"
}

resource "azurerm_container_app_job" "copy" {
  for_each = { for pass, name in local.copy_jobs : pass => name if var.is_copying }

  name                = "${var.name}-${each.value}"
  location            = var.location
  resource_group_name = module.langfuse.resource_group_name

  container_app_environment_id = module.langfuse.container_app_environment_id
  replica_retry_limit          = 0
  # A day; a run that was cut off goes on where it was.
  replica_timeout_in_seconds = 86400
  workload_profile_name      = "Consumption"

  manual_trigger_config {
    parallelism              = 1
    replica_completion_count = 1
  }

  template {
    container {
      name = "copy"
      args = [file("${path.module}/copy.sh")]
      # It waits for the shares most of the time, and sums need a processor.
      command = ["/bin/sh", "-c"]
      cpu     = 2
      image   = "docker.io/clickhouse/clickhouse-server:${var.clickhouse_version}"
      memory  = "4Gi"

      env {
        name  = "PASS"
        value = each.key
      }

      volume_mounts {
        name = "source"
        path = "/source"
      }

      volume_mounts {
        name = "target"
        path = "/target"
      }
    }

    volume {
      name = "source"
      # Links that the old mount wrote as files are seen as links, and left out.
      mount_options = "mfsymlinks,nobrl,cache=none"
      storage_name  = azurerm_container_app_environment_storage.source[0].name
      storage_type  = "AzureFile"
    }

    volume {
      name         = "target"
      storage_name = azurerm_container_app_environment_storage.target[0].name
      storage_type = "NfsAzureFile"
    }
  }
}
