import type { DiagramProps } from "../../lib/module/diagram";
import { CLICKHOUSE_PORTS } from "../shared/clickhouse-config";

const PORTS = `${CLICKHOUSE_PORTS.http}, ${CLICKHOUSE_PORTS.native}`;

/** What the README shows of the module; the arrows follow from the stack. */
export const AZURE_PICTURE: DiagramProps = {
  entry: { label: "browsers, SDKs", to: "web", by: "HTTPS" },
  groups: [
    { id: "network", label: "virtual network, made or yours" },
    { id: "environment", label: "Container Apps or container instances", group: "network" },
  ],
  nodes: [
    { id: "web", label: "web<br/>1–n replicas", of: ["web", "domain"], group: "environment" },
    {
      id: "worker",
      label: "worker<br/>1–n replicas",
      of: ["worker", "worker-instance"],
      group: "environment",
    },
    {
      id: "clickhouse",
      label: "ClickHouse<br/>exactly 1 replica",
      of: ["clickhouse", "clickhouse-app", "clickhouse-instance"],
      group: "environment",
    },
    {
      id: "postgresql",
      label: "PostgreSQL<br/>delegated subnet",
      of: ["postgresql"],
      isStore: true,
      group: "network",
    },
    {
      id: "cache",
      label: "Managed Redis<br/>private endpoint",
      of: ["cache"],
      isStore: true,
      group: "network",
    },
    {
      id: "volume",
      label: "NFS share<br/>small parts, names",
      of: ["clickhouse-volume"],
      isStore: true,
      group: "network",
    },
    {
      id: "clickhouse_blobs",
      label: "Blob Storage<br/>large parts, backups",
      of: ["azurerm_storage_account.clickhouse"],
      isStore: true,
    },
    {
      id: "blobs",
      label: "Blob Storage<br/>events, media, exports",
      of: ["azurerm_storage_account.langfuse"],
      isStore: true,
    },
    {
      id: "secrets",
      label: "secrets<br/>in the apps or a Key Vault",
      of: ["secrets", "key-vault"],
      isStore: true,
    },
  ],
  arrows: { "web>clickhouse": PORTS, "worker>clickhouse": PORTS },
  undrawn: [
    ...["versions", "variables", "outputs", "main", "langfuse", "clickhouse-config", "storage"],
    ...["virtual-network", "network", "network-security-groups", "environment"],
    ...["identity", "clickhouse-iam"],
  ],
};
