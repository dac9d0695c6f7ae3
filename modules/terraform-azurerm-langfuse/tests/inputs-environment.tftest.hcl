# Environment variables, first users and secrets that Langfuse would not start or work with.

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

run "legal_ones" {
  command = plan

  variables {
    additional_env        = { _A1 = "1", lower_case = "" }
    additional_secret_env = { SMTP_CONNECTION_URL = "https://team.vault.azure.net/secrets/smtp" }
    encryption_key        = "0123456789abcdefABCDEF0123456789abcdefABCDEF01234567890123456789"
    web_salt              = "s"
    web_next_secret       = "s"
    initial_setup = {
      user_email        = "a@b.co"
      organization_id   = "a"
      organization_name = "a"
      project_id        = "A-b_9"
      project_name      = "A project, and its spaces"
    }
  }
}

run "name_with_a_hyphen" {
  command = plan

  variables {
    additional_env = { "AUTH-DISABLE" = "true" }
  }

  expect_failures = [var.additional_env]
}

run "name_of_a_secret_that_starts_with_a_digit" {
  command = plan

  variables {
    additional_secret_env = { "1SMTP" = "https://team.vault.azure.net/secrets/smtp" }
  }

  expect_failures = [var.additional_secret_env]
}

run "what_the_module_sets" {
  command = plan

  variables {
    additional_env = { NEXTAUTH_URL = "https://langfuse.example.com" }
  }

  expect_failures = [var.additional_env]
}

run "secret_that_the_module_sets" {
  command = plan

  variables {
    additional_secret_env = { DATABASE_URL = "https://team.vault.azure.net/secrets/database" }
  }

  expect_failures = [var.additional_secret_env]
}

run "one_name_twice" {
  command = plan

  variables {
    additional_env        = { SMTP_CONNECTION_URL = "smtp://mail.example.com" }
    additional_secret_env = { SMTP_CONNECTION_URL = "https://team.vault.azure.net/secrets/smtp" }
  }

  expect_failures = [var.additional_secret_env]
}

run "secret_in_plain_sight" {
  command = plan

  variables {
    additional_secret_env = { SMTP_CONNECTION_URL = "smtp://user:hunter2@mail.example.com" }
  }

  expect_failures = [var.additional_secret_env]
}

run "user_without_a_mail_address" {
  command = plan

  variables {
    initial_setup = { user_email = "admin" }
  }

  expect_failures = [var.initial_setup]
}

run "organization_whose_id_has_a_space" {
  command = plan

  variables {
    initial_setup = { user_email = "admin@example.com", organization_id = "my team" }
  }

  expect_failures = [var.initial_setup]
}

run "project_without_a_name" {
  command = plan

  variables {
    initial_setup = { user_email = "admin@example.com", project_name = "" }
  }

  expect_failures = [var.initial_setup]
}

run "encryption_key_that_is_too_short" {
  command = plan

  variables {
    encryption_key = "0123456789abcdef"
  }

  expect_failures = [var.encryption_key]
}

run "encryption_key_that_is_not_hexadecimal" {
  command = plan

  variables {
    encryption_key = "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  expect_failures = [var.encryption_key]
}

run "salt_and_session_secret_of_blanks" {
  command = plan

  variables {
    web_salt        = " "
    web_next_secret = ""
  }

  expect_failures = [var.web_salt, var.web_next_secret]
}

run "domain_with_a_scheme" {
  command = plan

  variables {
    custom_domain_name = "https://langfuse.example.com"
  }

  expect_failures = [var.custom_domain_name]
}

run "domain_with_a_wildcard" {
  command = plan

  variables {
    custom_domain_name = "*.example.com"
  }

  expect_failures = [var.custom_domain_name]
}

run "domain_with_capitals" {
  command = plan

  variables {
    custom_domain_name = "Langfuse.example.com"
  }

  expect_failures = [var.custom_domain_name]
}

run "domain_longer_than_a_certificate_takes" {
  command = plan

  variables {
    custom_domain_name = "langfuse.a-name-that-is-longer-than-it-should-be.of-a-team.example.com"
  }

  expect_failures = [var.custom_domain_name]
}
