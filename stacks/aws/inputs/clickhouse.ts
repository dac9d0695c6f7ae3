import { hcl } from "../../../lib/terraform/expression";
import { sharedClickhouseInputs } from "../../shared/inputs/clickhouse";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber } from "../../shared/inputs/validation";

/** The ClickHouse server. */
export function clickhouseInputs(define: DefineVariable) {
  return {
    ...serverInputs(define),
    ...sharedClickhouseInputs(define, {
      objectStorage: "S3",
      cache: {
        default: 10,
        maximum: 180,
        note: "above 10 the task gets, and is billed for, a larger disk",
      },
    }),
  };
}

function serverInputs(define: DefineVariable) {
  return {
    clickhouseCpu: define("clickhouse_cpu", {
      description:
        "CPU units of the ClickHouse task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384",
      type: "number",
      default: 1024,
      nullable: false,
      validation: [oneOf("clickhouse_cpu", [256, 512, 1024, 2048, 4096, 8192, 16384])],
    }),
    clickhouseMemory: define("clickhouse_memory", {
      description:
        "Memory of the ClickHouse task in MiB, at least 2048 and one of the values that Fargate offers for clickhouse_cpu: 1024 units take 2048 to 8192 in steps of 1024, 2048 units 4096 to 16384, 4096 units 8192 to 30720, 8192 units 16384 to 61440 in steps of 4096, 16384 units 32768 to 122880 in steps of 8192",
      type: "number",
      default: 4096,
      nullable: false,
      validation: [
        rule(
          hcl`var.clickhouse_memory >= 2048`,
          "clickhouse_memory must be at least 2048 MiB, got ${var.clickhouse_memory}: below that ClickHouse cannot merge Langfuse's tables.",
        ),
        rule(
          hcl`contains(lookup(local.fargate_memory, var.clickhouse_cpu, [var.clickhouse_memory]), var.clickhouse_memory)`,
          'clickhouse_memory must be one of ${join(", ", lookup(local.fargate_memory, var.clickhouse_cpu, []))} MiB with clickhouse_cpu = ${var.clickhouse_cpu}, got ${var.clickhouse_memory}: Fargate offers no other pairs.',
        ),
      ],
    }),
    clickhousePasswordVersion: define("clickhouse_password_version", {
      description:
        "Generation of ClickHouse's password. Raise it by one to have a new password made and the server restarted with it; it is never lowered",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("clickhouse_password_version", 1, 1_000_000)],
    }),
    clickhouseAllowedSecurityGroupIds: define("clickhouse_allowed_security_group_ids", {
      description:
        "Ids of the security groups whose members may reach ClickHouse on the ports 8123 (HTTP) and 9000 (native)",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for id in var.clickhouse_allowed_security_group_ids : startswith(id, "sg-")])`,
          "clickhouse_allowed_security_group_ids must be ids of security groups (sg-…), got ${jsonencode(var.clickhouse_allowed_security_group_ids)}: a name or an address range does not do.",
        ),
      ],
    }),
  };
}
