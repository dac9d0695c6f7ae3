# Generated from stacks/azure/domain.ts. Edit there, then run npm run synth.

locals {
  web_host     = "${local.name}-web.${azurerm_container_app_environment.langfuse.default_domain}"
  langfuse_url = "https://${var.custom_domain_name == null ? local.web_host : var.custom_domain_name}"
}

resource "azurerm_container_app_custom_domain" "web" {
  # The certificate is bound below, when it is there.
  count = var.custom_domain_name == null ? 0 : 1

  name             = var.custom_domain_name
  container_app_id = azurerm_container_app.web.id

  lifecycle {
    ignore_changes = [certificate_binding_type, container_app_environment_certificate_id]
  }
}

resource "azapi_resource" "web_certificate" {
  count = var.custom_domain_name == null ? 0 : 1

  name     = "${local.name}-web-${substr(sha1(var.custom_domain_name), 0, 8)}"
  location = local.location

  parent_id = azurerm_container_app_environment.langfuse.id
  type      = "Microsoft.App/managedEnvironments/managedCertificates@2025-01-01"

  body = {
    properties = {
      subjectName             = var.custom_domain_name
      domainControlValidation = "CNAME"
    }
  }

  tags = local.tags

  depends_on = [azurerm_container_app_custom_domain.web]
}

resource "azapi_resource_action" "web_certificate" {
  # The custom domain of azurerm 4 takes a certificate that was uploaded, no managed one.
  count = var.custom_domain_name == null ? 0 : 1

  method      = "PATCH"
  resource_id = azurerm_container_app.web.id
  type        = "Microsoft.App/containerApps@2025-01-01"

  body = {
    properties = {
      configuration = {
        ingress = {
          customDomains = [
            {
              name          = var.custom_domain_name
              bindingType   = "SniEnabled"
              certificateId = azapi_resource.web_certificate[0].id
            },
          ]
        }
      }
    }
  }

  depends_on = [azurerm_container_app_custom_domain.web]
}
