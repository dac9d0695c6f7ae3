import { ContainerGroup } from "@cdktf/provider-azurerm/lib/container-group";
import { PrivateDnsARecord } from "@cdktf/provider-azurerm/lib/private-dns-a-record";
import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclMap, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_DATA_PATH, CLICKHOUSE_PORTS } from "../shared/clickhouse-config";
import type { AzureClickhouseConfig } from "./clickhouse-config";
import type { AzureClickhouseIam } from "./clickhouse-iam";
import { privateContainerGroup } from "./container-group";
import type { AzureMain } from "./main";

export interface AzureClickhouseInstanceProps {
  readonly main: AzureMain;
  readonly iam: AzureClickhouseIam;
  readonly config: AzureClickhouseConfig;
}

const COUNT = hclNumber`local.clickhouse_enabled && !local.is_container_app ? 1 : 0`;

const PING = `http://127.0.0.1:${CLICKHOUSE_PORTS.http}/ping`;

/**
 * The ClickHouse server as a container instance. Container Instances mounts no file system that ClickHouse
 * could live on (SMB has no hard links), so the data are on the group's own disk, which survives a restart of
 * the container and nothing else: the start script restores the last backup and makes new ones.
 *
 * Every change replaces the group, and with it its address; the name stays.
 */
export class AzureClickhouseInstance extends ModulePart {
  /** Counted. */
  public readonly group: ContainerGroup;
  /** Counted; the server's name in the network. */
  public readonly record: PrivateDnsARecord;

  public constructor(
    scope: ModuleStack,
    private readonly props: AzureClickhouseInstanceProps,
  ) {
    super(scope, "clickhouse-instance", { source: "stacks/azure/clickhouse-instance.ts" });
    this.group = this.defineGroup();
    this.record = this.defineRecord();
  }

  private defineGroup(): ContainerGroup {
    const { main, iam, config } = this.props;
    const port = (number: number) => ({ port: number, protocol: "TCP" });
    const group = new ContainerGroup(this, "azurerm_container_group.clickhouse", {
      count: COUNT,
      name: `${main.name}-clickhouse`,
      ...privateContainerGroup(main),
      identity: { type: "UserAssigned", identityIds: [only(iam.identity, "id")] },
      container: [
        {
          name: "clickhouse",
          image: hcl`local.clickhouse_image`,
          cpu: hclNumber`var.clickhouse_cpu`,
          memory: hclNumber`var.clickhouse_memory`,
          commands: ["/bin/sh", "-c", hcl`${config.start}`],
          environmentVariables: hclMap`local.clickhouse_environment`,
          secureEnvironmentVariables: {
            CLICKHOUSE_PASSWORD: hcl`local.secret_values.clickhouse_password`,
          },
          ports: [port(CLICKHOUSE_PORTS.http), port(CLICKHOUSE_PORTS.native)],
          volume: [{ name: "data", mountPath: CLICKHOUSE_DATA_PATH, emptyDir: true }],
          livenessProbe: {
            // A restore takes as long as it takes.
            exec: ["/bin/sh", "-c", `test -e /tmp/restoring || wget -q -T 5 --spider ${PING}`],
            initialDelaySeconds: 60,
            periodSeconds: 30,
            failureThreshold: 10,
            timeoutSeconds: 10,
          },
          readinessProbe: {
            httpGet: [{ path: "/ping", port: CLICKHOUSE_PORTS.http, scheme: "http" }],
            periodSeconds: 5,
            failureThreshold: 3,
            timeoutSeconds: 10,
          },
        },
      ],
      dependsOn: [iam.assignment],
    });
    comment(group, {
      head: [
        "#checkov:skip=CKV_AZURE_235:the password is in secure_environment_variables, the others are no secret",
      ],
    });
    return group;
  }

  /** A name that stays when the address changes. */
  private defineRecord(): PrivateDnsARecord {
    const { main } = this.props;
    const zone = new PrivateDnsZone(this, "azurerm_private_dns_zone.clickhouse", {
      count: COUNT,
      name: `${main.name}-${main.suffix}.internal`,
      resourceGroupName: main.resourceGroupName,
      tags: main.tags,
    });
    const link = new PrivateDnsZoneVirtualNetworkLink(
      this,
      "azurerm_private_dns_zone_virtual_network_link.clickhouse",
      {
        count: COUNT,
        name: `${main.name}-clickhouse`,
        resourceGroupName: main.resourceGroupName,
        privateDnsZoneName: only(zone, "name"),
        virtualNetworkId: hcl`local.virtual_network_id`,
        tags: main.tags,
      },
    );
    const record = new PrivateDnsARecord(this, "azurerm_private_dns_a_record.clickhouse", {
      count: COUNT,
      name: "clickhouse",
      zoneName: only(zone, "name"),
      resourceGroupName: main.resourceGroupName,
      ttl: 10,
      records: [only(this.group, "ip_address")],
      tags: main.tags,
      dependsOn: [link],
    });
    new TerraformLocal(
      this,
      "local.clickhouse_instance_name",
      hcl`join(".", concat(["clickhouse"], ${zone}[*].name))`,
    );
    comment(record, { head: ["The address is another one after every replacement."] });
    return record;
  }
}
