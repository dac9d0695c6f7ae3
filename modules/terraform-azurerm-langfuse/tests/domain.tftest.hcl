# A domain of one's own, with a certificate that Azure issues.

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

run "custom_domain" {
  command = plan

  variables {
    custom_domain_name = "langfuse.example.com"
  }

  assert {
    condition = alltrue([
      output.langfuse_url == "https://langfuse.example.com",
      local.web_environment.NEXTAUTH_URL == output.langfuse_url,
      local.worker_environment.NEXTAUTH_URL == output.langfuse_url,
    ])
    error_message = "Both containers must have the address that users open."
  }

  assert {
    condition = alltrue([
      azurerm_container_app_custom_domain.web[0].name == "langfuse.example.com",
      azapi_resource.web_certificate[0].body.properties.subjectName == "langfuse.example.com",
      azapi_resource.web_certificate[0].body.properties.domainControlValidation == "CNAME",
      length(azapi_resource_action.web_certificate) == 1,
    ])
    error_message = "The name must be bound with its certificate."
  }
}

run "two_names_have_two_certificates" {
  command = plan

  variables {
    custom_domain_name = "traces.example.com"
  }

  assert {
    condition     = azapi_resource.web_certificate[0].name != "langfuse-web-${substr(sha1("langfuse.example.com"), 0, 8)}"
    error_message = "A changed name must be able to have its certificate beside the old one."
  }
}
