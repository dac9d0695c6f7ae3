import fs from "node:fs";
import path from "node:path";
import { awsBill, type AwsBillOptions, BILLERS } from "../../../lib/pricing/aws/bill";
import { FREE_TYPES } from "../../../lib/pricing/aws/free";
import { awsLoad, SMALL_LOAD } from "../../../lib/pricing/aws/load";
import type { PlannedResource } from "../../../lib/pricing/planned";
import { ROOT } from "../../../lib/root";
import benchmark from "../../../docs/benchmarks/clickhouse.json";

/** A planned resource `type.name`, or `type.name["index"]`. */
function planned(
  address: string,
  values: Record<string, unknown> = {},
  index?: string,
): PlannedResource {
  const [type = "", name = ""] = address.split(".");
  return {
    address,
    mode: "managed",
    type,
    name,
    values,
    ...(index === undefined ? {} : { index }),
  };
}

function bill(resources: PlannedResource[], options: Partial<AwsBillOptions> = {}) {
  return awsBill({ resources, region: "us-east-1", load: SMALL_LOAD, ...options });
}

/** Dollars of the lines whose price has this service and begins with this name. */
function dollars(of: ReturnType<typeof bill>, service: string, sku = ""): number {
  const lines = of.lines.filter(
    ({ price }) => price.service === service && price.sku.startsWith(sku),
  );
  expect(lines.length).toBeGreaterThan(0);
  return lines.reduce((sum, { usd }) => sum + (usd ?? Number.NaN), 0);
}

function ecs(
  name: string,
  strategy: Record<string, unknown>[],
  service: Record<string, unknown> = {},
  task: Record<string, unknown> = {},
): PlannedResource[] {
  return [
    planned(`aws_ecs_service.${name}`, {
      desired_count: 1,
      capacity_provider_strategy: strategy,
      network_configuration: [{ assign_public_ip: true }],
      ...service,
    }),
    planned(`aws_ecs_task_definition.${name}`, {
      requires_compatibilities: ["FARGATE"],
      cpu: "512",
      memory: "2048",
      runtime_platform: [{ cpu_architecture: "ARM64" }],
      ...task,
    }),
  ];
}

const SPOT = { capacity_provider: "FARGATE_SPOT", base: 0, weight: 1 };
const ON_DEMAND = { capacity_provider: "FARGATE", base: 0, weight: 1 };

describe("tasks on Fargate", () => {
  it("are billed by processor, memory and public address", () => {
    const of = bill(ecs("web", [ON_DEMAND]));
    expect(dollars(of, "Fargate")).toBeCloseTo(730 * (0.5 * 0.03238 + 2 * 0.00356), 6);
    expect(dollars(of, "VPC")).toBeCloseTo(3.65, 6);
  });

  it("cost less on Spot, and the same as before where there is none", () => {
    const resources = ecs("web", [SPOT]);
    const spot = 730 * (0.5 * 0.01030969 + 2 * 0.00113349);
    expect(dollars(bill(resources), "Fargate Spot")).toBeCloseTo(spot, 6);
    expect(bill(resources, { hasSpot: false }).total).toBe(bill(ecs("web", [ON_DEMAND])).total);
  });

  it("stay on demand up to the base", () => {
    const base = { capacity_provider: "FARGATE", base: 1, weight: 0 };
    const of = bill(ecs("worker", [SPOT, base], { desired_count: 3 }));
    expect(dollars(of, "Fargate", "Linux ARM64 vCPU")).toBeCloseTo(730 * 0.5 * 0.03238, 6);
    expect(dollars(of, "Fargate Spot", "Linux ARM64 vCPU")).toBeCloseTo(
      2 * 730 * 0.5 * 0.01030969,
      6,
    );
  });

  it("pay for a disk above 20 GB, and for x86", () => {
    const task = {
      ephemeral_storage: [{ size_in_gib: 60 }],
      runtime_platform: [{ cpu_architecture: "X86_64" }],
    };
    const of = bill(ecs("clickhouse", [ON_DEMAND], {}, task));
    expect(dollars(of, "Fargate", "ephemeral")).toBeCloseTo(40 * 730 * 0.000111, 6);
    expect(dollars(of, "Fargate", "Linux x86 vCPU")).toBeCloseTo(730 * 0.5 * 0.04048, 6);
  });

  it("have no address in a private subnet and cost nothing themselves on EC2", () => {
    const priv = ecs("web", [ON_DEMAND], { network_configuration: [{ assign_public_ip: false }] });
    expect(bill(priv).lines.some(({ price }) => price.service === "VPC")).toBe(false);
    const onEc2 = ecs("web", [{ weight: 1 }], {}, { requires_compatibilities: ["EC2"] });
    expect(bill(onEc2).total).toBe(bill([]).total);
  });

  it("on a capacity provider that nobody priced are an error", () => {
    const other = { capacity_provider: "mine", base: 0, weight: 1 };
    expect(() => bill(ecs("web", [other]))).toThrow(/1 tasks, of which 0 on Fargate/);
  });
});

