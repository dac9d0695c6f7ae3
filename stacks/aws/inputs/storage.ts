import type { DefineVariable } from "../../shared/inputs/define";
import { wholeNumber, wholeNumberOrNull } from "../../shared/inputs/validation";

/** The bucket of events, media and exports. */
export function storageInputs(define: DefineVariable) {
  return {
    eventRetentionDays: define("event_retention_days", {
      description:
        "Days that the raw events stay in the bucket. Langfuse reads them again only to process them anew; the traces are in ClickHouse. Null means for ever. Media never expire",
      type: "number",
      default: 30,
      validation: [wholeNumberOrNull("event_retention_days", 1, 36_500)],
    }),
    exportRetentionDays: define("export_retention_days", {
      description:
        "Days that batch exports stay in the bucket, at least 2: their download links live for 24 hours",
      type: "number",
      default: 7,
      nullable: false,
      validation: [wholeNumber("export_retention_days", 2, 36_500)],
    }),
    blobVersioningEnabled: define("blob_versioning_enabled", {
      description:
        "Whether the bucket of events, media and exports keeps overwritten and deleted objects for 30 days more. ClickHouse's bucket never does: every merge would keep what it replaced",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}
