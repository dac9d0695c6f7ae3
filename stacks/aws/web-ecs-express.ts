import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { EcsExpressGatewayService } from "@cdktf/provider-aws/lib/ecs-express-gateway-service";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { type ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import { HEALTH_PATHS, WEB_PORT } from "../shared/langfuse-env";
import type { AwsLangfuseIam } from "./langfuse-iam";
import type { AwsMain } from "./main";
import type { AwsObservability } from "./observability";

export interface AwsWebEcsExpressProps {
  readonly main: AwsMain;
  readonly observability: AwsObservability;
  readonly iam: AwsLangfuseIam;
  /** What must be there before Langfuse starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

const COUNT = hclNumber`var.web_platform == "ecs_express" ? 1 : 0`;

/**
 * ECS Express Mode, AWS's successor of App Runner: ECS makes the load balancer, which all Express services of
 * a VPC share, its certificate, the autoscaling and the alarms.
 *
 * It runs on on-demand Fargate, on X86_64 whatever `cpu_architecture` says. Its load balancer is reachable
 * from the internet only when the tasks are in public subnets.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html
 */
export class AwsWebEcsExpress extends ModulePart {
  public readonly service: EcsExpressGatewayService;
  /** The service's own address; null on other platforms. */
  public readonly url: string;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsWebEcsExpressProps,
  ) {
    super(scope, "web-ecs-express", { source: "stacks/aws/web-ecs-express.ts" });
    this.service = this.defineService();
    const url = new TerraformLocal(
      this,
      "local.ecs_express_url",
      hcl`one([for service in ${this.service} : "https://\${trimprefix(service.ingress_paths[0].endpoint, "https://")}"])`,
    );
    this.url = hcl`${url}`;
  }

  private defineService(): EcsExpressGatewayService {
    const { main, iam, dependsOn } = this.props;
    const execution = iam.execution.web;
    const task = iam.task.web;
    const role = this.infrastructureRole();
    const policy = new IamRolePolicyAttachment(
      this,
      "aws_iam_role_policy_attachment.web_infrastructure",
      {
        count: COUNT,
        role: only(role, "name"),
        policyArn: `arn:${main.partition.partition}:iam::aws:policy/service-role/AmazonECSInfrastructureRoleforExpressGatewayServices`,
      },
    );
    const service = new EcsExpressGatewayService(this, "aws_ecs_express_gateway_service.web", {
      count: COUNT,
      // ECS keeps the name of a deleted service for itself.
      serviceName: `${main.name}-web-${main.suffix}`,
      cluster: main.cluster.name,
      infrastructureRoleArn: only(role, "arn"),
      executionRoleArn: execution.arn,
      taskRoleArn: task.arn,
      cpu: hcl`tostring(var.web_cpu)`,
      memory: hcl`tostring(var.web_memory)`,
      healthCheckPath: HEALTH_PATHS.web,
      networkConfiguration: [
        {
          subnets: hclList`local.public_subnet_ids`,
          securityGroups: hclList`[local.web_security_group_id]`,
        },
      ],
      scalingTarget: [
        {
          autoScalingMetric: "AVERAGE_CPU",
          autoScalingTargetValue: hclNumber`var.autoscaling_cpu_target`,
          minTaskCount: hclNumber`var.web_desired_count`,
          maxTaskCount: hclNumber`local.web_max_count`,
        },
      ],
      tags: main.tags,
      dependsOn: [...dependsOn, execution.policy, task.policy, policy],
    });
    service.addOverride("primary_container", this.container());
    comment(service, {
      arguments: {
        primary_container:
          "Maps are in alphabetical order, the one in which ECS returns them (terraform-provider-aws #45792).",
      },
    });
    return service;
  }

  private container(): Record<string, unknown> {
    return {
      image: hcl`local.web_image`,
      container_port: WEB_PORT,
      command: hcl`local.web_command`,
      aws_logs_configuration: [
        { log_group: this.props.observability.web.name, log_stream_prefix: "web" },
      ],
      dynamic: {
        environment: {
          for_each: hcl`local.web_environment`,
          content: { name: hcl`environment.key`, value: hcl`environment.value` },
        },
        secret: {
          for_each: hcl`local.web_secrets`,
          content: { name: hcl`secret.key`, value_from: hcl`secret.value` },
        },
      },
    };
  }

  /** What ECS may do to make and keep the load balancer, its security groups and the autoscaling. */
  private infrastructureRole(): IamRole {
    const trust = new DataAwsIamPolicyDocument(
      this,
      "data.aws_iam_policy_document.web_infrastructure_trust",
      {
        count: COUNT,
        statement: [
          {
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["ecs.amazonaws.com"] }],
          },
        ],
      },
    );
    return new IamRole(this, "aws_iam_role.web_infrastructure", {
      count: COUNT,
      namePrefix: `${this.props.main.name}-web-infra-`,
      description: "Web of Langfuse on ECS Express Mode, infrastructure role",
      assumeRolePolicy: only(trust, "json"),
      tags: this.props.main.tags,
    });
  }
}
