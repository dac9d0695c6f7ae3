import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { ITerraformDependable, TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclAny } from "../../lib/terraform/expression";
import {
  CLICKHOUSE_DATA_PATH,
  CLICKHOUSE_PORTS,
  CLICKHOUSE_USER,
  STOP_TIMEOUT_SECONDS,
} from "../shared/clickhouse-config";
import type { AwsClickhouseConfig } from "./clickhouse-config";
import type { AwsClickhouseIam } from "./clickhouse-iam";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsNetwork } from "./network";
import type { AwsObservability } from "./observability";
import type { AwsSecrets } from "./secrets";
import type { AwsStorage } from "./storage";

export interface AwsClickhouseProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly network: AwsNetwork;
  readonly storage: AwsStorage;
  readonly secrets: AwsSecrets;
  readonly observability: AwsObservability;
  readonly volume: AwsClickhouseVolume;
  readonly iam: AwsClickhouseIam;
  readonly config: AwsClickhouseConfig;
}

const VOLUME = "data";

/**
 * The ClickHouse server: one task, never two, because a second server on the same data directory is
 * refused by the lock (code 76) and must be.
 */
export class AwsClickhouse extends ModulePart {
  public readonly service: EcsService;
  /** Name of the server inside the VPC. */
  public readonly host: string;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsClickhouseProps,
  ) {
    super(scope, "clickhouse", { source: "stacks/aws/clickhouse.ts" });
    this.image();
    const task = this.taskDefinition();
    const discovery = this.discovery();
    const host = new TerraformLocal(
      this,
      "local.clickhouse_host",
      `${discovery.name}.${props.network.namespace.name}`,
    );
    this.host = hcl`${host}`;
    this.service = this.defineService(task, discovery);
  }

  private image(): void {
    new TerraformLocal(
      this,
      "local.clickhouse_image",
      hcl`coalesce(var.clickhouse_image, ${`clickhouse/clickhouse-server:${this.props.inputs.clickhouseVersion.stringValue}`})`,
    );
    new TerraformLocal(
      this,
      "local.clickhouse_ecr_repository_arns",
      hcl`[for match in regexall("^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/([^:@]+)", local.clickhouse_image) : format("arn:%s:ecr:%s:%s:repository/%s", ${this.props.main.partition.partition}, match[1], match[0], match[2])]`,
    );
  }

  private taskDefinition(): EcsTaskDefinition {
    const { inputs, main, volume, iam } = this.props;
    const task = new EcsTaskDefinition(this, "aws_ecs_task_definition.clickhouse", {
      family: `${inputs.name.stringValue}-clickhouse`,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: inputs.clickhouseCpu.stringValue,
      memory: inputs.clickhouseMemory.stringValue,
      executionRoleArn: iam.executionRole.arn,
      taskRoleArn: iam.taskRole.arn,
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: inputs.cpuArchitecture.stringValue,
      },
      containerDefinitions: this.containerDefinitions(),
      volume: [
        {
          name: VOLUME,
          efsVolumeConfiguration: {
            fileSystemId: volume.fileSystem.id,
            transitEncryption: "ENABLED",
            authorizationConfig: { accessPointId: volume.accessPoint.id, iam: "ENABLED" },
          },
        },
      ],
      tags: main.tags,
    });
    // Fargate gives every task 20 GiB, of which the image takes a few.
    task.addOverride("dynamic", {
      ephemeral_storage: {
        for_each: hcl`${inputs.clickhouseCacheSizeGib} > 10 ? [${inputs.clickhouseCacheSizeGib} + 11] : []`,
        content: { size_in_gib: hcl`ephemeral_storage.value` },
      },
    });
    comment(task, {
      arguments: {
        container_definitions:
          "#checkov:skip=CKV_AWS_336:the configuration is written to /etc/clickhouse-server at start",
      },
    });
    return task;
  }

  private containerDefinitions(): string {
    const { config, inputs, main, observability, secrets } = this.props;
    const container = {
      name: "clickhouse",
      image: hclAny`local.clickhouse_image`,
      essential: true,
      entryPoint: ["/bin/sh", "-c"],
      command: hclAny`[${config.start}]`,
      environment: hclAny`concat(
        [
          { name = "CLICKHOUSE_USER", value = ${CLICKHOUSE_USER} },
          { name = "CLICKHOUSE_PASSWORD_VERSION", value = tostring(${inputs.clickhousePasswordVersion}) },
          { name = "CLICKHOUSE_DO_NOT_CHOWN", value = "1" },
        ],
        [for file, variable in ${config.variables} : { name = variable, value = ${config.files}[file] }]
      )`,
      secrets: [{ name: "CLICKHOUSE_PASSWORD", valueFrom: secrets.clickhousePassword.arn }],
      portMappings: Object.values(CLICKHOUSE_PORTS).map((containerPort) => ({
        containerPort,
        hostPort: containerPort,
        protocol: "tcp",
      })),
      mountPoints: [{ sourceVolume: VOLUME, containerPath: CLICKHOUSE_DATA_PATH, readOnly: false }],
      healthCheck: {
        command: [
          "CMD-SHELL",
          `wget -q --spider http://127.0.0.1:${CLICKHOUSE_PORTS.http}/ping || exit 1`,
        ],
        interval: 30,
        timeout: 5,
        retries: 10,
        startPeriod: 300,
      },
      linuxParameters: { initProcessEnabled: true },
      stopTimeout: STOP_TIMEOUT_SECONDS,
      ulimits: [{ name: "nofile", softLimit: 262144, hardLimit: 262144 }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": observability.clickhouseLogGroup.name,
          "awslogs-region": main.region.region,
          "awslogs-stream-prefix": "clickhouse",
          mode: "non-blocking",
          "max-buffer-size": "10m",
        },
      },
    };
    return hcl`jsonencode(${[container]})`;
  }

  private discovery(): ServiceDiscoveryService {
    return new ServiceDiscoveryService(this, "aws_service_discovery_service.clickhouse", {
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

  private defineService(task: EcsTaskDefinition, discovery: ServiceDiscoveryService): EcsService {
    const { inputs, main, network, iam, volume } = this.props;
    const dependsOn: ITerraformDependable[] = [
      main.capacityProviders,
      volume.mountTargets,
      ...iam.policies,
    ];
    const service = new EcsService(this, "aws_ecs_service.clickhouse", {
      name: "clickhouse",
      cluster: main.cluster.id,
      taskDefinition: task.arn,
      desiredCount: 1,
      enableExecuteCommand: inputs.executeCommandEnabled.booleanValue,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
      forceNewDeployment: true,
      capacityProviderStrategy: [
        {
          capacityProvider: hcl`${inputs.isSpotInstance} ? "FARGATE_SPOT" : "FARGATE"`,
          weight: 1,
        },
      ],
      deploymentCircuitBreaker: { enable: true, rollback: true },
      networkConfiguration: {
        subnets: network.subnetIds,
        securityGroups: [network.clickhouseSecurityGroup.id],
        assignPublicIp: network.assignPublicIp,
      },
      serviceRegistries: { registryArn: discovery.arn },
      tags: main.tags,
      dependsOn,
    });
    comment(service, {
      head: [
        "One writer: the old task must be gone before a new one opens the same data directory.",
      ],
      arguments: {
        force_new_deployment: "Without it a change of is_spot_instance would replace the service.",
        network_configuration:
          "#checkov:skip=CKV_AWS_333:a public address, only in public subnets, is cheaper than a NAT gateway",
      },
    });
    return service;
  }
}
