import { ContainerApp, type ContainerAppIngress } from "@cdktf/provider-azurerm/lib/container-app";
import { type ITerraformDependable, Token } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny, hclList, hclNumber } from "../../lib/terraform/expression";
import {
  HEALTH_PATHS,
  type LangfuseContainer,
  WEB_PORT,
  WORKER_PORT,
} from "../shared/langfuse-env";
import type { AzureInputs } from "./inputs";
import type { AzureMain } from "./main";
import { appIdentity, appSecrets } from "./secrets";

/** What a worker runs, wherever it does. */
export const WORKER_IMAGE = hcl`coalesce(var.worker_image, "docker.io/langfuse/langfuse-worker:\${var.langfuse_version}")`;

/** Web waits 110 seconds after SIGTERM, the worker until its jobs are done. */
const GRACE_SECONDS = 120;

/** A migration of large tables may take a quarter of an hour before web answers: 30 checks, 30 seconds apart. */
const STARTUP = { interval: 30, failures: 30 } as const;

export interface AzureLangfuseAppProps {
  readonly inputs: AzureInputs;
  readonly main: AzureMain;
  /** What must be there before the first replica starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** A container app of one of Langfuse's containers. */
export abstract class AzureLangfuseApp extends ModulePart {
  protected constructor(
    scope: ModuleStack,
    private readonly container: LangfuseContainer,
    protected readonly props: AzureLangfuseAppProps,
  ) {
    super(scope, container, { source: `stacks/azure/${container}.ts` });
  }

  protected app(options: {
    /** @default - one, without an index */
    readonly count?: number;
    readonly args?: string;
    readonly ingress?: ContainerAppIngress;
    readonly isHttpScaled?: boolean;
  }): ContainerApp {
    const { main, dependsOn } = this.props;
    const { container } = this;
    const facts = {
      web: {
        image: hcl`coalesce(var.web_image, "docker.io/langfuse/langfuse:\${var.langfuse_version}")`,
        cpu: hclNumber`var.web_cpu`,
        memory: hcl`"\${var.web_memory}Gi"`,
        min: hclNumber`var.web_min_replicas`,
        max: hclNumber`var.web_max_replicas`,
        environment: hcl`local.web_environment`,
        secrets: hclAny`local.web_secrets`,
        port: WEB_PORT,
        health: HEALTH_PATHS.web,
        ready: HEALTH_PATHS.webReady,
      },
      worker: {
        image: WORKER_IMAGE,
        cpu: hclNumber`var.worker_cpu`,
        memory: hcl`"\${var.worker_memory}Gi"`,
        min: hclNumber`var.worker_min_replicas`,
        max: hclNumber`var.worker_max_replicas`,
        environment: hcl`local.worker_environment`,
        secrets: hclAny`local.worker_secrets`,
        port: WORKER_PORT,
        health: HEALTH_PATHS.worker,
        ready: HEALTH_PATHS.worker,
      },
    }[container];
    const probe = { transport: "HTTP", port: facts.port, timeout: 10 };
    const app = new ContainerApp(this, `azurerm_container_app.${container}`, {
      count: options.count,
      name: `${main.name}-${container}`,
      containerAppEnvironmentId: hcl`azurerm_container_app_environment.langfuse.id`,
      resourceGroupName: main.resourceGroupName,
      revisionMode: "Single",
      workloadProfileName: hcl`var.workload_profile`,
      ...(options.ingress ? { ingress: options.ingress } : {}),
      template: {
        minReplicas: facts.min,
        maxReplicas: facts.max,
        terminationGracePeriodSeconds: GRACE_SECONDS,
        ...(options.isHttpScaled
          ? {
              httpScaleRule: [
                {
                  name: "requests",
                  concurrentRequests: hcl`tostring(var.web_concurrent_requests)`,
                },
              ],
            }
          : {}),
        customScaleRule: [
          {
            name: "cpu",
            customRuleType: "cpu",
            metadata: { type: "Utilization", value: hcl`tostring(var.autoscaling_cpu_target)` },
          },
        ],
        container: [
          {
            name: container,
            image: facts.image,
            cpu: facts.cpu,
            memory: facts.memory,
            ...(options.args ? { args: hclList`${hclAny`${options.args}`}` } : {}),
            startupProbe: [
              {
                ...probe,
                path: facts.health,
                intervalSeconds: STARTUP.interval,
                failureCountThreshold: STARTUP.failures,
                // Replicas read secrets when they start: a changed one makes a new revision.
                header: [{ name: "X-Secret-Generation", value: hcl`local.secret_generation` }],
              },
            ],
            livenessProbe: [
              { ...probe, path: facts.health, intervalSeconds: 30, failureCountThreshold: 5 },
            ],
            readinessProbe: [
              { ...probe, path: facts.ready, intervalSeconds: 10, failureCountThreshold: 3 },
            ],
          },
        ],
      },
      tags: main.tags,
      dependsOn: [...dependsOn],
    });
    app.addOverride("dynamic", {
      identity: appIdentity(),
      secret: appSecrets(facts.secrets),
    });
    app.addOverride("template.container.0.dynamic.env", [
      {
        for_each: facts.environment,
        content: { name: hcl`env.key`, value: hcl`env.value` },
      },
      {
        for_each: Token.asString(facts.secrets),
        content: { name: hcl`env.key`, secret_name: hcl`env.value` },
      },
    ]);
    return app;
  }
}
