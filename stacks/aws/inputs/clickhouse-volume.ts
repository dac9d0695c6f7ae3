import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber } from "../../shared/inputs/validation";

/** The volume of ClickHouse's data directory. */
export function clickhouseVolumeInputs(define: DefineVariable) {
  return {
    clickhouseVolumeType: define("clickhouse_volume_type", {
      description:
        "efs (shared file system, survives everything but its deletion) or ebs (one gp3 volume in one availability zone, faster and cheaper by the GiB; only with launch_type EC2). A change makes a new, empty volume",
      type: "string",
      default: "efs",
      nullable: false,
      validation: [
        oneOf("clickhouse_volume_type", ["efs", "ebs"]),
        rule(
          hcl`var.clickhouse_volume_type != "ebs" || var.launch_type == "EC2"`,
          'clickhouse_volume_type must be efs with launch_type "${var.launch_type}", got "${var.clickhouse_volume_type}": the EBS volume of a Fargate task is deleted with the task; choose launch_type EC2.',
        ),
      ],
    }),
    clickhouseVolumeSizeGib: define("clickhouse_volume_size_gib", {
      description:
        "clickhouse_volume_type ebs: size of the volume in GiB, 8 to 16384. It can grow, never shrink; a change replaces the instance, a pause of some minutes, and the file system grows with it. EFS grows by itself",
      type: "number",
      default: 50,
      nullable: false,
      validation: [wholeNumber("clickhouse_volume_size_gib", 8, 16_384)],
    }),
    efsOneZone: define("efs_one_zone", {
      description:
        "Whether EFS keeps the volume in one availability zone, for about half the price; ClickHouse then runs in that zone only. A change makes a new, empty volume",
      type: "bool",
      default: false,
      nullable: false,
      validation: [
        rule(
          hcl`!var.efs_one_zone || var.clickhouse_volume_type == "efs"`,
          'efs_one_zone must be false with clickhouse_volume_type "${var.clickhouse_volume_type}", got true: an EBS volume is in one zone anyway.',
        ),
      ],
    }),
    efsThroughputMode: define("efs_throughput_mode", {
      description:
        "Throughput of the EFS volume: bursting (no charge per byte), provisioned (at efs_provisioned_throughput_mibps) or elastic, which is billed by the byte and has cost idle installations hundreds of dollars a month",
      type: "string",
      default: "bursting",
      nullable: false,
      validation: [oneOf("efs_throughput_mode", ["bursting", "provisioned", "elastic"])],
    }),
    efsProvisionedThroughputMibps: define("efs_provisioned_throughput_mibps", {
      description:
        "MiB/s of the EFS volume when efs_throughput_mode is provisioned, 1 to 3414. Null otherwise",
      type: "number",
      default: null,
      validation: [
        rule(
          hcl`(var.efs_provisioned_throughput_mibps != null) == (var.efs_throughput_mode == "provisioned")`,
          'efs_provisioned_throughput_mibps must be set when efs_throughput_mode is "provisioned" and null otherwise, got ${jsonencode(var.efs_provisioned_throughput_mibps)} with "${var.efs_throughput_mode}": change one of the two.',
        ),
        rule(
          hcl`var.efs_provisioned_throughput_mibps == null || try(var.efs_provisioned_throughput_mibps >= 1 && var.efs_provisioned_throughput_mibps <= 3414, false)`,
          "efs_provisioned_throughput_mibps must be from 1 to 3414, got ${jsonencode(var.efs_provisioned_throughput_mibps)}: choose one in that range.",
        ),
      ],
    }),
  };
}
