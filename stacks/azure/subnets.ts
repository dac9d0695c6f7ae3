import { hclNumber } from "../../lib/terraform/expression";

/** The subnets, by what lives in them. */
export const AZURE_SUBNETS = [
  "container_apps",
  "postgresql",
  "private_endpoints",
  "container_instances",
] as const;

export type AzureSubnet = (typeof AZURE_SUBNETS)[number];

/** How many of a made subnet there are. */
export function subnetCount(name: AzureSubnet): number {
  return name === "container_instances"
    ? hclNumber`local.is_network_made && !(local.is_container_app && local.is_worker_app) ? 1 : 0`
    : hclNumber`local.is_network_made ? 1 : 0`;
}
