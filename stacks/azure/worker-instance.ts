import { ContainerGroup } from "@cdktf/provider-azurerm/lib/container-group";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclMap, hclNumber } from "../../lib/terraform/expression";
import { HEALTH_PATHS, WORKER_PORT } from "../shared/langfuse-env";
import { privateContainerGroup } from "./container-group";
import { type AzureLangfuseAppProps, WORKER_IMAGE } from "./langfuse-app";

/**
 * The worker as container instances, which cost less than half for what never idles.
 *
 * The queues are in Redis, so an instance keeps nothing: every change replaces it, and the jobs that it had
 * begun are taken up again when their locks have run out.
 *
 * Its subnet leads to Azure's own services; a way to the internet is the NAT gateway of a network that is brought.
 *
 * @see https://docs.bullmq.io/guide/jobs/stalled
 * @see https://learn.microsoft.com/azure/container-instances/container-instances-virtual-network-concepts
 */
export class AzureWorkerInstance extends ModulePart {
  public constructor(
    scope: ModuleStack,
    { main, dependsOn }: Omit<AzureLangfuseAppProps, "inputs">,
  ) {
    super(scope, "worker-instance", { source: "stacks/azure/worker-instance.ts" });
    const health = { path: HEALTH_PATHS.worker, port: WORKER_PORT, scheme: "http" };
    const group = new ContainerGroup(this, "azurerm_container_group.worker", {
      count: hclNumber`local.is_worker_app ? 0 : var.worker_min_replicas`,
      name: `${main.name}-worker-${hcl`count.index`}`,
      ...privateContainerGroup(main),
      container: [
        {
          name: "worker",
          image: WORKER_IMAGE,
          cpu: hclNumber`var.worker_cpu`,
          memory: hclNumber`var.worker_memory`,
          environmentVariables: hclMap`local.worker_environment`,
          secureEnvironmentVariables: hclMap`{ for name, secret in local.worker_secrets : name => local.app_secret_values[secret] }`,
          ports: [{ port: WORKER_PORT, protocol: "TCP" }],
          livenessProbe: {
            httpGet: [health],
            initialDelaySeconds: 60,
            periodSeconds: 30,
            failureThreshold: 5,
            timeoutSeconds: 10,
          },
        },
      ],
      dependsOn: [...dependsOn],
    });
    comment(group, {
      head: [
        "#checkov:skip=CKV_AZURE_235:what is secret is in secure_environment_variables",
        "#checkov:skip=CKV2_AZURE_28:it signs in nowhere; Langfuse takes an account key for Blob Storage",
        "A group in a network must open a port; the rules of its subnet let nobody in.",
      ],
    });
  }
}
