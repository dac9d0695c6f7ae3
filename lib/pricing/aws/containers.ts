import { HOURS_PER_MONTH } from "../index";
import type { Biller } from "./bill";
import type { AwsLines, Part } from "./lines";
import { amount } from "../lines";
import type { Planned } from "../planned";

/** GB of disk that a Fargate task has without a charge. */
const FREE_DISK_GB = 20;

/** Fargate bills what a task reserves. */
interface FargateTasks {
  readonly part: Part;
  readonly resource: Planned;
  readonly count: number;
  readonly isSpot: boolean;
  readonly architecture: string;
  /** CPU units, 1024 a vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

function fargate(lines: AwsLines, tasks: FargateTasks): void {
  const { part, resource, count, isSpot, cpu, memory } = tasks;
  if (count === 0) return;
  const processor = tasks.architecture === "ARM64" ? "ARM64" : "x86";
  const service = isSpot ? "Fargate Spot" : "Fargate";
  const add = (what: "vCPU" | "memory", size: number, unit: string) => {
    lines.add({
      part,
      resource,
      service,
      sku: `Linux ${processor} ${what}`,
      quantity: count * size * HOURS_PER_MONTH,
      basis: `${count} ${count === 1 ? "task" : "tasks"} × ${amount(size)} ${unit} × ${HOURS_PER_MONTH} h`,
    });
  };
  add("vCPU", cpu / 1024, "vCPU");
  add("memory", memory / 1024, "GB");
}

/** How many tasks run on each capacity provider: its base first, then by weight. */
function placed(service: Planned): { readonly spot: number; readonly onDemand: number } {
  const desired = service.number("desired_count");
  const strategies = Array.from(
    { length: service.count("capacity_provider_strategy") },
    (_, i) => ({
      name: service.string(`capacity_provider_strategy.${i}.capacity_provider`),
      base: service.has(`capacity_provider_strategy.${i}.base`)
        ? service.number(`capacity_provider_strategy.${i}.base`)
        : 0,
      weight: service.number(`capacity_provider_strategy.${i}.weight`),
    }),
  );
  const bases = strategies.map(({ base }) => Math.min(base, desired));
  const rest = desired - bases.reduce((sum, base) => sum + base, 0);
  const weights = strategies.reduce((sum, { weight }) => sum + weight, 0);
  const on = (name: string) =>
    strategies.reduce(
      (sum, strategy, i) =>
        strategy.name === name
          ? sum + (bases[i] ?? 0) + (weights === 0 ? 0 : (rest * strategy.weight) / weights)
          : sum,
      0,
    );
  const [spot, onDemand] = [on("FARGATE_SPOT"), on("FARGATE")];
  if (spot + onDemand !== desired) {
    throw new Error(`${service.address}: ${desired} tasks, of which ${spot + onDemand} on Fargate`);
  }
  return { spot, onDemand };
}

/** A service on EC2 costs its instances, which are lines of their own. */
const ecsService: Biller = (lines, service) => {
  const task = lines.sibling("aws_ecs_task_definition", service);
  if (task.string("requires_compatibilities.0") === "EC2") return;
  const part = lines.partOf(service);
  const { spot, onDemand } = placed(service);
  const isSpot = lines.hasSpot;
  const size = {
    part,
    resource: service,
    architecture: task.string("runtime_platform.0.cpu_architecture"),
    cpu: task.number("cpu"),
    memory: task.number("memory"),
  };
  fargate(lines, { ...size, count: spot, isSpot });
  fargate(lines, { ...size, count: onDemand, isSpot: false });
  const count = spot + onDemand;
  if (task.has("ephemeral_storage.0.size_in_gib")) {
    const disk = Math.max(0, task.number("ephemeral_storage.0.size_in_gib") - FREE_DISK_GB);
    lines.add({
      part,
      resource: service,
      service: "Fargate",
      sku: "ephemeral storage above 20 GB",
      quantity: count * disk * HOURS_PER_MONTH,
      basis: `${count} × ${disk} GB above ${FREE_DISK_GB} × ${HOURS_PER_MONTH} h`,
    });
  }
  if (service.is("network_configuration.0.assign_public_ip")) {
    lines.addAddresses("network", service, count, `public address of ${service.name}`);
  }
};

/** Express Mode runs Fargate tasks on demand, behind a load balancer that it shares in the VPC. */
const expressService: Biller = (lines, service) => {
  const count = service.number("scaling_target.0.min_task_count");
  fargate(lines, {
    part: "web",
    resource: service,
    count,
    isSpot: false,
    // It has no setting for the architecture.
    architecture: "X86_64",
    cpu: service.number("cpu"),
    memory: service.number("memory"),
  });
  lines.addAddresses("network", service, count, "public address of web");
  loadBalancer(lines, service, service.count("network_configuration.0.subnets"));
};

/** A load balancer has an address in each of its public subnets. */
export function loadBalancer(lines: AwsLines, resource: Planned, addresses: number): void {
  const alb = { part: "way in", resource, service: "ALB" } as const;
  lines.addHours({ ...alb, sku: "load balancer" }, 1, "load balancer");
  const lcu = lines.figure("lcu");
  lines.add({
    ...alb,
    sku: "LCU",
    quantity: lcu * HOURS_PER_MONTH,
    basis: `${amount(lcu)} LCU in use × ${HOURS_PER_MONTH} h`,
  });
  if (addresses > 0) {
    lines.addAddresses("way in", resource, addresses, "public addresses of the load balancer");
  }
}

/** App Runner bills memory all the time and processors while requests are worked on. */
const appRunner: Biller = (lines, service) => {
  const scaling = lines.sibling("aws_apprunner_auto_scaling_configuration_version", service);
  const count = scaling.number("min_size");
  const memory = (count * service.number("instance_configuration.0.memory")) / 1024;
  const cpu = (count * service.number("instance_configuration.0.cpu")) / 1024;
  const active = lines.figure("appRunnerActive");
  const line = { part: "web", resource: service, service: "App Runner" } as const;
  lines.addHours({ ...line, sku: "provisioned memory" }, memory, "GB");
  lines.add({
    ...line,
    sku: "active vCPU (plus memory rate)",
    quantity: cpu * active * HOURS_PER_MONTH,
    basis: `${amount(cpu)} vCPU × ${HOURS_PER_MONTH} h, active ${active * 100} % of them`,
  });
};

/** An Auto Scaling group at its smallest, which is what the small load needs. */
const autoscalingGroup: Biller = (lines, group) => {
  const template = lines.sibling("aws_launch_template", group);
  const count = group.number("min_size");
  const policy = "mixed_instances_policy.0";
  const base = group.number(`${policy}.instances_distribution.0.on_demand_base_capacity`);
  const share = group.number(
    `${policy}.instances_distribution.0.on_demand_percentage_above_base_capacity`,
  );
  // Of several types the first is the cheapest.
  const sku = group.string(`${policy}.launch_template.0.override.0.instance_type`);
  const onDemand = Math.min(count, base) + (Math.max(0, count - base) * share) / 100;
  const part = group.name === "clickhouse" ? "ClickHouse" : "instances";
  for (const [service, instances] of [
    ["EC2 on-demand Linux", onDemand],
    [lines.hasSpot ? "EC2 Spot Linux" : "EC2 on-demand Linux", count - onDemand],
  ] as const) {
    if (instances === 0) continue;
    lines.addSize(
      {
        part,
        resource: group,
        service,
        sku,
        quantity: instances * HOURS_PER_MONTH,
        basis: `${instances} × ${HOURS_PER_MONTH} h`,
      },
      "hour",
    );
  }
  const size = template.number("block_device_mappings.0.ebs.0.volume_size");
  lines.add({
    part,
    resource: group,
    service: "EBS",
    sku: "gp3 storage (3000 IOPS/125 MB/s included)",
    quantity: count * size,
    basis: `${count} root disk of ${size} GB`,
  });
  if (template.is("network_interfaces.0.associate_public_ip_address")) {
    lines.addAddresses("network", group, count, `public address of ${group.name}'s instance`);
  }
};

const ecsCluster: Biller = (lines, cluster) => {
  if (cluster.count("setting") === 0 || cluster.string("setting.0.value") === "disabled") return;
  lines.addUnpriced(
    {
      part: "logs",
      resource: cluster,
      service: "CloudWatch",
      sku: "Container Insights metrics",
      quantity: null,
      basis: "by the metric; how many ECS sends is not known",
    },
    "metric-month",
  );
};

/** What runs containers. */
export const CONTAINERS: Readonly<Record<string, Biller>> = {
  aws_ecs_service: ecsService,
  aws_ecs_express_gateway_service: expressService,
  aws_apprunner_service: appRunner,
  aws_autoscaling_group: autoscalingGroup,
  aws_ecs_cluster: ecsCluster,
};
