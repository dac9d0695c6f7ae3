import { renderTemplate } from "../../lib/handlebars";
import { markerLine } from "../../lib/module/marker";
import type { ModuleFile } from "../../lib/module/module-file";
import { CLICKHOUSE_UID } from "../shared/clickhouse-config";

/** Where an instance mounts ClickHouse's EBS volume. */
export const EBS_MOUNT_POINT = "/mnt/langfuse-clickhouse";

/** MiB of an instance's memory that ECS gives to no task. */
export const RESERVED_MEMORY_MIB = 256;

/** Ten seconds each: a quarter of an hour, in which ECS drains the instance before and AWS ends it. */
const ATTACH_TRIES = 90;

/** The script that an instance runs at its first boot, for `templatefile`. */
export function ec2UserData(): ModuleFile {
  const source = "ec2/user-data.sh.tftpl.hbs";
  return {
    path: "config/ec2/user-data.sh.tftpl",
    content: renderTemplate(source, {
      marker: markerLine(`templates/${source}`),
      mountPoint: EBS_MOUNT_POINT,
      uid: CLICKHOUSE_UID,
      tries: ATTACH_TRIES,
      reservedMemory: RESERVED_MEMORY_MIB,
    }),
  };
}
