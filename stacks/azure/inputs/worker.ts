import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { rule, wholeNumber } from "../../shared/inputs/validation";
import { cores, gibibytes } from "./sizes";

/** The worker, which takes events from the queues and writes them to ClickHouse. */
export function workerInputs(define: DefineVariable) {
  return {
    workerCpu: cores(define, "worker_cpu", "a worker replica", 0.5),
    workerMemory: gibibytes(define, "worker", "a worker replica", 1, 0.5),
    workerMinReplicas: define("worker_min_replicas", {
      description:
        "How many worker replicas run at least, 1 to 300. Never none: nothing would start one when events come",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("worker_min_replicas", 1, 300)],
    }),
    workerMaxReplicas: define("worker_max_replicas", {
      description: "How many worker replicas automatic scaling by CPU may start, up to 300",
      type: "number",
      default: 4,
      nullable: false,
      validation: [
        wholeNumber("worker_max_replicas", 1, 300),
        rule(
          hcl`var.worker_max_replicas >= var.worker_min_replicas`,
          "worker_max_replicas must be at least worker_min_replicas (${var.worker_min_replicas}), got ${var.worker_max_replicas}: raise it, or set both to the same for no scaling.",
        ),
      ],
    }),
  };
}
