import { TerraformOutput } from "cdktf";
import { hcl } from "../../lib/terraform/expression";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { CLICKHOUSE_PORTS, CLICKHOUSE_USER } from "../shared/clickhouse-config";
import type { AwsClickhouse } from "./clickhouse";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsNetwork } from "./network";
import type { AwsObservability } from "./observability";
import type { AwsSecrets } from "./secrets";
import type { AwsStorage } from "./storage";

export interface AwsOutputsProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly network: AwsNetwork;
  readonly storage: AwsStorage;
  readonly secrets: AwsSecrets;
  readonly observability: AwsObservability;
  readonly clickhouse: AwsClickhouse;
}

/** What the module tells its user. */
export class AwsOutputs extends ModulePart {
  public constructor(scope: ModuleStack, props: AwsOutputsProps) {
    super(scope, "outputs", { source: "stacks/aws/outputs.ts" });
    const { host, service } = props.clickhouse;
    this.output("clickhouse_host", "Name of ClickHouse inside the VPC", host);
    this.output(
      "clickhouse_http_url",
      "Address of ClickHouse's HTTP interface inside the VPC",
      `http://${host}:${CLICKHOUSE_PORTS.http}`,
    );
    this.output(
      "clickhouse_native_url",
      "Address of ClickHouse's native protocol inside the VPC, which Langfuse's migrations need",
      `clickhouse://${host}:${CLICKHOUSE_PORTS.native}`,
    );
    this.output(
      "clickhouse_security_group_id",
      "Id of the security group of the ClickHouse tasks",
      props.network.clickhouseSecurityGroup.id,
    );
    this.output(
      "clickhouse_storage_name",
      "Name of the S3 bucket that ClickHouse keeps its data in",
      props.storage.clickhouseBucket.id,
    );
    this.output(
      "ecs_cluster_name",
      "Name of the ECS cluster that all services run in",
      props.main.cluster.name,
    );
    this.output(
      "langfuse_environment",
      "Environment variables that Langfuse's web and worker need for this ClickHouse; the password is in secret_references",
      {
        CLICKHOUSE_CLUSTER_ENABLED: "false",
        CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY: hcl`tostring(floor(local.clickhouse_memory_bytes * 0.4))`,
        CLICKHOUSE_MIGRATION_URL: `clickhouse://${host}:${CLICKHOUSE_PORTS.native}`,
        CLICKHOUSE_URL: `http://${host}:${CLICKHOUSE_PORTS.http}`,
        CLICKHOUSE_USER: CLICKHOUSE_USER,
        // Langfuse also inserts when so many rows wait; at its default of 1000 a busy worker would not wait.
        LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE: "10000",
        LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS: hcl`tostring(${props.inputs.ingestionWriteIntervalMs})`,
      },
    );
    this.output("ecs_service_names", "Names of the ECS services, by part", {
      clickhouse: service.name,
    });
    this.output("log_group_names", "Names of the CloudWatch log groups, by part", {
      clickhouse: props.observability.clickhouseLogGroup.name,
    });
    this.output(
      "secret_references",
      "ARNs of the SSM parameters that hold the secrets, by name; never a value",
      { clickhouse_password: props.secrets.clickhousePassword.arn },
    );
    this.output("subnet_ids", "Ids of the subnets that the tasks run in", props.network.subnetIds);
    this.output("vpc_id", "Id of the VPC", props.inputs.vpcId.stringValue);
  }

  private output(name: string, description: string, value: unknown): void {
    new TerraformOutput(this, `output.${name}`, { description, value });
  }
}
