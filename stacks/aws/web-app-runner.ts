import { ApprunnerAutoScalingConfigurationVersion } from "@cdktf/provider-aws/lib/apprunner-auto-scaling-configuration-version";
import { ApprunnerCustomDomainAssociation } from "@cdktf/provider-aws/lib/apprunner-custom-domain-association";
import { ApprunnerService } from "@cdktf/provider-aws/lib/apprunner-service";
import { ApprunnerVpcConnector } from "@cdktf/provider-aws/lib/apprunner-vpc-connector";
import { DataAwsApprunnerHostedZoneId } from "@cdktf/provider-aws/lib/data-aws-apprunner-hosted-zone-id";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { type ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclList, hclNumber } from "../../lib/terraform/expression";
import { HEALTH_PATHS } from "../shared/langfuse-env";
import type { AwsMain } from "./main";
import type { AwsWebAppRunnerIam } from "./web-app-runner-iam";

export interface AwsWebAppRunnerProps {
  readonly main: AwsMain;
  readonly iam: AwsWebAppRunnerIam;
  /** What must be there before Langfuse starts: App Runner gives up a service that does not get healthy. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * CNAME records that prove a domain to App Runner: one for the name, one for a name below it that App Runner
 * makes up. With `www` there would be a third.
 *
 * @see https://docs.aws.amazon.com/apprunner/latest/dg/manage-custom-domains.html
 */
const VALIDATION_RECORDS = 2;

const TTL_SECONDS = 300;

/** 20 checks, 20 seconds apart, are the most that App Runner waits. */
const HEALTH_CHECK_LIMIT = 20;

const COUNT = hclNumber`var.web_platform == "app_runner" ? 1 : 0`;

/**
 * App Runner, which takes no new customers since 2026-04-30, with a VPC connector.
 *
 * It takes images from ECR only. While the repository is still empty, a public placeholder of AWS's runs with
 * the same environment, checked by TCP.
 *
 * @see https://docs.aws.amazon.com/apprunner/latest/dg/apprunner-availability-change.html
 */
export class AwsWebAppRunner extends ModulePart {
  public readonly service: ApprunnerService;
  public readonly association: ApprunnerCustomDomainAssociation;
  /** The hosted zone that a Route 53 alias of an App Runner service names. */
  public readonly hostedZone: DataAwsApprunnerHostedZoneId;
  /** The service's own address; null on other platforms. */
  public readonly url: string;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsWebAppRunnerProps,
  ) {
    super(scope, "web-app-runner", { source: "stacks/aws/web-app-runner.ts" });
    new TerraformLocal(
      this,
      "local.app_runner_size",
      hcl`concat([for size in local.app_runner_sizes : size if size[0] >= var.web_cpu && size[1] >= var.web_memory], [[0, 0]])[0]`,
    );
    this.service = this.defineService(this.scaling(), this.connector());
    const url = new TerraformLocal(
      this,
      "local.app_runner_url",
      hcl`one([for service in ${this.service} : "https://\${trimprefix(service.service_url, "https://")}"])`,
    );
    this.url = hcl`${url}`;
    this.association = new ApprunnerCustomDomainAssociation(
      this,
      "aws_apprunner_custom_domain_association.web",
      {
        count: hclNumber`var.web_platform == "app_runner" && local.custom_domain != null ? 1 : 0`,
        domainName: hcl`local.custom_domain`,
        serviceArn: only(this.service, "arn"),
        enableWwwSubdomain: false,
      },
    );
    this.hostedZone = new DataAwsApprunnerHostedZoneId(
      this,
      "data.aws_apprunner_hosted_zone_id.web",
      { count: COUNT },
    );
    this.validation();
    new Wafv2WebAclAssociation(this, "aws_wafv2_web_acl_association.web_app_runner", {
      count: hclNumber`var.web_platform == "app_runner" ? (var.web_acl_arn == null ? 0 : 1) : 0`,
      resourceArn: only(this.service, "arn"),
      webAclArn: hcl`var.web_acl_arn`,
    });
  }

  private scaling(): ApprunnerAutoScalingConfigurationVersion {
    return new ApprunnerAutoScalingConfigurationVersion(
      this,
      "aws_apprunner_auto_scaling_configuration_version.web",
      {
        count: COUNT,
        autoScalingConfigurationName: `${this.props.main.name}-web`,
        minSize: hclNumber`var.web_desired_count`,
        maxSize: hclNumber`local.web_max_count`,
        tags: this.props.main.tags,
        lifecycle: { createBeforeDestroy: true },
      },
    );
  }