describe("other ways to run web", () => {
  it("Express Mode has tasks on demand and a load balancer", () => {
    const of = bill([
      planned("aws_ecs_express_gateway_service.web", {
        cpu: "512",
        memory: "2048",
        scaling_target: [{ min_task_count: 2 }],
        network_configuration: [{ subnets: [null, null] }],
      }),
    ]);
    expect(dollars(of, "Fargate")).toBeCloseTo(2 * 730 * (0.5 * 0.04048 + 2 * 0.004445), 6);
    expect(dollars(of, "ALB", "load balancer")).toBeCloseTo(730 * 0.0225, 6);
    expect(dollars(of, "VPC")).toBeCloseTo(4 * 3.65, 6);
  });

  it("App Runner bills memory and active processors", () => {
    const of = bill([
      planned("aws_apprunner_service.web", {
        instance_configuration: [{ cpu: "1024", memory: "2048" }],
      }),
      planned("aws_apprunner_auto_scaling_configuration_version.web", { min_size: 1 }),
    ]);
    expect(dollars(of, "App Runner")).toBeCloseTo(730 * (2 * 0.007 + 0.064), 6);
  });
});

function instances(type: string, distribution: Record<string, unknown>, minimum = 1) {
  return [
    planned("aws_autoscaling_group.langfuse", {
      min_size: minimum,
      mixed_instances_policy: [
        {
          instances_distribution: [distribution],
          launch_template: [
            { override: [{ instance_type: type }, { instance_type: "m6g.large" }] },
          ],
        },
      ],
    }),
    planned("aws_launch_template.langfuse", {
      block_device_mappings: [{ ebs: [{ volume_size: 30 }] }],
      network_interfaces: [{ associate_public_ip_address: "true" }],
    }),
  ];
}

describe("instances", () => {
  const onSpot = { on_demand_base_capacity: 0, on_demand_percentage_above_base_capacity: 0 };

  it("are billed with their disk and address", () => {
    const of = bill(
      instances("t4g.large", { ...onSpot, on_demand_percentage_above_base_capacity: 100 }),
    );
    expect(dollars(of, "EC2 on-demand Linux")).toBeCloseTo(730 * 0.0672, 6);
    expect(dollars(of, "EBS")).toBeCloseTo(30 * 0.08, 6);
    expect(dollars(of, "VPC")).toBeCloseTo(3.65, 6);
  });

  it("are Spot above the base", () => {
    const of = bill(instances("t4g.large", { ...onSpot, on_demand_base_capacity: 1 }, 3));
    expect(dollars(of, "EC2 on-demand Linux")).toBeCloseTo(730 * 0.0672, 6);
    expect(dollars(of, "EC2 Spot Linux")).toBeCloseTo(2 * 730 * 0.0301, 6);
  });

  it("without a price are named and in no sum", () => {
    for (const type of ["t4g.xlarge", "x9z.large"]) {
      const of = bill(instances(type, onSpot));
      expect(of.unpriced).toMatchObject([{ usd: null, price: { sku: type, usd: null } }]);
      expect(of.total).toBeGreaterThan(0);
    }
  });
});

