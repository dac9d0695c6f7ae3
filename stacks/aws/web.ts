import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { ModuleStack } from "../../lib/module/module-stack";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclNumber } from "../../lib/terraform/expression";
import { WEB_PORT } from "../shared/langfuse-env";
import { AwsLangfuseService, type AwsLangfuseServiceProps } from "./langfuse-service";

/** Longer than the longest migration that the container's health check waits for. */
const HEALTH_CHECK_GRACE_SECONDS = 900;

/**
 * Web as a service of this cluster, behind API Gateway or a load balancer. App Runner and Express Mode run it
 * themselves: see `web-app-runner.ts` and `web-ecs-express.ts`.
 */
export class AwsWeb extends AwsLangfuseService {
  protected override readonly count = { count: hclNumber`local.is_web_on_ecs ? 1 : 0` };
  public readonly ecsService: EcsService;

  public constructor(scope: ModuleStack, props: AwsLangfuseServiceProps) {
    super(scope, "web", props);
    const { inputs, iam } = props;
    const task = this.taskDefinition({ command: hclAny`local.web_command` });
    const discovery = this.discovery();
    const desired = inputs.webDesiredCount.numberValue;
    this.ecsService = this.service(only(task, "arn"), {
      isSpot: hcl`${inputs.isWebSpotInstance}`,
      desired,
      healthCheckGracePeriodSeconds: hclNumber`var.web_platform == "alb" ? ${HEALTH_CHECK_GRACE_SECONDS} : null`,
      dependsOn: [iam.execution.web.policy, iam.task.web.policy],
      lifecycle: {
        ignoreChanges: ["desired_count"],
        precondition: [
          {
            condition: hcl`!var.is_web_spot_instance || local.is_ec2 || var.spot_on_demand_base <= var.web_desired_count`,
            errorMessage:
              "spot_on_demand_base must not exceed web_desired_count (${var.web_desired_count}) with is_web_spot_instance, got ${var.spot_on_demand_base}: with a base above the count nothing would run on Spot; raise the count or lower the base.",
          },
        ],
      },
    });
    this.ecsService.addOverride("dynamic.load_balancer", {
      for_each: hcl`aws_lb_target_group.web[*].arn`,
      content: {
        target_group_arn: hcl`load_balancer.value`,
        container_name: this.container,
        container_port: WEB_PORT,
      },
    });
    this.ecsService.addOverride("dynamic.service_registries", {
      for_each: hcl`${discovery}[*].arn`,
      content: {
        registry_arn: hcl`service_registries.value`,
        container_name: this.container,
        container_port: WEB_PORT,
      },
    });
    this.autoscaling(only(this.ecsService, "name"), desired, hclNumber`local.web_max_count`);
  }

  /** API Gateway looks for address and port, which only SRV records have. */
  private discovery(): ServiceDiscoveryService {
    return new ServiceDiscoveryService(this, "aws_service_discovery_service.web", {
      count: hclNumber`var.web_platform == "api_gateway" ? 1 : 0`,
      name: "web",
      forceDestroy: true,
      dnsConfig: {
        namespaceId: hcl`aws_service_discovery_private_dns_namespace.langfuse.id`,
        dnsRecords: [{ type: "SRV", ttl: 10 }],
        routingPolicy: "MULTIVALUE",
      },
      healthCheckCustomConfig: {},
      tags: this.props.main.tags,
    });
  }
}
