import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { matches, oneOf, rule, wholeNumber } from "../../shared/inputs/validation";

/** A Graviton family has a g right after its generation: t4g, m7gd, c8gn. */
const GRAVITON = "^([a-z]+[0-9]+g[a-z]*|a1)\\.";

/** What the containers run on. */
export function computeInputs(define: DefineVariable) {
  return {
    isSpotInstance: define("is_spot_instance", {
      description:
        "Whether the worker and ClickHouse run on Spot: FARGATE_SPOT, or Spot instances with launch_type EC2. It costs about a third; AWS may stop a Spot task with two minutes' notice, and a new one then starts on the same data",
      type: "bool",
      default: false,
      nullable: false,
    }),
    isWebSpotInstance: define("is_web_spot_instance", {
      description:
        "Whether web runs on Spot as well, where it is a service of this cluster (web_platform api_gateway or alb). Have at least two tasks then. With launch_type EC2 web shares the worker's instances and follows is_spot_instance",
      type: "bool",
      default: false,
      nullable: false,
      validation: [
        rule(
          hcl`!var.is_web_spot_instance || contains(["api_gateway", "alb"], var.web_platform)`,
          'is_web_spot_instance must be false with web_platform "${var.web_platform}", got true: that platform has no Spot; choose api_gateway or alb.',
        ),
      ],
    }),
    spotOnDemandBase: define("spot_on_demand_base", {
      description:
        "How many tasks of web and of the worker stay on demand when they run on Spot (with launch_type EC2: how many instances), 0 to 100. ClickHouse is one task and takes no base",
      type: "number",
      default: 0,
      nullable: false,
      validation: [
        wholeNumber("spot_on_demand_base", 0, 100),
        rule(
          hcl`var.spot_on_demand_base <= local.worker_desired_count`,
          "spot_on_demand_base must not exceed worker_desired_count (${local.worker_desired_count}), got ${var.spot_on_demand_base}: with a base above the count nothing would run on Spot; raise the count or lower the base.",
        ),
      ],
    }),
    cpuArchitecture: define("cpu_architecture", {
      description: "Processor of every task: ARM64 (Graviton, about 20 % cheaper) or X86_64",
      type: "string",
      default: "ARM64",
      nullable: false,
      validation: [oneOf("cpu_architecture", ["ARM64", "X86_64"])],
    }),
    launchType: define("launch_type", {
      description:
        "FARGATE, or EC2 for container instances of one's own: two Auto Scaling groups, one for web and worker, one for ClickHouse",
      type: "string",
      default: "FARGATE",
      nullable: false,
      validation: [oneOf("launch_type", ["FARGATE", "EC2"])],
    }),
    ec2InstanceType: instanceType(
      define,
      "ec2_instance_type",
      "launch_type EC2: type of the instances of web and worker, of a Nitro generation. Null means the smallest of t4g/m6g (ARM64) or t3/m5 (X86_64), large or bigger, that the larger of the two tasks fits into",
    ),
    ec2ClickhouseInstanceType: instanceType(
      define,
      "ec2_clickhouse_instance_type",
      "launch_type EC2: type of the instance of ClickHouse, which needs clickhouse_memory and about 600 MiB for the system. Null means the smallest of the same families that clickhouse_cpu and clickhouse_memory fit into",
    ),
    ec2MaxInstanceCount: define("ec2_max_instance_count", {
      description:
        "launch_type EC2: how many instances web and worker may use at most, 1 to 100. A deployment needs room for the new tasks beside the old ones",
      type: "number",
      default: 3,
      nullable: false,
      validation: [
        wholeNumber("ec2_max_instance_count", 1, 100),
        rule(
          hcl`var.launch_type != "EC2" || var.ec2_max_instance_count >= var.spot_on_demand_base`,
          "ec2_max_instance_count must be at least spot_on_demand_base (${var.spot_on_demand_base}), got ${var.ec2_max_instance_count}: raise it or lower the base.",
        ),
      ],
    }),
  };
}

function instanceType(define: DefineVariable, name: string, description: string) {
  return define(name, {
    description,
    type: "string",
    default: null,
    validation: [
      matches(
        name,
        "^[a-z][a-z0-9-]*\\.[a-z0-9-]+$",
        "an instance type such as t4g.large or null",
        "write family and size",
      ),
      rule(
        hcl`${ref(`var.${name}`)} == null ? true : !can(regex("\\.(nano|micro|small)$", ${ref(`var.${name}`)}))`,
        `${name} must be medium or larger, got \${jsonencode(var.${name})}: no task fits beside the system on a smaller one.`,
      ),
      rule(
        hcl`${ref(`var.${name}`)} == null ? true : can(regex(${GRAVITON}, ${ref(`var.${name}`)})) == (var.cpu_architecture == "ARM64")`,
        `${name} must fit cpu_architecture \${var.cpu_architecture}, got \${jsonencode(var.${name})}: Graviton types have a g after the generation (t4g.large), others are X86_64 (t3.large).`,
      ),
    ],
  });
}
