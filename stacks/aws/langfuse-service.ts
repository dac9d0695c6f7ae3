import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclAny, hclList } from "../../lib/terraform/expression";
import {
  HEALTH_PATHS,
  type LangfuseContainer,
  WEB_PORT,
  WORKER_PORT,
} from "../shared/langfuse-env";
import type { AwsInputs } from "./inputs";
import type { AwsLangfuseIam } from "./langfuse-iam";
import type { AwsMain } from "./main";
import type { AwsObservability } from "./observability";

/**
 * Web waits 110 seconds after SIGTERM and the worker until its jobs are done; 120 is the most that Fargate
 * grants, and what a Spot task is told ahead.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_timeout
 */
const STOP_TIMEOUT_SECONDS = 120;

export interface AwsLangfuseServiceProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly observability: AwsObservability;
  readonly iam: AwsLangfuseIam;
  /** What must be there before the first task starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** An ECS service of one of Langfuse's containers, with its task definition and its scaling. */
export abstract class AwsLangfuseService extends ModulePart {
  protected readonly count: { readonly count?: number } = {};

  protected constructor(
    scope: ModuleStack,
    protected readonly container: LangfuseContainer,
    protected readonly props: AwsLangfuseServiceProps,
  ) {
    super(scope, container, { source: `stacks/aws/${container}.ts` });
  }

