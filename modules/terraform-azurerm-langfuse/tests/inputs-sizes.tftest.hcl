# Sizes and numbers of replicas that Container Apps and Container Instances do not sell.

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

run "smallest" {
  command = plan

  variables {
    web_cpu                 = 0.5
    web_memory              = 1
    web_max_replicas        = 1
    worker_cpu              = 0.25
    worker_memory           = 0.5
    worker_max_replicas     = 1
    web_concurrent_requests = 1
    autoscaling_cpu_target  = 10
  }
}

run "largest_on_consumption" {
  command = plan

  variables {
    web_cpu                   = 4
    web_memory                = 8
    web_min_replicas          = 300
    web_max_replicas          = 300
    worker_cpu                = 4
    worker_memory             = 8
    worker_min_replicas       = 300
    worker_max_replicas       = 300
    clickhouse_cpu            = 4
    clickhouse_memory         = 8
    clickhouse_cache_size_gib = 7
    web_concurrent_requests   = 1000
    autoscaling_cpu_target    = 90
  }
}

run "largest_on_a_dedicated_profile" {
  command = plan

  variables {
    workload_profile          = "E32"
    web_cpu                   = 0.25
    web_memory                = 256
    worker_cpu                = 32
    worker_memory             = 0.5
    clickhouse_cpu            = 32
    clickhouse_memory         = 256
    clickhouse_cache_size_gib = 7
  }
}

run "largest_instance" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_cpu      = 4
    clickhouse_memory   = 16
  }
}

run "five_cores_on_consumption" {
  command = plan

  variables {
    web_cpu           = 5
    web_memory        = 10
    worker_cpu        = 5
    worker_memory     = 10
    clickhouse_cpu    = 5
    clickhouse_memory = 10
  }

  expect_failures = [var.web_cpu, var.worker_cpu, var.clickhouse_cpu]
}

run "thirds_of_a_core" {
  command = plan

  variables {
    workload_profile = "D4"
    web_cpu          = 0.3
    worker_cpu       = 0.3
    clickhouse_cpu   = 1.3
  }

  expect_failures = [var.web_cpu, var.worker_cpu, var.clickhouse_cpu]
}

run "hardly_any_core" {
  command = plan

  variables {
    workload_profile = "D4"
    web_cpu          = 0
    worker_cpu       = 0
    clickhouse_cpu   = 0.75
  }

  expect_failures = [var.web_cpu, var.worker_cpu, var.clickhouse_cpu]
}

run "too_little_memory" {
  command = plan

  variables {
    workload_profile  = "D4"
    web_memory        = 0.75
    worker_memory     = 0.25
    clickhouse_memory = 1.75
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "memory_in_mebibytes" {
  command = plan

  variables {
    workload_profile  = "D4"
    web_memory        = 2048
    worker_memory     = 1024
    clickhouse_memory = 4096
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "memory_that_does_not_go_with_the_cores" {
  command = plan

  variables {
    web_memory        = 4
    worker_memory     = 2
    clickhouse_memory = 4
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "part_of_a_core_on_an_instance" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_cpu      = 1.5
  }

  expect_failures = [var.clickhouse_cpu]
}

run "eight_cores_on_an_instance_beside_a_dedicated_profile" {
  command = plan

  variables {
    workload_profile    = "D8"
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_cpu      = 8
  }

  expect_failures = [var.clickhouse_cpu]
}

run "quarter_of_a_gibibyte_on_an_instance" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_memory   = 2.25
  }

  expect_failures = [var.clickhouse_memory]
}

run "more_memory_than_an_instance_has" {
  command = plan

  variables {
    clickhouse_platform = "container_instance"
    clickhouse_storage  = "volume"
    clickhouse_memory   = 17
  }

  expect_failures = [var.clickhouse_memory]
}

run "no_replica" {
  command = plan

  variables {
    web_min_replicas    = 0
    worker_min_replicas = 0
  }

  expect_failures = [var.web_min_replicas, var.worker_min_replicas]
}

run "no_replica_at_most" {
  command = plan

  variables {
    web_max_replicas    = 0
    worker_max_replicas = 0
  }

  expect_failures = [var.web_max_replicas, var.worker_max_replicas]
}

run "more_replicas_than_there_can_be" {
  command = plan

  variables {
    web_max_replicas    = 301
    worker_max_replicas = 301
  }

  expect_failures = [var.web_max_replicas, var.worker_max_replicas]
}

run "less_at_most_than_at_least" {
  command = plan

  variables {
    web_min_replicas    = 3
    web_max_replicas    = 2
    worker_min_replicas = 5
  }

  expect_failures = [var.web_max_replicas, var.worker_max_replicas]
}

run "half_a_replica" {
  command = plan

  variables {
    web_min_replicas    = 1.5
    worker_min_replicas = 1.5
  }

  expect_failures = [var.web_min_replicas, var.worker_min_replicas]
}

run "scaling_that_never_or_always_starts" {
  command = plan

  variables {
    web_concurrent_requests = 0
    autoscaling_cpu_target  = 100
  }

  expect_failures = [var.web_concurrent_requests, var.autoscaling_cpu_target]
}

run "more_cores_than_the_profile_has" {
  command = plan

  variables {
    workload_profile = "D8"
    web_cpu          = 8.25
    worker_cpu       = 16
    clickhouse_cpu   = 32
  }

  expect_failures = [var.web_cpu, var.worker_cpu, var.clickhouse_cpu]
}

run "more_memory_than_the_profile_has" {
  command = plan

  variables {
    workload_profile  = "D4"
    web_memory        = 16.25
    worker_memory     = 20
    clickhouse_memory = 32
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "all_that_the_profile_has" {
  command = plan

  variables {
    workload_profile  = "E4"
    web_cpu           = 4
    web_memory        = 32
    worker_cpu        = 4
    worker_memory     = 32
    clickhouse_cpu    = 4
    clickhouse_memory = 32
  }
}
