import fs from "node:fs";
import path from "node:path";
import type { View } from "../../../engines/terraform";
import { AWS_OPTIONS, REFUSALS, variablesOf } from "../../support/aws-options";
import { AWS_MODULE, langfuse, statements, tasks } from "../../support/aws-plan";
import type { Row } from "../../support/covering-array";
import { complaints } from "../../support/langfuse-schema";
import { SENTINELS } from "../../support/options";
import { expectShared, PairwiseTests } from "../../support/pairwise";
import { applied, block, textsIn } from "../../support/plan";

/** Actions that take no resource. */
const WITHOUT_RESOURCE = [
  "ecr:GetAuthorizationToken",
  "ecs:DiscoverPollEndpoint",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

const pairwise = new PairwiseTests({
  module: AWS_MODULE,
  options: AWS_OPTIONS,
  refusals: REFUSALS,
  variablesOf,
});

/** alb wants a domain and has no HTTP API; what only alb takes goes with neither. */
const IMPLIED: readonly Row[] = [
  { domain: "none", is_web_internal: "yes" },
  { domain: "none", callers: "some" },
  { domain: "none", alb_access_logs_bucket: "one" },
  { is_web_internal: "yes", api_access_logs_enabled: "yes" },
  { callers: "some", api_access_logs_enabled: "yes" },
  { api_access_logs_enabled: "yes", alb_access_logs_bucket: "one" },
];

// A pair that is refused by itself, or that needs one of two others which each refuse it.
pairwise.describeChoices({ pairs: 3000, rows: 30, implied: IMPLIED });

pairwise.describeRows(applied, (row, made) => {
  let view: View;
  beforeAll(() => {
    view = made();
  });

  it("has one ClickHouse server, and nothing else writes to its volume", () => {
    const isOwn = row.external_clickhouse === "none";
    const mounting = view
      .resources("aws_ecs_task_definition")
      .filter(({ values }) =>
        (
          values.volume as { host_path?: string | null; efs_volume_configuration: unknown[] }[]
        ).some((volume) => Boolean(volume.host_path) || volume.efs_volume_configuration.length > 0),
      );
    expect(mounting.map(({ name }) => name)).toEqual(isOwn ? ["clickhouse"] : []);
    const services = view
      .resources("aws_ecs_service")
      .filter(({ values }) => mounting.some((task) => task.values.arn === values.task_definition));
    expect(services).toHaveLength(isOwn ? 1 : 0);
    for (const { values } of services) {
      expect(values).toMatchObject({
        desired_count: 1,
        deployment_minimum_healthy_percent: 0,
        deployment_maximum_percent: 100,
        availability_zone_rebalancing: "DISABLED",
      });
    }
    const scaled = view
      .resources("aws_appautoscaling_target")
      .map(({ values }) => values.resource_id);
    expect(scaled.filter((id) => String(id).includes("clickhouse"))).toEqual([]);
    const groups = view
      .resources("aws_autoscaling_group")
      .filter(({ name }) => name === "clickhouse");
    expect(groups).toHaveLength(isOwn && row.launch_type === "EC2" ? 1 : 0);
    for (const { values } of groups) expect(values).toMatchObject({ min_size: 1, max_size: 1 });
    const volumes = [
      ...view.resources("aws_ebs_volume"),
      ...view.resources("aws_efs_file_system"),
    ].map(({ type }) => type);
    const kind = row.clickhouse_volume_type === "ebs" ? "aws_ebs_volume" : "aws_efs_file_system";
    expect(volumes).toEqual(isOwn ? [kind] : []);
  });

  it("shows no secret but to the state's own few places", () => {
    const made = view
      .resources("random_password")
      .map(({ values }) => String(values.result))
      .filter((value) => value !== "");
    const secrets = [...(row.secrets === "given" ? Object.values(SENTINELS) : []), ...made];
    expect(secrets.length + Number(row.secrets === "made")).toBeGreaterThan(0);
    const isLeak = (text: string) => secrets.some((secret) => text.includes(secret));
    const leaks = view
      .resources()
      .filter(({ type }) => type !== "random_password")
      .flatMap(({ address, values }) =>
        Object.entries(values)
          .filter(([, value]) => textsIn(value).some(isLeak))
          .map(([name]) => `${address}.${name}`),
      );
    // The provider has no write-only argument for it.
    const known = ["aws_elasticache_replication_group.cache[0].auth_token"];
    expect(leaks.filter((leak) => !known.includes(leak))).toEqual([]);
    const outputs = Object.entries(view.json.values?.outputs ?? {});
    expect(
      outputs
        .filter(([, { sensitive, value }]) => sensitive !== true && textsIn(value).some(isLeak))
        .map(([name]) => name),
    ).toEqual([]);
  });

  it("lets the internet in at the load balancer only", () => {
    const ranges = view
      .resources("aws_vpc_security_group_ingress_rule")
      .filter(({ values }) => values.cidr_ipv4 ?? values.cidr_ipv6 ?? values.prefix_list_id)
      .map(({ name, values }) => `${name} ${String(values.cidr_ipv4)} ${String(values.from_port)}`);
    const callers =
      row.web_platform !== "alb"
        ? []
        : row.callers === "some"
          ? ["192.0.2.0/24", "198.51.100.0/24"]
          : ["0.0.0.0/0"];
    expect(ranges.sort()).toEqual(
      callers
        .flatMap((range) => [`load_balancer_http ${range} 80`, `load_balancer_https ${range} 443`])
        .sort(),
    );
    const wide = view
      .resources()
      .filter(
        ({ mode, values }) =>
          mode === "managed" && textsIn(values).some((text) => /^(0\.0\.0\.0|::)\/0$/.test(text)),
      )
      .map(({ type }) => type);
    expect(new Set(wide)).toEqual(
      new Set([
        "aws_vpc_security_group_egress_rule",
        ...(row.network === "made" ? ["aws_route"] : []),
        ...(callers.includes("0.0.0.0/0") ? ["aws_vpc_security_group_ingress_rule"] : []),
      ]),
    );
  });

  it("attaches every security group to something, and both ends of every rule exist", () => {
    const others = view
      .resources()
      .filter(
        ({ mode, type }) =>
          mode === "managed" && !/^aws(_vpc)?_(default_)?security_group/.test(type),
      )
      .flatMap(({ values }) => textsIn(values));
    const groups = view.resources("aws_security_group");
    expect(
      groups
        .filter(({ values }) => !others.includes(String(values.id)))
        .map(({ address }) => address),
    ).toEqual([]);
    const ids = groups.map(({ values }) => values.id);
    const dangling = view
      .resources()
      .filter(({ type }) => /^aws_vpc_security_group_(in|e)gress_rule$/.test(type))
      .filter(
        ({ values }) =>
          !ids.includes(values.security_group_id) ||
          (typeof values.referenced_security_group_id === "string" &&
            !ids.includes(values.referenced_security_group_id)),
      );
    expect(dangling.map(({ address }) => address)).toEqual([]);
  });

  it("allows no action and no resource by a wildcard", () => {
    const allowed = statements(view).filter(({ effect }) => effect === "Allow");
    expect(allowed.length).toBeGreaterThan(8);
    const wrong = allowed.filter(
      ({ actions, resources, principals }) =>
        actions.some((action) => action.includes("*")) ||
        principals.includes("*") ||
        (resources.some(
          (resource) => /^\*$|^arn:[^/]*:\*$/.test(resource) && !/:log-group:/.test(resource),
        ) &&
          !actions.every((action) => WITHOUT_RESOURCE.includes(action))),
    );
    expect(wrong).toEqual([]);
  });

  it("runs on the capacity that is asked for", () => {
    const isEc2 = row.launch_type === "EC2";
    const spotOf = {
      web: row.is_web_spot_instance,
      worker: row.is_spot_instance,
      clickhouse: row.is_spot_instance,
    };
    for (const { name, values } of view.resources("aws_ecs_service")) {
      const strategy = values.capacity_provider_strategy as {
        capacity_provider: string;
        base: number;
        weight: number;
      }[];
      const main = strategy
        .filter(({ weight }) => weight > 0)
        .map((item) => item.capacity_provider);
      const isSpot = spotOf[name as keyof typeof spotOf] === "yes";
      expect(main).toEqual([
        isEc2
          ? expect.stringContaining(name === "clickhouse" ? "clickhouse-" : "langfuse-")
          : isSpot
            ? "FARGATE_SPOT"
            : "FARGATE",
      ]);
      const base = strategy.filter((item) => item.base > 0);
      const hasBase = !isEc2 && isSpot && name !== "clickhouse" && row.spot_on_demand_base === "2";
      expect(base.map((item) => [item.capacity_provider, item.base])).toEqual(
        hasBase ? [["FARGATE", 2]] : [],
      );
    }
    for (const { values } of view.resources("aws_autoscaling_group")) {
      expect(block(block(values.mixed_instances_policy).instances_distribution)).toMatchObject({
        on_demand_percentage_above_base_capacity: row.is_spot_instance === "yes" ? 0 : 100,
      });
    }
    const kinds = view
      .resources("aws_ecs_task_definition")
      .map(({ values }) => values.requires_compatibilities);
    expect(new Set(kinds.flat())).toEqual(new Set([row.launch_type]));
  });

  it("gives web and worker an environment that Langfuse accepts, the same on both", () => {
    const web = langfuse(view, "web");
    const worker = langfuse(view, "worker");
    expect(complaints("web", web)).toEqual([]);
    expect(complaints("worker", worker)).toEqual([]);
    expect(web.environment.NEXTAUTH_URL).toBe(view.output("langfuse_url"));
    expectShared(web, worker);
    const v4 = (given: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => name.includes("_V4_")));
    expect(v4(web.environment)).toEqual(v4(worker.environment));
    expect(v4(web.environment).LANGFUSE_MIGRATION_V4_WRITE_MODE).toBe(
      row.langfuse_version?.startsWith("4") ? row.langfuse_v4_write_mode : undefined,
    );
  });

  it("keeps every task definition below 64 KiB", () => {
    const sizes = ["web", "worker", "clickhouse"]
      .flatMap((part) => tasks(view, part))
      .map(({ values }) => String(values.container_definitions).length);
    expect(sizes.filter((size) => size > 60_000)).toEqual([]);
  });
});

pairwise.describeRefusals(({ combination }) => [
  ...Object.keys(combination),
  ...("network" in combination ? ["is_web_internal", "public_subnet_ids"] : []),
]);

it("no service names a launch type, which would turn off its capacity providers", () => {
  const files = fs.readdirSync(AWS_MODULE).filter((name) => name.endsWith(".tf"));
  const lines = files.flatMap((name) =>
    fs.readFileSync(path.join(AWS_MODULE, name), "utf8").split("\n"),
  );
  expect(lines.filter((line) => /^\s*launch_type\s*=/.test(line))).toEqual([]);
});
