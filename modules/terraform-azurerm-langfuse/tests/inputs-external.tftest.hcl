# Services of one's own that could not be reached or logged in to.

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

run "least_of_each" {
  command = plan

  variables {
    external_database   = { host = "10.0.0.4", username = "a", password_secret_id = "https://team.vault.azure.net/secrets/langfuse" }
    external_cache      = { host = "10.0.0.5" }
    external_clickhouse = { host = "10.0.0.6", username = "a", password_secret_id = "https://team.vault.azure.net/secrets/langfuse" }
  }
}

run "most_of_each" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 65535
      name               = "a.b-c_d"
      username           = "a.b-c_d"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse/0123456789abcdef0123456789abcdef"
    }

    external_cache = {
      host           = "redis.example.com"
      port           = 1
      auth_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 1
      native_port        = 65535
      username           = "a-b_c"
      database           = "a_b"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }
}

run "hosts_with_a_scheme" {
  command = plan

  variables {
    external_database = {
      host               = "postgresql://db.example.com"
      port               = 5432
      name               = "langfuse"
      username           = "langfuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_cache = {
      host           = "rediss://redis.example.com"
      port           = 6379
      auth_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "https://ch.example.com"
      http_port          = 8123
      native_port        = 9000
      username           = "langfuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "hosts_with_a_port" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com:5432"
      port               = 5432
      name               = "langfuse"
      username           = "langfuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_cache = {
      host           = "redis.example.com:6379"
      port           = 6379
      auth_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com:8123"
      http_port          = 8123
      native_port        = 9000
      username           = "langfuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "ports_out_of_range" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 0
      name               = "langfuse"
      username           = "langfuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_cache = {
      host           = "redis.example.com"
      port           = 65536
      auth_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 0
      native_port        = 9000
      username           = "langfuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "parts_of_ports" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 5432.5
      name               = "langfuse"
      username           = "langfuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_cache = {
      host           = "redis.example.com"
      port           = 6379.5
      auth_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8123
      native_port        = 9000.5
      username           = "langfuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "one_port_for_both_protocols" {
  command = plan

  variables {
    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8123
      native_port        = 8123
      username           = "langfuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_clickhouse]
}

run "users_that_break_an_address" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 5432
      name               = "langfuse"
      username           = "lang:fuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8123
      native_port        = 9000
      username           = "lang@fuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_database, var.external_clickhouse]
}

run "databases_that_break_an_address" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 5432
      name               = "lang/fuse"
      username           = "langfuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8123
      native_port        = 9000
      username           = "langfuse"
      database           = "lang-fuse"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse"
    }
  }

  expect_failures = [var.external_database, var.external_clickhouse]
}

run "passwords_in_plain_sight" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 5432
      name               = "langfuse"
      username           = "langfuse"
      password_secret_id = "hunter2"
    }

    external_cache = {
      host           = "redis.example.com"
      port           = 6379
      auth_secret_id = "hunter2"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8123
      native_port        = 9000
      username           = "langfuse"
      database           = "default"
      password_secret_id = "hunter2"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "secrets_by_their_resource_ids" {
  command = plan

  variables {
    external_database = {
      host               = "db.example.com"
      port               = 5432
      name               = "langfuse"
      username           = "langfuse"
      password_secret_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.KeyVault/vaults/team/secrets/langfuse"
    }

    external_cache = {
      host           = "redis.example.com"
      port           = 6379
      auth_secret_id = "https://team.vault.azure.net/keys/langfuse"
    }

    external_clickhouse = {
      host               = "ch.example.com"
      http_port          = 8123
      native_port        = 9000
      username           = "langfuse"
      database           = "default"
      password_secret_id = "https://team.vault.azure.net/secrets/langfuse/latest"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}
