import { ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { AwsLangfuseService, type AwsLangfuseServiceProps } from "./langfuse-service";

/** The worker: takes events from the queues in Valkey and writes them to ClickHouse. */
export class AwsWorker extends AwsLangfuseService {
  public readonly ecsService: EcsService;

  public constructor(scope: ModuleStack, props: AwsLangfuseServiceProps) {
    super(scope, "worker", props);
    const { policy } = props.iam.execution.worker;
    const task = this.taskDefinition({});
    const desired = hclNumber`local.worker_desired_count`;
    this.ecsService = this.service(task.arn, {
      isSpot: hcl`${props.inputs.isSpotInstance}`,
      desired,
      dependsOn: [policy, props.iam.task.worker.policy],
    });
    this.autoscaling(this.ecsService.name, desired, hclNumber`local.worker_max_count`);
  }
}
