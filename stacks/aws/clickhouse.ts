import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_PORTS, CLICKHOUSE_USER } from "../shared/clickhouse-config";
import type { AwsClickhouseIam } from "./clickhouse-iam";
import type { AwsClickhouseTask } from "./clickhouse-task";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import type { AwsEc2 } from "./ec2";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsNetwork } from "./network";
import type { AwsSecurityGroupRules } from "./security-group-rules";
import type { AwsSecurityGroups } from "./security-groups";

export interface AwsClickhouseProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly network: AwsNetwork;
  readonly securityGroups: AwsSecurityGroups;
  readonly rules: AwsSecurityGroupRules;
  readonly ec2: AwsEc2;
  readonly volume: AwsClickhouseVolume;
  readonly iam: AwsClickhouseIam;
  readonly task: AwsClickhouseTask;
}

const COUNT = hclNumber`local.clickhouse_enabled ? 1 : 0`;

/** The only database that the image makes by itself. */
const DATABASE = "default";

/**
 * The ClickHouse server: one task, never two, because a second server on the same data directory is
 * refused by the lock (code 76) and must be. Or where the user's own server is.
 */
export class AwsClickhouse extends ModulePart {
  /** Counted; stable when Terraform is done with it, so that what depends on it finds a server. */
  public readonly service: EcsService;
  /** Name of the server. */
  public readonly host: string;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsClickhouseProps,
  ) {
    super(scope, "clickhouse", { source: "stacks/aws/clickhouse.ts" });
    this.local("clickhouse_enabled", hcl`var.external_clickhouse == null`);
    this.host = this.either(
      "host",
      `clickhouse.${props.network.namespace.name}`,
      hcl`var.external_clickhouse.host`,
    );
    this.either("tls", hcl`false`, hcl`var.external_clickhouse.tls`);
    this.either(
      "http_url",
      hcl`"http://\${local.clickhouse_host}:${hclNumber`${CLICKHOUSE_PORTS.http}`}"`,
      hcl`"\${local.clickhouse_tls ? "https" : "http"}://\${local.clickhouse_host}:\${var.external_clickhouse.http_port}"`,
    );
    this.either(
      "native_url",
      hcl`"clickhouse://\${local.clickhouse_host}:${hclNumber`${CLICKHOUSE_PORTS.native}`}"`,
      hcl`"clickhouse://\${local.clickhouse_host}:\${var.external_clickhouse.native_port}"`,
    );
    this.either("user", CLICKHOUSE_USER, hcl`var.external_clickhouse.username`);
    this.either("database", DATABASE, hcl`var.external_clickhouse.database`);
    this.either("cluster_enabled", hcl`false`, hcl`var.external_clickhouse.cluster_enabled`);
    this.either(
      "password_reference",
      hcl`local.secret_arns["clickhouse_password"]`,
      hcl`var.external_clickhouse.password_secret_arn`,
    );
    this.service = this.defineService(this.discovery());
  }

  private local(name: string, value: string): string {
    return hcl`${new TerraformLocal(this, `local.${name}`, value)}`;
  }

  /** A fact about the server, of the module's own or of the user's. */
  private either(name: string, own: string, external: string): string {
    return this.local(`clickhouse_${name}`, hcl`local.clickhouse_enabled ? ${own} : ${external}`);
  }

  private discovery(): ServiceDiscoveryService {
    return new ServiceDiscoveryService(this, "aws_service_discovery_service.clickhouse", {
      count: COUNT,
      name: "clickhouse",
      forceDestroy: true,
      dnsConfig: {
        namespaceId: this.props.network.namespace.id,
        dnsRecords: [{ type: "A", ttl: 10 }],
        routingPolicy: "MULTIVALUE",
      },
      // The name resolves when ECS calls the container healthy.
      healthCheckCustomConfig: {},
      tags: this.props.main.tags,
    });
  }

  private defineService(discovery: ServiceDiscoveryService): EcsService {
    const { inputs, main, network, securityGroups, rules, ec2, iam, task, volume } = this.props;
    const service = new EcsService(this, "aws_ecs_service.clickhouse", {
      count: COUNT,
      name: "clickhouse",
      cluster: main.cluster.id,
      taskDefinition: only(task.definition, "arn"),
      desiredCount: 1,
      enableExecuteCommand: inputs.executeCommandEnabled.booleanValue,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
      forceNewDeployment: true,
      waitForSteadyState: true,
      capacityProviderStrategy: ec2.clickhouseStrategy,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      networkConfiguration: {
        subnets: volume.subnetIds,
        securityGroups: [only(securityGroups.clickhouse, "id")],
        assignPublicIp: network.assignPublicIp,
      },
      serviceRegistries: { registryArn: only(discovery, "arn") },
      tags: main.tags,
      timeouts: { create: "30m", update: "30m" },
      dependsOn: [
        ec2.capacityProviders,
        volume.mountTargets,
        iam.execution.policy,
        iam.task.policy,
        ...rules.clickhouse,
      ],
    });
    comment(service, {
      head: [
        "One writer: the old task must be gone before a new one opens the same data directory.",
      ],
      arguments: {
        force_new_deployment: "Without it a change of is_spot_instance would replace the service.",
        wait_for_steady_state: "Web's first start runs migrations, which need a server.",
        network_configuration:
          "#checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway",
      },
    });
    return service;
  }
}
