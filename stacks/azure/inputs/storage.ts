import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf, rule, wholeNumber, wholeNumberOrNull } from "../../shared/inputs/validation";

/** Blob Storage of events, media and exports. */
export function storageInputs(define: DefineVariable) {
  return {
    eventRetentionDays: define("event_retention_days", {
      description:
        "Days that the raw events stay in Blob Storage. Langfuse reads them again only to process them anew; the traces are in ClickHouse. Null means for ever. Media never expire",
      type: "number",
      default: 30,
      validation: [wholeNumberOrNull("event_retention_days", 1, 36_500)],
    }),
    exportRetentionDays: define("export_retention_days", {
      description:
        "Days that batch exports stay in Blob Storage, at least 2: their download links live for 24 hours",
      type: "number",
      default: 7,
      nullable: false,
      validation: [wholeNumber("export_retention_days", 2, 36_500)],
    }),
    blobVersioningEnabled: define("blob_versioning_enabled", {
      description:
        "Whether overwritten and deleted events, media and exports are kept for 30 days more. ClickHouse's account never does: every merge would keep what it replaced",
      type: "bool",
      default: false,
      nullable: false,
    }),
    blobReplicationType: define("blob_replication_type", {
      description:
        "Copies of the blobs: LRS (one data centre, cheapest), ZRS (three zones), GRS, GZRS, RAGRS or RAGZRS (another region as well)",
      type: "string",
      default: "LRS",
      nullable: false,
      validation: [
        oneOf("blob_replication_type", ["LRS", "ZRS", "GRS", "GZRS", "RAGRS", "RAGZRS"]),
      ],
    }),
    blobAllowedIpRanges: define("blob_allowed_ip_ranges", {
      description:
        'Public IPv4 addresses and ranges up to /30 that may reach events, media and exports with a signed address. Browsers and SDKs need it to up- and download media and to download exports; ["0.0.0.0/0"] lets everybody who holds such an address. Empty means the network only',
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for range in var.blob_allowed_ip_ranges : can(cidrhost(strcontains(range, "/") ? range : "\${range}/32", 0)) && !strcontains(range, ":")])`,
          "blob_allowed_ip_ranges must be IPv4 addresses or ranges, got ${jsonencode(var.blob_allowed_ip_ranges)}: write them such as 203.0.113.7 or 203.0.113.0/24.",
        ),
        rule(
          hcl`alltrue([for range in var.blob_allowed_ip_ranges : range == "0.0.0.0/0" || !can(regex("/(3[12]|0)$", range))])`,
          "blob_allowed_ip_ranges must have no range of /31 or /32, got ${jsonencode(var.blob_allowed_ip_ranges)}: write single addresses without a slash.",
        ),
        rule(
          hcl`alltrue([for range in var.blob_allowed_ip_ranges : !can(regex("^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.)", range))])`,
          "blob_allowed_ip_ranges must be public addresses, got ${jsonencode(var.blob_allowed_ip_ranges)}: Azure Storage takes no private ones; the network itself is allowed anyway.",
        ),
      ],
    }),
  };
}
