/** What the text of the installed bindings says about blocks and arguments. */
import { bindingKnowledge } from "../../../lib/bindings";
import { type BodyKind, type BodyKnowledge } from "../../../lib/hcl";

function kind(body: BodyKnowledge | undefined, path: string): string {
  const [name = "", ...rest] = path.split(".");
  const found = body?.argument(name);
  if (rest.length === 0) return found?.kind ?? "unknown";
  return found?.kind === "block" ? kind(found.body, rest.join(".")) : "not in a block";
}

test.each<[BodyKind, string, string, string]>([
  ["resource", "aws_ecs_service", "name", "attribute"],
  ["resource", "aws_ecs_service", "tags", "attribute"],
  ["resource", "aws_ecs_service", "load_balancer", "block"],
  ["resource", "aws_ecs_service", "deployment_circuit_breaker", "block"],
  [
    "resource",
    "aws_ecs_service",
    "deployment_configuration.lifecycle_hook.lifecycle_stages",
    "attribute",
  ],
  ["resource", "aws_ecs_service", "timeouts", "block"],
  ["resource", "aws_ecs_service", "nonsense", "unknown"],
  // Lists of objects that may also be written as blocks.
  ["resource", "aws_security_group", "ingress", "attribute"],
  ["resource", "azurerm_network_security_group", "security_rule", "attribute"],
  // Objects of providers on the plugin framework.
  ["resource", "aws_s3tables_table", "encryption_configuration", "attribute"],
  ["resource", "aws_s3tables_table", "metadata.iceberg.schema.field", "block"],
  ["resource", "aws_lexv2models_bot_version", "locale_specification", "attribute"],
  // Types so large that their structs are in files of their own.
  ["resource", "aws_medialive_channel", "cdi_input_specification", "block"],
  ["resource", "aws_medialive_channel", "destinations.settings.url", "attribute"],
  // A block whose content cdktf gave up on.
  ["resource", "aws_wafv2_web_acl", "rule.statement", "block"],
  ["resource", "aws_wafv2_web_acl", "rule.statement.anything", "unknown"],
  ["resource", "azurerm_container_app", "template.container.env", "block"],
  ["data", "aws_iam_policy_document", "statement.condition.values", "attribute"],
  ["data", "azurerm_client_config", "timeouts", "block"],
  ["provider", "aws", "default_tags", "block"],
  ["provider", "azurerm", "features.key_vault", "block"],
])("%s %s: %s is %s", (section, type, path, expected) => {
  expect(kind(bindingKnowledge.body(section, type), path)).toBe(expected);
});

test.each<[BodyKind, string]>([
  ["resource", "random_password"],
  ["resource", "aws_no_such_thing"],
  ["resource", "aws_../../provider"],
  ["resource", "../evil_thing"],
  ["data", "aws_ecs"],
  ["provider", "no-such-provider"],
  ["ephemeral", "aws_kms_secrets"],
])("knows nothing of %s %s", (section, type) => {
  expect(bindingKnowledge.body(section, type)).toBeUndefined();
});

test("forty types are read in less time than anybody notices", () => {
  const types = [
    "ecs_cluster",
    "ecs_task_definition",
    "lb",
    "lb_listener",
    "lb_target_group",
    "s3_bucket",
    "iam_role",
    "iam_role_policy",
    "rds_cluster",
    "rds_cluster_instance",
    "db_instance",
    "db_subnet_group",
    "elasticache_replication_group",
    "elasticache_subnet_group",
    "efs_file_system",
    "efs_mount_target",
    "efs_access_point",
    "cloudwatch_log_group",
    "ssm_parameter",
    "subnet",
    "vpc",
    "route_table",
    "route",
    "internet_gateway",
    "nat_gateway",
    "eip",
    "apigatewayv2_api",
    "apigatewayv2_stage",
    "apigatewayv2_route",
    "apigatewayv2_integration",
    "apigatewayv2_vpc_link",
    "service_discovery_service",
    "acm_certificate",
    "route53_record",
    "ecr_repository",
    "launch_template",
    "autoscaling_group",
    "ecs_capacity_provider",
    "security_group_rule",
    "kms_key",
  ];
  const start = performance.now();
  for (const type of types) expect(bindingKnowledge.body("resource", `aws_${type}`)).toBeDefined();
  // Some 20 ms on a laptop; the limit only catches a change of order.
  expect(performance.now() - start).toBeLessThan(500);
});
