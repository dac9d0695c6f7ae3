import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber } from "../../shared/inputs/validation";
import { cores, gibibytes } from "./sizes";

/** The worker, which takes events from the queues and writes them to ClickHouse. */
export function workerInputs(define: DefineVariable) {
  return {
    workerPlatform: define("worker_platform", {
      description:
        "What the worker runs on: container_app, or container_instance, where a whole core costs less than half a core that never idles does on Container Apps: worker_min_replicas instances of whole worker_cpu, without automatic scaling. It needs a ClickHouse that it can reach, so clickhouse_platform container_instance too, and can read no Key Vault. Azure supports no way from an instance to the internet but a NAT gateway, which is not made: for evaluations by models, webhooks and mail, bring a network that has one at container_instances_subnet_id. A change of anything replaces the instances; jobs that they had begun are done again",
      type: "string",
      default: "container_app",
      nullable: false,
      validation: [
        oneOf("worker_platform", ["container_app", "container_instance"]),
        rule(
          hcl`var.worker_platform != "container_instance" || var.clickhouse_platform == "container_instance"`,
          'worker_platform must be "container_app" with clickhouse_platform "${var.clickhouse_platform}", got "${var.worker_platform}": only apps of the same environment reach a container app that is closed to the internet; choose clickhouse_platform container_instance, too.',
        ),
        rule(
          hcl`var.worker_platform != "container_instance" || var.secret_store == "container_app"`,
          'worker_platform must be "container_app" with secret_store "${var.secret_store}", got "${var.worker_platform}": a container instance takes values only and cannot read a Key Vault.',
        ),
        rule(
          hcl`var.worker_platform != "container_instance" || length(var.additional_secret_env) == 0`,
          'worker_platform must be "container_app" with additional_secret_env, got "${var.worker_platform}": a container instance cannot read a Key Vault.',
        ),
        rule(
          hcl`var.worker_platform != "container_instance" || var.external_database == null && try(var.external_cache.auth_secret_id, null) == null && var.external_clickhouse == null`,
          'worker_platform must be "container_app" with external_database, external_clickhouse or a password of external_cache, got "${var.worker_platform}": a container instance cannot read passwords from a Key Vault.',
        ),
      ],
    }),
    workerCpu: cores(define, "worker_cpu", {
      what: "a worker replica",
      value: 0.5,
      instances: "worker_platform",
    }),
    workerMemory: gibibytes(define, "worker", {
      what: "a worker replica",
      value: 1,
      minimum: 0.5,
      instances: "worker_platform",
    }),
    workerMinReplicas: define("worker_min_replicas", {
      description:
        "How many worker replicas run at least, 1 to 300; on container instances this many run. Never none: nothing would start one when events come",
      type: "number",
      default: 1,
      nullable: false,
      validation: [
        wholeNumber("worker_min_replicas", 1, 300),
        // Azure keeps five addresses of every subnet, and ClickHouse has one.
        rule(
          hcl`var.worker_platform != "container_instance" || var.virtual_network_id != null || var.worker_min_replicas <= try(pow(2, 32 - split("/", var.container_instances_subnet_address_prefix)[1]) - 6, 300)`,
          'worker_min_replicas must be at most what container_instances_subnet_address_prefix has addresses for beside ClickHouse, got ${var.worker_min_replicas} with "${var.container_instances_subnet_address_prefix}": choose a larger subnet, such as a /26 for 58.',
        ),
      ],
    }),
    workerMaxReplicas: define("worker_max_replicas", {
      description:
        "worker_platform container_app: how many worker replicas automatic scaling by CPU may start, up to 300",
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