  protected taskDefinition(definition: Record<string, unknown>): EcsTaskDefinition {
    const { inputs, main, iam } = this.props;
    const { container } = this;
    const size = {
      web: { cpu: inputs.webCpu, memory: inputs.webMemory },
      worker: { cpu: inputs.workerCpu, memory: inputs.workerMemory },
    }[container];
    const task = new EcsTaskDefinition(this, `aws_ecs_task_definition.${container}`, {
      ...this.count,
      family: `${main.name}-${container}`,
      requiresCompatibilities: [inputs.launchType.stringValue],
      networkMode: hcl`${main.isEc2} ? "bridge" : "awsvpc"`,
      cpu: size.cpu.stringValue,
      memory: size.memory.stringValue,
      executionRoleArn: iam.execution[container].arn,
      taskRoleArn: iam.task[container].arn,
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: inputs.cpuArchitecture.stringValue,
      },
      containerDefinitions: hcl`jsonencode(${[{ ...this.definition(), ...definition }] as never})`,
      tags: main.tags,
    });
    comment(task, {
      arguments: {
        container_definitions:
          "#checkov:skip=CKV_AWS_336:Next.js and the migrations write below /app and /tmp",
        network_mode:
          "On an instance only bridge networking has its public address, and so a way out without a NAT gateway.",
      },
    });
    return task;
  }

  private definition(): Record<string, unknown> {
    const { main, observability } = this.props;
    const { container } = this;
    const facts = {
      web: {
        image: hclAny`local.web_image`,
        environment: hclAny`[for name, value in local.web_environment : { name = name, value = value }]`,
        secrets: hclAny`[for name, arn in local.web_secrets : { name = name, valueFrom = arn }]`,
        logGroup: observability.web,
        health: `http://127.0.0.1:${WEB_PORT}${HEALTH_PATHS.web}`,
        port: WEB_PORT,
      },
      worker: {
        image: hclAny`local.worker_image`,
        environment: hclAny`[for name, value in local.worker_environment : { name = name, value = value }]`,
        secrets: hclAny`[for name, arn in local.worker_secrets : { name = name, valueFrom = arn }]`,
        logGroup: observability.worker,
        health: `http://127.0.0.1:${WORKER_PORT}${HEALTH_PATHS.worker}`,
        port: WORKER_PORT,
      },
    }[container];
    return {
      name: container,
      image: facts.image,
      essential: true,
      environment: facts.environment,
      secrets: facts.secrets,
      dockerLabels: { "langfuse.secret-generation": hclAny`local.secret_generation` },
      portMappings: [
        {
          containerPort: facts.port,
          hostPort: hclAny`${main.isEc2} ? 0 : ${facts.port}`,
          protocol: "tcp",
        },
      ],
      healthCheck: this.healthCheck(facts.health),
      linuxParameters: { initProcessEnabled: true },
      stopTimeout: STOP_TIMEOUT_SECONDS,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": facts.logGroup.name,
          "awslogs-region": main.region,
          "awslogs-stream-prefix": container,
          mode: "non-blocking",
          "max-buffer-size": "10m",
        },
      },
    };
  }

  /** The image is Alpine's and has no curl. */
  private healthCheck(url: string): Record<string, unknown> {
    return {
      command: ["CMD-SHELL", `wget -q --spider ${url} || exit 1`],
      // A migration of large tables may take a quarter of an hour before web answers.
      interval: this.container === "web" ? 60 : 30,
      timeout: 10,
      retries: this.container === "web" ? 10 : 5,
      startPeriod: 300,
    };
  }

  protected service(
    task: string,
    config: Partial<EcsServiceConfig> & { readonly isSpot: string; readonly desired: number },
  ): EcsService {
    const { inputs, main } = this.props;
    const { isSpot, desired, dependsOn = [], ...rest } = config;
    const service = new EcsService(this, `aws_ecs_service.${this.container}`, {
      ...this.count,
      name: this.container,
      cluster: main.cluster.id,
      taskDefinition: task,
      desiredCount: desired,
      enableExecuteCommand: inputs.executeCommandEnabled.booleanValue,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      forceNewDeployment: true,
      waitForSteadyState: true,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      tags: main.tags,
      lifecycle: { ignoreChanges: ["desired_count"] },
      dependsOn: [...this.props.dependsOn, ...dependsOn],
      timeouts: { create: "40m", update: "40m" },
      ...rest,
    });
    service.addOverride("dynamic", {
      capacity_provider_strategy: {
        for_each: capacityProviders(isSpot),
        content: {
          capacity_provider: hcl`capacity_provider_strategy.value.name`,
          base: hcl`capacity_provider_strategy.value.base`,
          weight: hcl`capacity_provider_strategy.value.weight`,
        },
      },
      network_configuration: {
        for_each: hcl`${main.isEc2} ? [] : [true]`,
        content: {
          subnets: hclList`local.subnet_ids`,
          security_groups: hclList`[${hclAny`${this.securityGroup()}`}]`,
          assign_public_ip: hclAny`local.assign_public_ip`,
        },
      },
    });
    comment(service, {
      arguments: {
        force_new_deployment: "Without it a change of the Spot switch would replace the service.",
        network_configuration:
          "#checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway",
      },
    });
    return service;
  }

  private securityGroup(): string {
    return this.container === "web"
      ? hcl`local.web_security_group_id`
      : hcl`local.worker_security_group_id`;
  }

  /** Scaling by CPU: free of charge, unlike queue metrics, which are 160 custom metrics. */
  protected autoscaling(service: string, minimum: number, maximum: number): void {
    const { inputs, main } = this.props;
    const target = new AppautoscalingTarget(this, `aws_appautoscaling_target.${this.container}`, {
      ...this.count,
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${main.cluster.name}/${service}`,
      minCapacity: minimum,
      maxCapacity: maximum,
      tags: main.tags,
    });
    const index = this.count.count === undefined ? hclAny`${target}` : hclAny`${target}[0]`;
    new AppautoscalingPolicy(this, `aws_appautoscaling_policy.${this.container}`, {
      ...this.count,
      name: "cpu",
      policyType: "TargetTrackingScaling",
      serviceNamespace: hcl`${index}.service_namespace`,
      scalableDimension: hcl`${index}.scalable_dimension`,
      resourceId: hcl`${index}.resource_id`,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: inputs.autoscalingCpuTarget.numberValue,
        scaleInCooldown: 300,
        scaleOutCooldown: 60,
        predefinedMetricSpecification: {
          predefinedMetricType: "ECSServiceAverageCPUUtilization",
        },
      },
    });
  }
}

/** On instances Spot is a matter of the Auto Scaling group. */
function capacityProviders(isSpot: string): string {
  return hcl`local.is_ec2 ? [{ name = aws_ecs_capacity_provider.langfuse[0].name, base = 0, weight = 1 }] : concat(
    [{ name = ${hclAny`${isSpot}`} ? "FARGATE_SPOT" : "FARGATE", base = 0, weight = 1 }],
    ${hclAny`${isSpot}`} && var.spot_on_demand_base > 0 ? [{ name = "FARGATE", base = var.spot_on_demand_base, weight = 0 }] : [],
  )`;
}
