import { type Option, optionsOn, type Setup } from "../setups";

/** What the load balancer and Express Mode cannot do without. */
const DOMAIN = {
  custom_domain_name: "langfuse.example.com",
  custom_domain_id: "Z0123456789ABCDEFGHIJ",
} as const;

const SPOT = { is_spot_instance: true, is_web_spot_instance: true } as const;

/** The setting that the price goal is about. */
export const LOWEST_COST: Setup = {
  key: "lowest-cost",
  title: "Lowest cost",
  summary: "everything on Fargate Spot, ARM64, the smallest sizes that reports support",
  note: `Where the sizes come from: web runs in 2 GiB with a heap of 1.5 GiB and crashes in 1 GiB, the worker runs in 1 GiB with
a heap of 768 MiB, ClickHouse in 2.5 GiB as long as its log tables stay small, which the module sees to (reports of other
installations); ClickHouse in 2 GiB refused no query of [the benchmark](benchmarks/clickhouse.md). The load is 0.4 observations a
second, but nobody has measured web and worker with a quarter and half a processor; Langfuse recommends two processors and
4 GiB for each and 8 GiB for ClickHouse. Each part is one task on Spot: when AWS takes one back it is away until its successor
has started, and clients send again.`,
  example: "lowest-cost",
  variables: {
    ...SPOT,
    worker_cpu: 256,
    worker_memory: 1024,
    clickhouse_cpu: 512,
    clickhouse_memory: 3072,
  },
};

/** The module with no variable set. */
export const DEFAULT: Setup = {
  key: "default",
  title: "Default",
  summary: "no variable set: everything on demand",
  variables: {},
};

/** The set-ups that the document lists line by line. */
export const SETUPS: readonly Setup[] = [
  LOWEST_COST,
  DEFAULT,
  {
    key: "production",
    title: "Production",
    summary:
      "on demand, a load balancer, two tasks each of web and worker, database and cache in two zones",
    example: "production",
    exampleVariables: { ...DOMAIN, administrator_email: "admin@example.com" },
    variables: {
      ...DOMAIN,
      web_platform: "alb",
      nat_gateway: "one_per_az",
      web_desired_count: 2,
      worker_desired_count: 2,
      web_cpu: 1024,
      worker_cpu: 1024,
      worker_memory: 2048,
      clickhouse_cpu: 2048,
      clickhouse_memory: 8192,
      database_instance_class: "db.t4g.small",
      database_multi_az: true,
      cache_node_type: "cache.t4g.small",
      cache_replica_count: 1,
      secret_store: "secretsmanager",
    },
  },
  {
    key: "ec2",
    title: "EC2 with Spot",
    summary: "two Spot instances in place of Fargate",
    example: "ec2",
    variables: {
      launch_type: "EC2",
      is_spot_instance: true,
      clickhouse_volume_type: "ebs",
    },
  },
];

const option = optionsOn({});

const EXTERNAL_SECRET = "arn:aws:ssm:us-east-1:123456789012:parameter/secret";

/** What one setting adds to the default or saves. */
export const OPTIONS: readonly Option[] = [
  option(
    { is_spot_instance: true },
    "worker and ClickHouse; AWS may stop them at two minutes' notice",
  ),
  option({ is_web_spot_instance: true }, "web; one task alone is away while its successor starts"),
  option({ cpu_architecture: "X86_64" }, "for images that have no ARM64"),
  option(
    { launch_type: "EC2" },
    "two instances and their disks in place of tasks; room for more on the same ones",
  ),
  option({ launch_type: "EC2", is_spot_instance: true }, "the same on Spot, web too"),
  option(
    { launch_type: "EC2", clickhouse_volume_type: "ebs" },
    "50 GiB of gp3 in one zone in place of EFS",
  ),
  option(
    { web_platform: "alb" },
    "no 30 second limit, streams, WAF; the zone of the domain is not in it",
    { variables: DOMAIN },
  ),
  option({ web_platform: "ecs_express" }, "x86 tasks; its load balancer can serve 25 services"),
  option({ web_platform: "app_runner" }, "closed to new accounts; one vCPU, active all month", {
    variables: { web_cpu: 1024, web_image: "public.ecr.aws/example/langfuse:3" },
  }),
  option({ web_desired_count: 2 }, "web survives the loss of a task"),
  option({ worker_desired_count: 2 }, "twice the throughput of the queues"),
  option({ nat_gateway: "single" }, "tasks without public addresses"),
  option({ nat_gateway: "one_per_az" }, "the same, and no zone depends on another"),
  option({ database_multi_az: true }, "a standby in another zone"),
  option(
    { database_type: "aurora_serverless_v2", database_min_capacity: 0.5 },
    "capacity follows the load; 0 as a minimum costs the same, the worker keeps it awake",
  ),
  option(
    { database_type: "aurora_serverless_v2", database_multi_az: true },
    "the same with a second instance",
  ),
  option({ database_type: "external" }, "a PostgreSQL that you have", {
    variables: {
      external_database: {
        host: "db.example.com",
        username: "langfuse",
        password_secret_arn: EXTERNAL_SECRET,
      },
    },
  }),
  option({}, "a Valkey or Redis that you have", {
    title: "`external_cache = {…}`",
    variables: { external_cache: { host: "cache.example.com" } },
  }),
  option({}, "a ClickHouse that you have", {
    title: "`external_clickhouse = {…}`",
    variables: {
      external_clickhouse: {
        host: "ch.example.com",
        username: "langfuse",
        password_secret_arn: EXTERNAL_SECRET,
      },
    },
  }),
  option({ cache_replica_count: 1 }, "the queues survive the loss of a node"),
  option({ clickhouse_cpu: 512, clickhouse_memory: 3072 }, "what the lowest cost has"),
  option({ clickhouse_cpu: 2048, clickhouse_memory: 8192 }, "Langfuse's recommended minimum"),
  option({ clickhouse_storage: "volume" }, "no S3; grows with the data"),
  option({ clickhouse_storage: "object_storage_cached" }, "each insert is a request to S3"),
  option({ clickhouse_storage: "object_storage" }, "each insert, merge and query is one"),
  option({ efs_one_zone: true }, "ClickHouse and its volume in one zone"),
  option(
    { efs_throughput_mode: "provisioned", efs_provisioned_throughput_mibps: 10 },
    "10 MiB/s at all times; bursting has 1 MiB/s and saved-up credits",
  ),
  option({ secret_store: "secretsmanager" }, "in place of Parameter Store"),
  option({ ecr_enabled: true }, "own copies of the images"),
  option({ vpc_flow_logs_enabled: true }, "at the assumed volume"),
  option({ api_access_logs_enabled: true }, "a line a request"),
];
