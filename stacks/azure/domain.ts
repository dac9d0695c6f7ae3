import { ContainerAppCustomDomain } from "@cdktf/provider-azurerm/lib/container-app-custom-domain";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclNumber } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";
import type { AzureMain } from "./main";
import type { AzureWeb } from "./web";

/** Of Microsoft.App; azurerm 4 has no managed certificates. */
const API_VERSION = "2025-01-01";

const ONCE = hclNumber`var.custom_domain_name == null ? 0 : 1`;

/**
 * The address of web: the environment's own, known before web is, or a custom domain with a certificate that
 * Azure issues and renews at no charge.
 *
 * The domain is added to the app first, then the certificate is issued for it, then the two are bound. Azure
 * checks the records of the output `custom_domain_records` at the first step.
 *
 * @see https://learn.microsoft.com/azure/container-apps/custom-domains-managed-certificates
 */
export class AzureDomain extends ModulePart {
  public constructor(
    scope: ModuleStack,
    private readonly main: AzureMain,
  ) {
    super(scope, "domain", { source: "stacks/azure/domain.ts" });
    new TerraformLocal(
      this,
      "local.web_host",
      `${main.name}-web.${hcl`azurerm_container_app_environment.langfuse.default_domain`}`,
    );
    // Known before web exists, so that NEXTAUTH_URL is right in the first apply.
    new TerraformLocal(
      this,
      "local.langfuse_url",
      hcl`"https://\${var.custom_domain_name == null ? local.web_host : var.custom_domain_name}"`,
    );
  }

  /** Gives web its domain. */
  public bind({ containerApp }: AzureWeb): void {
    const domain = new ContainerAppCustomDomain(this, "azurerm_container_app_custom_domain.web", {
      count: ONCE,
      name: hcl`var.custom_domain_name`,
      containerAppId: containerApp.id,
      lifecycle: {
        ignoreChanges: ["certificate_binding_type", "container_app_environment_certificate_id"],
      },
    });
    comment(domain, { head: ["The certificate is bound below, when it is there."] });
    const certificate = new UntypedResource(this, "azapi_resource.web_certificate", {
      type: "azapi_resource",
      count: ONCE,
      attributes: {
        type: `Microsoft.App/managedEnvironments/managedCertificates@${API_VERSION}`,
        name: hcl`"\${local.name}-web-\${substr(sha1(var.custom_domain_name), 0, 8)}"`,
        parent_id: hcl`azurerm_container_app_environment.langfuse.id`,
        location: this.main.location,
        body: hcl`${{
          properties: {
            subjectName: hclAny`var.custom_domain_name`,
            domainControlValidation: "CNAME",
          },
        }}`,
        tags: this.main.tags,
      },
      dependsOn: [domain],
    });
    const binding = new UntypedResource(this, "azapi_resource_action.web_certificate", {
      type: "azapi_resource_action",
      count: ONCE,
      attributes: {
        type: `Microsoft.App/containerApps@${API_VERSION}`,
        resource_id: containerApp.id,
        method: "PATCH",
        body: hcl`${{
          properties: {
            configuration: {
              ingress: {
                customDomains: [
                  {
                    name: hclAny`var.custom_domain_name`,
                    bindingType: "SniEnabled",
                    certificateId: only(certificate, "id"),
                  },
                ],
              },
            },
          },
        }}`,
      },
      dependsOn: [domain],
    });
    comment(binding, {
      head: [
        "The custom domain of azurerm 4 takes a certificate that was uploaded, no managed one.",
      ],
    });
  }
}