describe("data", () => {
  it("RDS is billed by instance and volume, twice with a standby", () => {
    const values = { instance_class: "db.t4g.micro", allocated_storage: 20, storage_type: "gp3" };
    const single = bill([planned("aws_db_instance.postgresql", values)]);
    expect(dollars(single, "RDS PostgreSQL")).toBeCloseTo(730 * 0.016 + 20 * 0.115, 6);
    const both = bill([planned("aws_db_instance.postgresql", { ...values, multi_az: true })]);
    expect(dollars(both, "RDS PostgreSQL")).toBeCloseTo(2 * (730 * 0.016 + 20 * 0.115), 6);
  });

  it.each([
    [0, 0.5],
    [0.5, 0.5],
    [2, 2],
  ])("Aurora with a minimum of %d runs at %d ACU", (minimum, acu) => {
    const of = bill([
      planned("aws_rds_cluster.postgresql", {
        serverlessv2_scaling_configuration: [{ min_capacity: minimum }],
      }),
      planned("aws_rds_cluster_instance.postgresql", { instance_class: "db.serverless" }),
    ]);
    expect(dollars(of, "Aurora PostgreSQL Serverless v2")).toBeCloseTo(730 * acu * 0.12, 6);
    expect(dollars(of, "Aurora PostgreSQL")).toBeCloseTo(2 * 0.1 + 5 * 0.2, 6);
  });

  it("Valkey is billed by the node", () => {
    const of = bill([
      planned("aws_elasticache_replication_group.cache", {
        node_type: "cache.t4g.micro",
        num_cache_clusters: 2,
      }),
    ]);
    expect(dollars(of, "ElastiCache Valkey node")).toBeCloseTo(2 * 730 * 0.0128, 6);
  });

  it("EFS is billed by the GB of the mode, by zones and by throughput", () => {
    const efs = (values: Record<string, unknown>, storage: "volume" | "tiered" = "tiered") =>
      bill(
        [planned("aws_efs_file_system.clickhouse", { throughput_mode: "bursting", ...values })],
        {
          storage,
        },
      );
    const { volume, tiered } = SMALL_LOAD.clickhouse;
    expect(dollars(efs({}), "EFS")).toBeCloseTo(tiered.volumeGb * 0.3, 6);
    expect(dollars(efs({}, "volume"), "EFS")).toBeCloseTo(volume.volumeGb * 0.3, 6);
    expect(dollars(efs({ availability_zone_name: "us-east-1a" }), "EFS")).toBeCloseTo(
      tiered.volumeGb * 0.16,
      6,
    );
    const provisioned = { throughput_mode: "provisioned", provisioned_throughput_in_mibps: 10 };
    expect(dollars(efs(provisioned), "EFS", "Provisioned")).toBeCloseTo(60, 6);
    expect(efs({ throughput_mode: "elastic" }).unpriced).toHaveLength(2);
  });

  it("an EBS volume is billed by its size", () => {
    const of = bill([planned("aws_ebs_volume.clickhouse", { size: 50, type: "gp3" })]);
    expect(dollars(of, "EBS")).toBeCloseTo(4, 6);
  });

  it("S3 is billed by GB and by requests", () => {
    const of = bill([planned("aws_s3_bucket.langfuse")]);
    expect(dollars(of, "S3", "PUT")).toBeCloseTo(1000 * 0.005, 6);
    expect(dollars(of, "S3", "GET")).toBeCloseTo(800 * 0.0004, 6);
    expect(dollars(of, "S3", "Standard")).toBeCloseTo(((1e6 * 5 * 1024) / 2 ** 30) * 0.023, 6);
    const blog = bill([planned("aws_s3_bucket.clickhouse")], { storage: "object_storage" });
    expect(dollars(blog, "S3", "PUT")).toBeCloseTo(((1869 * 8760) / 1000) * 0.005, 6);
    expect(() => bill([planned("aws_s3_bucket.other")])).toThrow(/no use is known of this bucket/);
  });
});

