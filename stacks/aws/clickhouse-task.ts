import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclNumber } from "../../lib/terraform/expression";
import {
  CLICKHOUSE_DATA_PATH,
  CLICKHOUSE_PORTS,
  CLICKHOUSE_USER,
  STOP_TIMEOUT_SECONDS,
} from "../shared/clickhouse-config";
import type { AwsClickhouseConfig } from "./clickhouse-config";
import type { AwsClickhouseIam } from "./clickhouse-iam";
import type { AwsClickhouseVolume } from "./clickhouse-volume";
import { EBS_MOUNT_POINT } from "./ec2-user-data";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsObservability } from "./observability";

export interface AwsClickhouseTaskProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly observability: AwsObservability;
  readonly volume: AwsClickhouseVolume;
  readonly iam: AwsClickhouseIam;
  readonly config: AwsClickhouseConfig;
}

const VOLUME = "data";

/** Seconds that one health check waits for an answer. */
const PATIENCE = 50;

/**
 * ECS takes at most 300 s of start period and 10 retries, and a server with many parts may need longer. So a check
 * asks again for {@link PATIENCE}: ten failed ones after the start period leave a server 15 minutes to come up, and
 * one that does is found within two seconds.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
const HEALTH_CHECK = {
  command: [
    "CMD-SHELL",
    `end=$(($(date +%s) + ${PATIENCE})); until wget -q -t 1 -T 5 --spider http://127.0.0.1:${CLICKHOUSE_PORTS.http}/ping; do [ $(date +%s) -lt $end ] || exit 1; sleep 2; done`,
  ],
  interval: 10,
  timeout: PATIENCE + 10,
  retries: 10,
  startPeriod: 300,
};

/** What the ClickHouse container is given. */
export class AwsClickhouseTask extends ModulePart {
  public readonly definition: EcsTaskDefinition;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsClickhouseTaskProps,
  ) {
    super(scope, "clickhouse-task", { source: "stacks/aws/clickhouse-task.ts" });
    this.image();
    this.definition = this.taskDefinition();
  }

  private image(): void {
    new TerraformLocal(
      this,
      "local.clickhouse_image",
      hcl`coalesce(var.clickhouse_image, local.ecr_images["clickhouse"], ${`clickhouse/clickhouse-server:${this.props.inputs.clickhouseVersion.stringValue}`})`,
    );
  }

  private taskDefinition(): EcsTaskDefinition {
    const { inputs, main, iam } = this.props;
    const task = new EcsTaskDefinition(this, "aws_ecs_task_definition.clickhouse", {
      count: hclNumber`local.clickhouse_enabled ? 1 : 0`,
      family: `${main.name}-clickhouse`,
      requiresCompatibilities: [inputs.launchType.stringValue],
      networkMode: "awsvpc",
      cpu: inputs.clickhouseCpu.stringValue,
      memory: inputs.clickhouseMemory.stringValue,
      executionRoleArn: iam.execution.arn,
      taskRoleArn: iam.task.arn,
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: inputs.cpuArchitecture.stringValue,
      },
      containerDefinitions: this.containerDefinitions(),
      volume: [
        { name: VOLUME, hostPath: hcl`local.is_clickhouse_on_ebs ? ${EBS_MOUNT_POINT} : null` },
      ],
      tags: main.tags,
    });
    task.addOverride("volume.0.dynamic", { efs_volume_configuration: this.efs() });
    // Fargate gives every task 20 GiB, of which the image takes a few; on EC2 it is the instance's root disk.
    task.addOverride("dynamic", {
      ephemeral_storage: {
        for_each: hcl`!local.is_ec2 && ${inputs.clickhouseCacheSizeGib} > 10 ? [${inputs.clickhouseCacheSizeGib} + 11] : []`,
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

  private efs(): object {
    const { fileSystem, accessPoint } = this.props.volume;
    return {
      for_each: hcl`${fileSystem}[*].id`,
      content: {
        file_system_id: hcl`efs_volume_configuration.value`,
        transit_encryption: "ENABLED",
        authorization_config: { access_point_id: only(accessPoint, "id"), iam: "ENABLED" },
      },
    };
  }

  private containerDefinitions(): string {
    const { config, main, observability } = this.props;
    const container = {
      name: "clickhouse",
      image: hclAny`local.clickhouse_image`,
      essential: true,
      entryPoint: ["/bin/sh", "-c"],
      command: hclAny`[${config.start}]`,
      environment: hclAny`concat(
        [
          { name = "CLICKHOUSE_USER", value = ${CLICKHOUSE_USER} },
          { name = "CLICKHOUSE_PASSWORD_VERSION", value = tostring(local.secret_versions["clickhouse_password"]) },
          { name = "CLICKHOUSE_DO_NOT_CHOWN", value = "1" },
        ],
        [for file, variable in ${config.variables} : { name = variable, value = ${config.files}[file] }]
      )`,
      secrets: [
        {
          name: "CLICKHOUSE_PASSWORD",
          valueFrom: hclAny`local.secret_arns["clickhouse_password"]`,
        },
      ],
      portMappings: Object.values(CLICKHOUSE_PORTS).map((containerPort) => ({
        containerPort,
        hostPort: containerPort,
        protocol: "tcp",
      })),
      mountPoints: [{ sourceVolume: VOLUME, containerPath: CLICKHOUSE_DATA_PATH, readOnly: false }],
      healthCheck: HEALTH_CHECK,
      linuxParameters: { initProcessEnabled: true },
      stopTimeout: STOP_TIMEOUT_SECONDS,
      ulimits: [{ name: "nofile", softLimit: 262144, hardLimit: 262144 }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": only(observability.clickhouse, "name"),
          "awslogs-region": main.region,
          "awslogs-stream-prefix": "clickhouse",
          mode: "non-blocking",
          "max-buffer-size": "10m",
        },
      },
    };
    return hcl`jsonencode(${[container]})`;
  }
}
