import { TerraformOutput } from "cdktf";
import { hcl, hclAny } from "../../lib/terraform/expression";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";

/** What the module tells its user. */
export class AwsOutputs extends ModulePart {
  public constructor(scope: ModuleStack) {
    super(scope, "outputs", { source: "stacks/aws/outputs.ts" });
    this.addresses();
    this.parts();
    this.initialSetup();
    this.resources();
    this.domain();
  }

  private addresses(): void {
    this.output("langfuse_url", "HTTPS address of Langfuse", hcl`local.langfuse_url`);
    this.output(
      "web_direct_url",
      "The platform's own HTTPS address of web, which has none of the HTTP API's limits; only with web_platform app_runner or ecs_express, null otherwise",
      hcl`local.web_direct_url`,
    );
    this.output("clickhouse_host", "Name of ClickHouse inside the VPC", hcl`local.clickhouse_host`);
    this.output(
      "clickhouse_http_url",
      "Address of ClickHouse's HTTP interface inside the VPC",
      hcl`local.clickhouse_http_url`,
    );
    this.output(
      "clickhouse_native_url",
      "Address of ClickHouse's native protocol inside the VPC, which Langfuse's migrations need",
      hcl`local.clickhouse_native_url`,
    );
    this.output("database_host", "Name of PostgreSQL inside the VPC", hcl`local.database_host`);
    this.output("cache_host", "Name of Valkey inside the VPC", hcl`local.cache_host`);
  }

  private parts(): void {
    this.output(
      "blob_storage_name",
      "Name of the S3 bucket of events, media and exports",
      hcl`aws_s3_bucket.langfuse.id`,
    );
    this.output(
      "clickhouse_storage_name",
      "Name of the S3 bucket that ClickHouse keeps its data in; null with external_clickhouse",
      hcl`one(aws_s3_bucket.clickhouse[*].id)`,
    );
    this.output(
      "secret_references",
      "ARNs of the SSM parameters or Secrets Manager secrets, by name; never a value",
      hcl`local.secret_arns`,
    );
  }

  private initialSetup(): void {
    this.output(
      "initial_user_email",
      "Mail address of the first user; null without initial_setup",
      hcl`try(var.initial_setup.user_email, null)`,
    );
    this.output(
      "initial_user_password",
      "Password of the first user; null without initial_setup",
      hcl`local.initial_user_password`,
      true,
    );
    this.output(
      "initial_public_key",
      "Public API key of the first project; null without initial_setup",
      hcl`local.initial_public_key`,
    );
    this.output(
      "initial_secret_key",
      "Secret API key of the first project; null without initial_setup",
      hcl`local.initial_secret_key`,
      true,
    );
  }

  private resources(): void {
    this.output("vpc_id", "Id of the VPC", hcl`local.vpc_id`);
    this.output("subnet_ids", "Ids of the subnets that the tasks run in", hcl`local.subnet_ids`);
    this.output(
      "security_group_ids",
      "Ids of the security groups, by part; only those that exist",
      hcl`merge(
        local.langfuse_security_group_ids,
        { for id in aws_security_group.clickhouse[*].id : "clickhouse" => id },
        { for id in aws_security_group.postgresql[*].id : "postgresql" => id },
        { for id in aws_security_group.cache[*].id : "cache" => id },
        { for id in aws_security_group.load_balancer[*].id : "load_balancer" => id },
      )`,
    );
    this.output(
      "ecs_cluster_name",
      "Name of the ECS cluster that all services run in",
      hcl`aws_ecs_cluster.langfuse.name`,
    );
    this.output(
      "ecs_service_names",
      "Names of the cluster's ECS services, by part",
      hcl`merge(
        { worker = aws_ecs_service.worker.name },
        { for name in aws_ecs_service.web[*].name : "web" => name },
        { for name in aws_ecs_service.clickhouse[*].name : "clickhouse" => name },
      )`,
    );
    this.output(
      "task_role_names",
      "Names of the roles that web and worker act with, for policies of your own, such as sending mail by SES or calling Bedrock",
      {
        web: hclAny`try(aws_iam_role.app_runner_instance[0].name, aws_iam_role.web_task.name)`,
        worker: hclAny`aws_iam_role.worker_task.name`,
      },
    );
    this.output(
      "ecr_push_commands",
      "Shell commands that pull the public images for the platform in use, tag them and push them to the repositories of ecr_enabled; then apply again",
      hcl`local.ecr_push_commands`,
    );
    this.output(
      "log_group_names",
      "Names of the CloudWatch log groups, by part",
      hcl`merge(
        { web = aws_cloudwatch_log_group.web.name, worker = aws_cloudwatch_log_group.worker.name },
        { for name in aws_cloudwatch_log_group.clickhouse[*].name : "clickhouse" => name },
      )`,
    );
  }

  private domain(): void {
    this.output(
      "langfuse_service_url",
      "The same as langfuse_url, by the name of tubone24/langfuse-v3-terraform",
      hcl`local.langfuse_url`,
    );
    this.output(
      "langfuse_custom_domain",
      "Host name of custom_domain_name; null without one",
      hcl`local.custom_domain`,
    );
    this.output(
      "langfuse_dns_target",
      "What to point custom_domain_name at when its zone is elsewhere: a CNAME record to this name; null without a domain",
      hcl`local.dns_target`,
    );
    this.output(
      "langfuse_certificate_validation_records",
      "DNS records that prove to AWS whose domain it is, for a zone that is elsewhere; made by the module with custom_domain_id",
      hcl`local.certificate_validation_records`,
    );
  }

  private output(name: string, description: string, value: unknown, sensitive?: true): void {
    new TerraformOutput(this, `output.${name}`, {
      description,
      value,
      ...(sensitive ? { sensitive } : {}),
    });
  }
}
