import { TerraformVariable, TerraformVariableConfig } from "cdktf";
import { Variable } from "../../lib/terraform/variable";
import { hcl } from "../../lib/terraform/expression";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { clickhouseInputs } from "./inputs-clickhouse";
import { oneOf, rule } from "./validation";

/** The periods that CloudWatch Logs accepts, in days. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Defines a variable and returns the construct that other parts refer to. */
export type DefineVariable = (name: string, config: TerraformVariableConfig) => TerraformVariable;

/** Everything that a user of the module can set. The names are the module's public interface. */
export type AwsInputs = ReturnType<typeof awsInputs>;

/** Defines the module's variables, in the order in which its README explains them. */
export function awsInputs(stack: ModuleStack) {
  const part = new ModulePart(stack, "variables", { source: "stacks/aws/inputs.ts" });
  const define: DefineVariable = (name, config) => new Variable(part, `var.${name}`, config);
  return {
    ...generalInputs(define),
    ...networkInputs(define),
    ...clickhouseInputs(define),
    ...observabilityInputs(define),
  };
}

function generalInputs(define: DefineVariable) {
  return {
    name: define("name", {
      description:
        "Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a letter. Several installations fit in one account when their names differ",
      type: "string",
      default: "langfuse",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[a-z](-?[a-z0-9])+$", var.name)) && length(var.name) <= 20`,
          'name must have 2 to 20 lower case letters, digits and single hyphens and start with a letter, got "${var.name}": choose a name such as langfuse or langfuse-dev.',
        ),
      ],
    }),
    tags: define("tags", {
      description: "Tags on everything that takes tags",
      type: "map(string)",
      default: {},
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for key, value in var.tags : length(key) >= 1 && length(key) <= 128 && length(value) <= 256 && !startswith(lower(key), "aws:")])`,
          'tags must have keys of 1 to 128 characters that do not start with "aws:" and values of at most 256 characters, got ${jsonencode(var.tags)}: change what AWS would refuse.',
        ),
      ],
    }),
    isSpotInstance: define("is_spot_instance", {
      description:
        "Whether ClickHouse runs on Fargate Spot, which costs about a third; AWS may stop a Spot task with two minutes' notice, and a new one then starts on the same data",
      type: "bool",
      default: false,
      nullable: false,
    }),
    cpuArchitecture: define("cpu_architecture", {
      description: "Processor of every task: ARM64 (Graviton, about 20 % cheaper) or X86_64",
      type: "string",
      default: "ARM64",
      nullable: false,
      validation: [oneOf("cpu_architecture", ["ARM64", "X86_64"])],
    }),
    kmsKeyArn: define("kms_key_arn", {
      description:
        "ARN of a customer managed KMS key for everything that takes one: volume, bucket, secrets and logs. Its key policy must let CloudWatch Logs use it. Null means the keys that AWS manages at no charge",
      type: "string",
      default: null,
      validation: [
        rule(
          hcl`var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))`,
          "kms_key_arn must be the ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID) or null, got ${jsonencode(var.kms_key_arn)}: an alias or a bare key id does not do.",
        ),
      ],
    }),
    forceDelete: define("force_delete", {
      description:
        "Whether destroy may remove the bucket with all of its objects. False lets destroy stop at a bucket that still holds data",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}

function networkInputs(define: DefineVariable) {
  return {
    vpcId: define("vpc_id", {
      description:
        "Id of the VPC to run in. It must have DNS support and DNS host names switched on",
      type: "string",
      nullable: false,
      validation: [
        rule(
          hcl`startswith(var.vpc_id, "vpc-")`,
          'vpc_id must be the id of a VPC (vpc-…), got "${var.vpc_id}": an ARN or a name does not do.',
        ),
      ],
    }),
    privateSubnetIds: define("private_subnet_ids", {
      description:
        "Ids of the subnets that the tasks and the volume live in, one per availability zone. They need a way to the internet (a NAT gateway) or endpoints for S3, SSM, CloudWatch Logs and the image registry. Empty means that public_subnet_ids are used",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for id in var.private_subnet_ids : startswith(id, "subnet-")]) && length(distinct(var.private_subnet_ids)) == length(var.private_subnet_ids)`,
          "private_subnet_ids must be different subnet ids (subnet-…), got ${jsonencode(var.private_subnet_ids)}: an ARN or a name does not do.",
        ),
      ],
    }),
    publicSubnetIds: define("public_subnet_ids", {
      description:
        "Ids of public subnets, one per availability zone, used when private_subnet_ids is empty: each task then has a public IPv4 address for outgoing traffic, which costs less than a NAT gateway, and its security group still lets nobody in from the internet",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for id in var.public_subnet_ids : startswith(id, "subnet-")]) && length(distinct(var.public_subnet_ids)) == length(var.public_subnet_ids)`,
          "public_subnet_ids must be different subnet ids (subnet-…), got ${jsonencode(var.public_subnet_ids)}: an ARN or a name does not do.",
        ),
        rule(
          hcl`length(var.private_subnet_ids) + length(var.public_subnet_ids) > 0`,
          "public_subnet_ids must name at least one subnet of vpc_id when private_subnet_ids is empty, got two empty lists: give the subnets that the tasks shall run in.",
        ),
      ],
    }),
  };
}

function observabilityInputs(define: DefineVariable) {
  return {
    logRetentionDays: define("log_retention_days", {
      description:
        "Days that CloudWatch keeps the containers' logs: one of the periods that CloudWatch Logs offers, from 1 to 3653",
      type: "number",
      default: 30,
      nullable: false,
      validation: [oneOf("log_retention_days", LOG_RETENTION_DAYS)],
    }),
    containerInsightsEnabled: define("container_insights_enabled", {
      description:
        "Whether the ECS cluster sends Container Insights metrics, which CloudWatch bills by the metric",
      type: "bool",
      default: false,
      nullable: false,
    }),
    executeCommandEnabled: define("execute_command_enabled", {
      description:
        "Whether ECS Exec may open a shell in the tasks (aws ecs execute-command), for instance to run clickhouse-client",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}