describe("the way in and out", () => {
  it("an HTTP API is billed by the request", () => {
    const of = bill([planned("aws_apigatewayv2_api.web", { protocol_type: "HTTP" })]);
    expect(dollars(of, "API Gateway")).toBeCloseTo(0.6, 6);
  });

  it("a load balancer by hours, units and addresses, of which an internal one has none", () => {
    const values = { load_balancer_type: "application", subnets: [null, null] };
    const of = bill([planned("aws_lb.web", values)]);
    expect(dollars(of, "ALB")).toBeCloseTo(730 * (0.0225 + 0.05 * 0.008), 6);
    expect(dollars(of, "VPC")).toBeCloseTo(2 * 3.65, 6);
    const internal = bill([planned("aws_lb.web", { ...values, internal: true })]);
    expect(internal.lines.some(({ price }) => price.service === "VPC")).toBe(false);
  });

  it("NAT gateways by hours, data and addresses", () => {
    const of = bill([
      planned("aws_nat_gateway.a"),
      planned("aws_nat_gateway.b"),
      planned("aws_eip.nat"),
    ]);
    expect(dollars(of, "NAT gateway")).toBeCloseTo(2 * 730 * 0.045 + 10 * 0.045, 6);
    expect(dollars(of, "VPC")).toBeCloseTo(3.65, 6);
  });

  it("endpoints by zone, those for S3 not", () => {
    const interfaces = planned("aws_vpc_endpoint.a", {
      vpc_endpoint_type: "Interface",
      subnet_ids: [null, null],
    });
    expect(dollars(bill([interfaces]), "VPC")).toBeCloseTo(2 * 730 * 0.01, 6);
    const gateway = planned("aws_vpc_endpoint.s3", { vpc_endpoint_type: "Gateway" });
    expect(bill([gateway]).total).toBe(bill([]).total);
  });

  it("a namespace is a zone and its queries; what Cloud Map takes is not known", () => {
    const of = bill([planned("aws_service_discovery_private_dns_namespace.langfuse")]);
    expect(dollars(of, "Route53")).toBeCloseTo(0.5 + 0.4, 6);
    expect(of.unpriced).toMatchObject([{ price: { service: "Cloud Map" } }]);
  });

  it("transfer is there without any resource", () => {
    expect(bill([]).total).toBeCloseTo(5 * 0.09 + 2 * 20 * 0.01, 6);
  });
});

describe("what watches and keeps", () => {
  it("logs are billed when they come and while they stay", () => {
    const group = planned("aws_cloudwatch_log_group.web", { retention_in_days: 90 });
    expect(dollars(bill([group]), "CloudWatch Logs")).toBeCloseTo(0.75 * 0.5 + 3 * 0.75 * 0.03, 6);
    const other = planned("aws_cloudwatch_log_group.other", { retention_in_days: 30 });
    expect(() => bill([other])).toThrow(/no volume is known of these logs/);
  });

  it("secrets, keys and images are billed by the month", () => {
    const of = bill([
      planned("aws_secretsmanager_secret.secret", {}, "web_salt"),
      planned("aws_kms_key.langfuse"),
      planned("aws_ecr_repository.langfuse", {}, "web"),
    ]);
    expect(dollars(of, "Secrets Manager")).toBeCloseTo(0.4, 6);
    expect(dollars(of, "KMS")).toBeCloseTo(1, 6);
    expect(dollars(of, "ECR")).toBeCloseTo(0.1, 6);
  });

  it("Container Insights is named without a price", () => {
    const cluster = (value: string) =>
      bill([
        planned("aws_ecs_cluster.langfuse", { setting: [{ name: "containerInsights", value }] }),
      ]);
    expect(cluster("disabled").unpriced).toHaveLength(0);
    expect(cluster("enabled").unpriced).toMatchObject([
      { quantity: null, price: { sku: "Container Insights metrics" } },
    ]);
  });
});

