import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber, wholeNumberOrNull } from "../../shared/inputs/validation";

/** The worker, which takes events from the queues and writes them to ClickHouse. */
export function workerInputs(define: DefineVariable) {
  return {
    workerCpu: define("worker_cpu", {
      description:
        "CPU units of a worker task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384",
      type: "number",
      default: 512,
      nullable: false,
      validation: [oneOf("worker_cpu", [256, 512, 1024, 2048, 4096, 8192, 16384])],
    }),
    workerMemory: define("worker_memory", {
      description:
        "Memory of a worker task in MiB, one of the values that Fargate offers for worker_cpu. Three quarters become Node's heap",
      type: "number",
      default: 1024,
      nullable: false,
      validation: [
        rule(
          hcl`contains(lookup(local.fargate_memory, var.worker_cpu, [var.worker_memory]), var.worker_memory)`,
          'worker_memory must be one of ${join(", ", lookup(local.fargate_memory, var.worker_cpu, []))} MiB with worker_cpu = ${var.worker_cpu}, got ${var.worker_memory}: Fargate offers no other pairs.',
        ),
      ],
    }),
    workerDesiredCount: define("worker_desired_count", {
      description: "How many worker tasks run at least, 1 to 100",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("worker_desired_count", 1, 100)],
    }),
    workerDesireCount: define("worker_desire_count", {
      description:
        "Old spelling of worker_desired_count, for users of tubone24/langfuse-v3-terraform; wins when it is set. Null means that worker_desired_count is used",
      type: "number",
      default: null,
      validation: [
        wholeNumberOrNull("worker_desire_count", 1, 100),
        rule(
          hcl`var.worker_desire_count == null || var.worker_desired_count == 1 ? true : var.worker_desire_count == var.worker_desired_count`,
          "worker_desire_count must be null or equal worker_desired_count (${var.worker_desired_count}), got ${jsonencode(var.worker_desire_count)}: drop the old spelling.",
        ),
      ],
    }),
    workerMaxCount: define("worker_max_count", {
      description:
        "How many worker tasks automatic scaling by CPU may start, up to 100. Null means 4, or worker_desired_count when that is more",
      type: "number",
      default: null,
      validation: [
        wholeNumberOrNull("worker_max_count", 1, 100),
        rule(
          hcl`var.worker_max_count == null ? true : var.worker_max_count >= local.worker_desired_count`,
          "worker_max_count must be at least worker_desired_count (${local.worker_desired_count}), got ${jsonencode(var.worker_max_count)}: raise it, or set both to the same for no scaling.",
        ),
      ],
    }),
  };
}