  private connector(): ApprunnerVpcConnector {
    const { main } = this.props;
    const connector = new ApprunnerVpcConnector(this, "aws_apprunner_vpc_connector.web", {
      count: COUNT,
      vpcConnectorName: hcl`"\${local.name}-web-\${substr(sha1(jsonencode([local.subnet_ids, local.web_security_group_id])), 0, 8)}"`,
      subnets: hclList`local.subnet_ids`,
      securityGroups: hclList`[local.web_security_group_id]`,
      tags: main.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    comment(connector, {
      arguments: {
        vpc_connector_name:
          "One in use can be neither changed nor deleted, so other subnets make one of another name.",
      },
    });
    return connector;
  }

  private defineService(
    scaling: ApprunnerAutoScalingConfigurationVersion,
    connector: ApprunnerVpcConnector,
  ): ApprunnerService {
    const { main, iam, dependsOn } = this.props;
    const service = new ApprunnerService(this, "aws_apprunner_service.web", {
      count: COUNT,
      serviceName: `${main.name}-web-${main.suffix}`,
      autoScalingConfigurationArn: only(scaling, "arn"),
      healthCheckConfiguration: {
        protocol: hcl`local.is_app_runner_ready ? "HTTP" : "TCP"`,
        path: hcl`local.is_app_runner_ready ? ${HEALTH_PATHS.web} : "/"`,
        interval: HEALTH_CHECK_LIMIT,
        timeout: 10,
        healthyThreshold: 1,
        unhealthyThreshold: HEALTH_CHECK_LIMIT,
      },
      instanceConfiguration: {
        cpu: hcl`tostring(local.app_runner_size[0])`,
        memory: hcl`tostring(local.app_runner_size[1])`,
        instanceRoleArn: only(iam.instanceRole, "arn"),
      },
      networkConfiguration: {
        ingressConfiguration: { isPubliclyAccessible: true },
        egressConfiguration: { egressType: "VPC", vpcConnectorArn: only(connector, "arn") },
      },
      sourceConfiguration: {
        autoDeploymentsEnabled: false,
        imageRepository: {
          imageIdentifier: hcl`local.app_runner_image`,
          imageRepositoryType: hcl`local.app_runner_image_type`,
          imageConfiguration: {
            port: hcl`local.app_runner_port`,
            startCommand: hcl`local.app_runner_command`,
          },
        },
      },
      tags: main.tags,
      dependsOn: [...dependsOn, ...iam.policies],
    });
    const image = "source_configuration.image_repository.image_configuration";
    service.addOverride(`${image}.runtime_environment_variables`, hcl`local.web_environment`);
    service.addOverride(`${image}.runtime_environment_secrets`, hcl`local.web_secrets`);
    service.addOverride("source_configuration.dynamic", {
      authentication_configuration: {
        for_each: hcl`local.app_runner_image_type == "ECR" ? [${only(iam.accessRole, "arn")}] : []`,
        content: { access_role_arn: hcl`authentication_configuration.value` },
      },
    });
    service.addOverride("dynamic", {
      encryption_configuration: {
        for_each: hcl`var.kms_key_arn[*]`,
        content: { kms_key: hcl`encryption_configuration.value` },
      },
    });
    comment(service, {
      arguments: {
        health_check_configuration:
          "Almost seven minutes, the most there is: the first start migrates before it answers.",
      },
    });
    return service;
  }

  /**
   * Each record by its place in the sorted names, as neither names nor number are known at plan, and the
   * order of the set changes with the records' status.
   *
   * @see https://github.com/hashicorp/terraform-provider-aws/issues/23460
   */
  private validation(): void {
    const found = hcl`flatten(${this.association}[*].certificate_validation_records)`;
    const records = new TerraformLocal(
      this,
      "local.app_runner_validation_records",
      hcl`[
        for name in sort([for record in ${found} : record.name]) :
        one([for record in ${found} : { name = name, type = record.type, value = record.value } if record.name == name])
      ]`,
    );
    new Route53Record(this, "aws_route53_record.app_runner_validation", {
      count: hclNumber`var.web_platform == "app_runner" && local.has_domain_records ? ${VALIDATION_RECORDS} : 0`,
      zoneId: hcl`var.custom_domain_id`,
      name: hcl`element(${records}, count.index).name`,
      type: hcl`element(${records}, count.index).type`,
      records: [hcl`element(${records}, count.index).value`],
      ttl: TTL_SECONDS,
      allowOverwrite: true,
    });
  }
}