describe("a bill", () => {
  it("refuses a type that nobody has priced", () => {
    const resources = [planned("aws_opensearch_domain.x"), planned("aws_mq_broker.y")];
    expect(() => bill(resources)).toThrow(
      /nobody has said what aws_opensearch_domain, aws_mq_broker costs/,
    );
  });

  it("looks at managed resources of AWS only", () => {
    const data = { ...planned("aws_opensearch_domain.x"), mode: "data" as const };
    expect(() => bill([data, planned("random_id.suffix")])).not.toThrow();
  });

  it("knows every type that the module has", () => {
    const folder = path.join(ROOT, "modules", "terraform-aws-langfuse");
    const types = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith(".tf"))
      .flatMap((name) =>
        [
          ...fs.readFileSync(path.join(folder, name), "utf8").matchAll(/^resource "(aws_\w+)"/gm),
        ].map(([, type = ""]) => type),
      );
    expect(types.length).toBeGreaterThan(50);
    const unknown = types.filter((type) => BILLERS[type] === undefined && !FREE_TYPES.has(type));
    expect(unknown).toEqual([]);
  });

  it("counts no type as both free and billed", () => {
    expect(Object.keys(BILLERS).filter((type) => FREE_TYPES.has(type))).toEqual([]);
  });

  it("refuses an attribute that is not known at plan time", () => {
    expect(() => bill([planned("aws_ebs_volume.clickhouse", { type: "gp3" })])).toThrow(
      /aws_ebs_volume.clickhouse: size is to be a number, the plan has nothing/,
    );
  });

  it("adds up by part and leaves out what has no price", () => {
    const of = bill([
      ...ecs("web", [ON_DEMAND]),
      planned("aws_service_discovery_private_dns_namespace.langfuse"),
    ]);
    const sum = [...of.parts.values()].reduce((total, usd) => total + usd, 0);
    expect(sum).toBeCloseTo(of.total, 9);
    expect(of.parts.get("web")).toBeCloseTo(730 * (0.5 * 0.03238 + 2 * 0.00356), 6);
  });
});

describe("the load", () => {
  it("follows the observations and how they are batched", () => {
    const { figures } = SMALL_LOAD;
    expect(figures.apiRequests.value).toBe(400_000 + 100_000 + 100_000);
    // 400,000 exports; 200,000 events of traces and 100,000 scores, each with a LIST
    expect(figures.eventWrites.value).toBe(400_000 + 2 * 300_000);
    expect(figures.rows.value).toBe(1_000_000 + 100_000 + 100_000 + 300_000);
    const single = awsLoad({ name: "", observations: 1e6, observationsPerRequest: 1 });
    expect(single.figures.eventWrites.value - figures.eventWrites.value).toBe(600_000);
  });

  it("has the benchmark's bytes a row, and its month of requests", () => {
    const { volume, tiered, object_storage: blog } = SMALL_LOAD.clickhouse;
    const measured = benchmark.measurements.find(({ name }) => name === "volume");
    const bytes = (measured?.bytes.volume ?? 0) / (measured?.result.totalRows ?? 0);
    expect(volume.volumeGb).toBeCloseTo((12 * 1.5e6 * bytes) / 2 ** 30 + 0.5, 6);
    expect(tiered.volumeGb + tiered.objectGb).toBeCloseTo(volume.volumeGb, 6);
    expect(blog.writes).toBe(16_372_440);
  });

  it("says of each figure where it is from", () => {
    for (const figure of Object.values(SMALL_LOAD.figures)) {
      expect(figure.derivation).not.toBe("");
      expect(figure.value).toBeGreaterThanOrEqual(0);
    }
  });
});
