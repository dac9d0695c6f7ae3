import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList, hclNumber } from "../../lib/terraform/expression";
import type { AwsDomain } from "./domain";
import type { AwsMain } from "./main";
import type { AwsWebAppRunner } from "./web-app-runner";
import type { AwsWebEcsExpress } from "./web-ecs-express";

export interface AwsWebApiGatewayProps {
  readonly main: AwsMain;
  readonly domain: AwsDomain;
  readonly appRunner: AwsWebAppRunner;
  readonly ecsExpress: AwsWebEcsExpress;
}

/**
 * The most that an HTTP API waits for an answer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const TIMEOUT_MILLISECONDS = 30000;

/** What an access log says of a request: never a header or a query, which may hold keys. */
const ACCESS_LOG_FIELDS = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  ip: "$context.identity.sourceIp",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationStatus: "$context.integrationStatus",
  integrationError: "$context.integrationErrorMessage",
};

/**
 * An HTTP API, which costs by the request and has an HTTPS address with no domain.
 *
 * It reaches web through a VPC link and Cloud Map. It also stands before App Runner (without a custom
 * domain) and ECS Express, because their own addresses are known too late for `NEXTAUTH_URL`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export class AwsWebApiGateway extends ModulePart {
  public readonly api: Apigatewayv2Api;
  /** The custom domain; none without `custom_domain_name`. */
  public readonly domainName: Apigatewayv2DomainName;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsWebApiGatewayProps,
  ) {
    super(scope, "web-api-gateway", { source: "stacks/aws/web-api-gateway.ts" });
    new TerraformLocal(
      this,
      "local.has_api",
      hcl`var.web_platform == "app_runner" ? local.custom_domain == null : contains(["api_gateway", "ecs_express"], var.web_platform)`,
    );
    const { main } = props;
    this.api = new Apigatewayv2Api(this, "aws_apigatewayv2_api.web", {
      count: hclNumber`local.has_api ? 1 : 0`,
      name: `${this.props.main.name}-web`,
      description: "Way in to Langfuse",
      protocolType: "HTTP",
      disableExecuteApiEndpoint: hclAny`local.custom_domain != null`,
      tags: main.tags,
    });
    this.route(this.integration(this.vpcLink()));
    this.domainName = this.customDomain(this.stage());
  }

  private vpcLink(): Apigatewayv2VpcLink {
    const link = new Apigatewayv2VpcLink(this, "aws_apigatewayv2_vpc_link.web", {
      count: hclNumber`var.web_platform == "api_gateway" ? 1 : 0`,
      name: `${this.props.main.name}-web`,
      subnetIds: hclList`local.subnet_ids`,
      securityGroupIds: hclList`aws_security_group.vpc_link[*].id`,
      tags: this.props.main.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    comment(link, { head: ["Cannot be changed: other subnets make another one."] });
    return link;
  }

  private integration(link: Apigatewayv2VpcLink): Apigatewayv2Integration {
    const { appRunner, ecsExpress } = this.props;
    return new Apigatewayv2Integration(this, "aws_apigatewayv2_integration.web", {
      count: hclNumber`local.has_api ? 1 : 0`,
      apiId: only(this.api, "id"),
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      connectionType: hcl`var.web_platform == "api_gateway" ? "VPC_LINK" : "INTERNET"`,
      connectionId: maybe(link, "id"),
      integrationUri: hcl`var.web_platform == "api_gateway" ? one(aws_service_discovery_service.web[*].arn) : var.web_platform == "app_runner" ? ${appRunner.url} : ${ecsExpress.url}`,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
    });
  }

  private route(integration: Apigatewayv2Integration): void {
    const route = new Apigatewayv2Route(this, "aws_apigatewayv2_route.web", {
      count: hclNumber`local.has_api ? 1 : 0`,
      apiId: only(this.api, "id"),
      routeKey: "$default",
      target: `integrations/${only(integration, "id")}`,
    });
    comment(route, {
      head: ["#checkov:skip=CKV_AWS_309:Langfuse does its own sign-in and checks its own API keys"],
    });
  }

  /** The `$default` stage: the name of any other would be sent to Langfuse as a part of the path. */
  private stage(): Apigatewayv2Stage {
    const logs = this.accessLogs();
    const stage = new Apigatewayv2Stage(this, "aws_apigatewayv2_stage.web", {
      count: hclNumber`local.has_api ? 1 : 0`,
      apiId: only(this.api, "id"),
      name: "$default",
      autoDeploy: true,
      tags: this.props.main.tags,
    });
    stage.addOverride("dynamic", {
      access_log_settings: {
        for_each: hcl`${logs}`,
        content: {
          destination_arn: hcl`access_log_settings.value.arn`,
          format: hcl`jsonencode(${ACCESS_LOG_FIELDS})`,
        },
      },
    });
    comment(stage, {
      head: [
        "#checkov:skip=CKV_AWS_76:log ingestion is billed; api_access_logs_enabled switches it on",
        "No default_route_settings: a block without limits sets them to 0, and every request is refused.",
      ],
    });
    return stage;
  }

  /** Below `/aws/vendedlogs/`, so that the resource policy that API Gateway writes stays within its size. */
  private accessLogs(): CloudwatchLogGroup {
    const logs = new CloudwatchLogGroup(this, "aws_cloudwatch_log_group.api", {
      count: hclNumber`local.has_api && var.api_access_logs_enabled ? 1 : 0`,
      name: `/aws/vendedlogs/${this.props.main.name}/api`,
      kmsKeyId: hcl`var.kms_key_arn`,
      retentionInDays: hclNumber`var.log_retention_days`,
      tags: this.props.main.tags,
    });
    comment(logs, {
      arguments: {
        kms_key_id: "#checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key",
        retention_in_days:
          "#checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days",
      },
    });
    return logs;
  }

  private customDomain(stage: Apigatewayv2Stage): Apigatewayv2DomainName {
    const domainName = new Apigatewayv2DomainName(this, "aws_apigatewayv2_domain_name.web", {
      count: hclNumber`local.has_api && local.custom_domain != null ? 1 : 0`,
      domainName: hcl`local.custom_domain`,
      domainNameConfiguration: {
        certificateArn: this.props.domain.certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
      tags: this.props.main.tags,
    });
    new Apigatewayv2ApiMapping(this, "aws_apigatewayv2_api_mapping.web", {
      count: hclNumber`local.has_api && local.custom_domain != null ? 1 : 0`,
      apiId: only(this.api, "id"),
      domainName: only(domainName, "id"),
      stage: only(stage, "id"),
    });
    return domainName;
  }
}
