import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList, hclMap, hclNumber } from "../../lib/terraform/expression";
import { HEALTH_PATHS, WEB_PORT } from "../shared/langfuse-env";
import type { AwsDomain } from "./domain";
import type { AwsMain } from "./main";

export interface AwsWebAlbProps {
  readonly main: AwsMain;
  readonly domain: AwsDomain;
}

/** Langfuse's web keeps an idle connection for 110 s, and works on for 110 s after SIGTERM. */
const KEEP_ALIVE_SECONDS = 110;

/** Shorter than {@link KEEP_ALIVE_SECONDS}, or the balancer would send requests into a connection that web closes. */
const IDLE_TIMEOUT_SECONDS = 100;

/**
 * TLS 1.2 and 1.3, with forward secrecy.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const COUNT = hclNumber`var.web_platform == "alb" ? 1 : 0`;

/** An Application Load Balancer: long answers and streams, WAF, limits on who may connect; billed by the hour. */
export class AwsWebAlb extends ModulePart {
  public readonly loadBalancer: Lb;
  /** Where the ECS service of web registers its tasks. */
  public readonly targetGroup: LbTargetGroup;
  /** Must exist before the ECS service, which refuses a target group that no load balancer uses. */
  public readonly httpsListener: LbListener;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsWebAlbProps,
  ) {
    super(scope, "web-alb", { source: "stacks/aws/web-alb.ts" });
    this.loadBalancer = this.balancer();
    this.targetGroup = this.targets();
    this.httpsListener = this.listeners();
    new Wafv2WebAclAssociation(this, "aws_wafv2_web_acl_association.web_load_balancer", {
      count: hclNumber`var.web_platform == "alb" ? (var.web_acl_arn == null ? 0 : 1) : 0`,
      resourceArn: only(this.loadBalancer, "arn"),
      webAclArn: hcl`var.web_acl_arn`,
    });
  }

  private balancer(): Lb {
    const balancer = new Lb(this, "aws_lb.web", {
      count: COUNT,
      name: `${this.props.main.name}-web`,
      loadBalancerType: "application",
      internal: hclAny`var.is_web_internal`,
      subnets: hclList`var.is_web_internal ? local.data_subnet_ids : local.public_subnet_ids`,
      securityGroups: hclList`aws_security_group.load_balancer[*].id`,
      idleTimeout: IDLE_TIMEOUT_SECONDS,
      dropInvalidHeaderFields: true,
      // checkov does not understand a negation.
      enableDeletionProtection: hclAny`var.force_delete ? false : true`,
      tags: this.tags(),
    });
    balancer.addOverride("dynamic", {
      access_logs: {
        for_each: hcl`var.alb_access_logs_bucket[*]`,
        content: { bucket: hcl`access_logs.value`, prefix: hcl`local.name`, enabled: true },
      },
    });
    comment(balancer, {
      head: [
        "#checkov:skip=CKV_AWS_91:S3 bills each log file; alb_access_logs_bucket switches them on",
        "#checkov:skip=CKV2_AWS_28:a web ACL costs a monthly fee per ACL and rule; web_acl_arn names one",
        "#checkov:skip=CKV2_AWS_76:the rules of the web ACL are those of its owner; web_acl_arn names it",
      ],
      arguments: {
        idle_timeout:
          "Shorter than web's 110 s, which would else close a connection that is being used.",
      },
    });
    return balancer;
  }

  private targets(): LbTargetGroup {
    const group = new LbTargetGroup(this, "aws_lb_target_group.web", {
      count: COUNT,
      // Another kind of target is another group, made before the old one goes.
      name: hcl`"\${local.name}-\${local.is_ec2 ? "instance" : "ip"}"`,
      port: WEB_PORT,
      protocol: "HTTP",
      targetType: hcl`local.is_ec2 ? "instance" : "ip"`,
      vpcId: hcl`local.vpc_id`,
      deregistrationDelay: String(KEEP_ALIVE_SECONDS),
      healthCheck: {
        path: HEALTH_PATHS.webReady,
        matcher: "200",
        interval: 15,
        timeout: 10,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      tags: this.tags(),
      lifecycle: { createBeforeDestroy: true },
    });
    comment(group, {
      arguments: {
        protocol:
          "#checkov:skip=CKV_AWS_378:Langfuse has no TLS of its own; only the load balancer may reach its port",
      },
    });
    return group;
  }

  private listeners(): LbListener {
    new LbListener(this, "aws_lb_listener.http", {
      count: COUNT,
      loadBalancerArn: only(this.loadBalancer, "arn"),
      port: 80,
      protocol: "HTTP",
      defaultAction: [
        {
          type: "redirect",
          redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
        },
      ],
      tags: this.props.main.tags,
    });
    return new LbListener(this, "aws_lb_listener.https", {
      count: COUNT,
      loadBalancerArn: only(this.loadBalancer, "arn"),
      port: 443,
      protocol: "HTTPS",
      sslPolicy: SSL_POLICY,
      certificateArn: this.props.domain.certificateArn,
      defaultAction: [{ type: "forward", targetGroupArn: only(this.targetGroup, "arn") }],
      tags: this.props.main.tags,
    });
  }

  private tags(): Record<string, string> {
    return hclMap`merge(local.tags, { Name = "\${local.name}-web" })`;
  }
}
