import type { Variables } from "../../engines/terraform";
import type { Row } from "./covering-array";
import {
  type Choices,
  CLICKHOUSE_STORAGE,
  EXTERNAL_CLICKHOUSE,
  flag,
  imagesIn,
  INITIAL_SETUP,
  LANGFUSE,
  namesOf,
  oneOf,
  type Refusal,
  refusalsOf,
  SENTINELS,
  variablesIn,
} from "./options";

const OWN = "arn:aws:ssm:eu-west-1:123456789012:parameter/mine";

const PRIVATE = { private_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] };
const PUBLIC = { public_subnet_ids: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"] };
const VPC = { vpc_id: "vpc-0123456789abcdef0" };
const CERTIFICATE =
  "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
const DOMAIN = { custom_domain_name: "langfuse.example.com" };

/** What a user of the module can choose, with the variables that make the choice. */
const OPTIONS = {
  launch_type: oneOf("launch_type", "FARGATE", "EC2"),
  is_spot_instance: flag("is_spot_instance"),
  is_web_spot_instance: flag("is_web_spot_instance"),
  spot_on_demand_base: oneOf("spot_on_demand_base", 0, 2),
  tasks: {
    one: {},
    three: { web_desired_count: 3, worker_desired_count: 3, web_max_count: 3, worker_max_count: 5 },
  },
  cpu_architecture: oneOf("cpu_architecture", "ARM64", "X86_64"),
  web_platform: oneOf("web_platform", "api_gateway", "alb", "app_runner", "ecs_express"),
  domain: {
    none: {},
    zone: { ...DOMAIN, custom_domain_id: "Z0123456789ABC" },
    certificate: { ...DOMAIN, certificate_arn: CERTIFICATE },
  },
  is_web_internal: flag("is_web_internal"),
  callers: { all: {}, some: { allowed_cidr_blocks: ["192.0.2.0/24", "198.51.100.0/24"] } },
  web_acl_arn: {
    none: {},
    one: { web_acl_arn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/mine/1234" },
  },
  network: {
    made: {},
    private: { ...VPC, ...PRIVATE },
    public: { ...VPC, ...PUBLIC },
    both: { ...VPC, ...PRIVATE, ...PUBLIC },
  },
  nat_gateway: oneOf("nat_gateway", "none", "single", "one_per_az"),
  database_type: {
    rds: {},
    aurora_serverless_v2: { database_type: "aurora_serverless_v2" },
    external: {
      database_type: "external",
      external_database: {
        host: "db.example.com",
        port: 6432,
        username: "lf",
        password_secret_arn: OWN,
      },
    },
  },
  database_multi_az: flag("database_multi_az"),
  cache_replica_count: oneOf("cache_replica_count", 0, 2),
  external_cache: {
    none: {},
    with_password: { external_cache: { host: "cache.example.com", auth_secret_arn: OWN } },
    without_password: { external_cache: { host: "192.0.2.7", port: 6380, tls: false } },
  },
  external_clickhouse: {
    none: {},
    one: {
      external_clickhouse: {
        ...EXTERNAL_CLICKHOUSE,
        password_secret_arn: OWN,
      },
    },
  },
  clickhouse_storage: CLICKHOUSE_STORAGE,
  clickhouse_cache_size_gib: oneOf("clickhouse_cache_size_gib", 10, 40),
  clickhouse_volume_type: oneOf("clickhouse_volume_type", "efs", "ebs"),
  efs_one_zone: flag("efs_one_zone"),
  efs_throughput_mode: {
    bursting: {},
    elastic: { efs_throughput_mode: "elastic" },
    provisioned: { efs_throughput_mode: "provisioned", efs_provisioned_throughput_mibps: 10 },
  },
  ecr_enabled: flag("ecr_enabled"),
  images: {
    public: {},
    own: imagesIn("123456789012.dkr.ecr.eu-west-1.amazonaws.com/mirror"),
  },
  secret_store: oneOf("secret_store", "ssm", "secretsmanager"),
  secrets: { made: {}, given: SENTINELS },
  kms_key_arn: {
    none: {},
    one: {
      kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    },
  },
  force_delete: flag("force_delete"),
  ...LANGFUSE,
  initial_setup: INITIAL_SETUP,
  additional_env: {
    none: {},
    some: {
      additional_env: { LANGFUSE_LOG_LEVEL: "debug" },
      additional_secret_env: { SMTP_CONNECTION_URL: `${OWN}/smtp` },
    },
  },
  region: { provider: {}, own: { region: "eu-west-1" } },
  vpc_flow_logs_enabled: flag("vpc_flow_logs_enabled"),
  api_access_logs_enabled: flag("api_access_logs_enabled"),
  alb_access_logs_bucket: { none: {}, one: { alb_access_logs_bucket: "logs-of-example" } },
  insight: { none: {}, all: { container_insights_enabled: true, execute_command_enabled: true } },
  retention: {
    default: {},
    other: { blob_versioning_enabled: true, event_retention_days: null, log_retention_days: 365 },
  },
} as const satisfies Record<string, Choices>;

type Option = keyof typeof OPTIONS;
type ChoiceOf<Name extends Option> = keyof (typeof OPTIONS)[Name];

/** The names of the options and of their choices. */
export const AWS_OPTIONS = namesOf(OPTIONS);

const only = <const Name extends Option>(
  variable: string,
  reason: string,
  name: Name,
  choices: readonly (ChoiceOf<Name> & string)[],
  rest: Row,
): Refusal[] => refusalsOf(name, choices, rest, { says: `${variable} must `, reason });

/** What the module refuses by design, and why. */
export const REFUSALS: readonly Refusal[] = [
  ...only(
    "is_web_spot_instance",
    "these platforms have no Spot",
    "web_platform",
    ["app_runner", "ecs_express"],
    { is_web_spot_instance: "yes" },
  ),
  ...only("spot_on_demand_base", "nothing would run on Spot", "tasks", ["one"], {
    spot_on_demand_base: "2",
  }),
  ...only(
    "is_web_internal",
    "their addresses are public",
    "web_platform",
    ["api_gateway", "app_runner", "ecs_express"],
    { is_web_internal: "yes" },
  ),
  ...only(
    "allowed_cidr_blocks",
    "they cannot tell callers apart",
    "web_platform",
    ["api_gateway", "app_runner", "ecs_express"],
    { callers: "some" },
  ),
  ...only(
    "web_acl_arn",
    "AWS WAF does not protect them",
    "web_platform",
    ["api_gateway", "ecs_express"],
    { web_acl_arn: "one" },
  ),
  ...only(
    "custom_domain_name",
    "a load balancer's own name gets no certificate",
    "web_platform",
    ["alb"],
    { domain: "none" },
  ),
  ...only("certificate_arn", "App Runner makes its own", "domain", ["certificate"], {
    web_platform: "app_runner",
  }),
  ...only(
    "public_subnet_ids",
    "an internet-facing load balancer needs public subnets",
    "web_platform",
    ["ecs_express"],
    { network: "private" },
  ),
  ...only(
    "public_subnet_ids",
    "an internet-facing load balancer needs public subnets",
    "web_platform",
    ["alb"],
    { network: "private", is_web_internal: "no" },
  ),
  ...only(
    "nat_gateway",
    "the user's network has the user's routes",
    "network",
    ["private", "public", "both"],
    { nat_gateway: "single" },
  ),
  ...only(
    "nat_gateway",
    "the user's network has the user's routes",
    "network",
    ["private", "public", "both"],
    { nat_gateway: "one_per_az" },
  ),
  ...only(
    "vpc_flow_logs_enabled",
    "the user's network has the user's logs",
    "network",
    ["private", "public", "both"],
    { vpc_flow_logs_enabled: "yes" },
  ),
  ...only(
    "clickhouse_volume_type",
    "an EBS volume of a Fargate task dies with the task",
    "launch_type",
    ["FARGATE"],
    { clickhouse_volume_type: "ebs" },
  ),
  {
    combination: { clickhouse_volume_type: "ebs", efs_one_zone: "yes" },
    beside: { launch_type: "EC2" },
    says: "efs_one_zone must ",
    reason: "it says nothing of an EBS volume",
  },
  ...only(
    "langfuse_v4_write_mode",
    "Langfuse 3 writes in one way only",
    "langfuse_v4_write_mode",
    ["dual", "legacy"],
    { langfuse_version: "3.225.4" },
  ),
  ...only("api_access_logs_enabled", "there is no HTTP API", "web_platform", ["alb"], {
    api_access_logs_enabled: "yes",
  }),
  ...only(
    "alb_access_logs_bucket",
    "there is no load balancer",
    "web_platform",
    ["api_gateway", "app_runner", "ecs_express"],
    { alb_access_logs_bucket: "one" },
  ),
];

/** The variables that make the choices of a row. */
export function variablesOf(row: Row): Variables {
  return variablesIn(OPTIONS, row);
}
