import { ContainerApp, type ContainerAppIngress } from "@cdktf/provider-azurerm/lib/container-app";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList, hclNumber } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";
import {
  CLICKHOUSE_CACHE_PATH,
  CLICKHOUSE_DATA_PATH,
  CLICKHOUSE_PORTS,
  CLICKHOUSE_USER,
  STOP_TIMEOUT_SECONDS,
} from "../shared/clickhouse-config";
import type { AzureClickhouseConfig } from "./clickhouse-config";
import type { AzureClickhouseIam } from "./clickhouse-iam";
import type { AzureClickhouseVolume } from "./clickhouse-volume";
import type { AzureMain } from "./main";
import { appSecrets, type AzureSecrets } from "./secrets";

export interface AzureClickhouseAppProps {
  readonly main: AzureMain;
  readonly secrets: AzureSecrets;
  readonly volume: AzureClickhouseVolume;
  readonly iam: AzureClickhouseIam;
  readonly config: AzureClickhouseConfig;
}

const COUNT = hclNumber`local.is_clickhouse_on_app ? 1 : 0`;

/** Names of the volumes. */
const VOLUMES = { data: "data", cache: "cache" } as const;

/** Of Microsoft.App; the first stable one with additional ports is 2024-03-01. */
const API_VERSION = "2025-01-01";

const PROBE = { transport: "HTTP", port: CLICKHOUSE_PORTS.http, path: "/ping", timeout: 10 };

/**
 * 15 minutes for a server with many parts, or one that waits for another's lock: also as long as Container Apps
 * waits for the first replica. 30 failures are the most that azurerm takes before 4.66.
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/pull/31989
 */
const STARTUP = { initialDelay: 5, intervalSeconds: 30, failureCountThreshold: 30 };

/**
 * The ClickHouse server as a container app: one replica, replaced by every change and never rolled.
 *
 * Container Apps starts a new revision before it stops the old one, and two servers cannot share a data
 * directory. So everything that would make a revision is in the digest that replaces the app; should the
 * platform run a second replica all the same, it waits for the lock (`start.sh`).
 */
export class AzureClickhouseApp extends ModulePart {
  /** Counted. */
  public readonly app: ContainerApp;
  /** Counted; until it is there only one of the two ports answers. */
  public readonly ports: UntypedResource;

  public constructor(
    scope: ModuleStack,
    private readonly props: AzureClickhouseAppProps,
  ) {
    super(scope, "clickhouse-app", { source: "stacks/azure/clickhouse-app.ts" });
    this.locals();
    const revision = new UntypedResource(this, "terraform_data.clickhouse_revision", {
      type: "terraform_data",
      count: COUNT,
      attributes: { input: hcl`local.clickhouse_revision` },
    });
    this.app = this.defineApp(revision);
    this.ports = this.additionalPorts();
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }

  private locals(): void {
    const { config, iam } = this.props;
    this.local("clickhouse_app_name", `${this.props.main.name}-clickhouse`);
    this.local(
      "clickhouse_environment",
      hcl`merge(
        {
          CLICKHOUSE_IDENTITY_CLIENT_ID = one(${iam.identity}[*].client_id)
          CLICKHOUSE_PASSWORD_VERSION   = tostring(var.clickhouse_password_version)
          CLICKHOUSE_USER               = ${CLICKHOUSE_USER}
        },
        { for file, variable in ${config.variables} : variable => ${config.files}[file] },
      )`,
    );
    this.local("clickhouse_secrets", hcl`{ CLICKHOUSE_PASSWORD = "clickhouse-password" }`);
    this.local(
      "clickhouse_revision",
      hcl`sha256(jsonencode({
        cpu              = var.clickhouse_cpu
        environment      = local.clickhouse_environment
        image            = local.clickhouse_image
        ingress          = var.clickhouse_ingress
        memory           = var.clickhouse_memory
        secret_store     = var.secret_store
        share            = [for storage in ${this.props.volume.storage} : [storage.nfs_server_url, storage.share_name]]
        start            = ${config.start}
        workload_profile = var.workload_profile
      }))`,
    );
  }

  private defineApp(revision: UntypedResource): ContainerApp {
    const { main, secrets, iam, config, volume } = this.props;
    const app = new ContainerApp(this, "azurerm_container_app.clickhouse", {
      count: COUNT,
      name: hcl`local.clickhouse_app_name`,
      containerAppEnvironmentId: hcl`azurerm_container_app_environment.langfuse.id`,
      resourceGroupName: main.resourceGroupName,
      revisionMode: "Single",
      workloadProfileName: hcl`var.workload_profile`,
      identity: {
        type: "UserAssigned",
        identityIds: hclList`concat([${only(iam.identity, "id")}], length(local.secret_vault_ids) > 0 ? [local.identity_id] : [])`,
      },
      ingress: this.ingress(),
      template: {
        minReplicas: 1,
        maxReplicas: 1,
        terminationGracePeriodSeconds: STOP_TIMEOUT_SECONDS,
        container: [
          {
            name: "clickhouse",
            image: hcl`local.clickhouse_image`,
            cpu: hclNumber`var.clickhouse_cpu`,
            memory: hcl`"\${var.clickhouse_memory}Gi"`,
            command: ["/bin/sh", "-c"],
            args: [hcl`${config.start}`],
            volumeMounts: [
              { name: VOLUMES.data, path: CLICKHOUSE_DATA_PATH },
              { name: VOLUMES.cache, path: CLICKHOUSE_CACHE_PATH },
            ],
            startupProbe: [{ ...PROBE, ...STARTUP }],
            livenessProbe: [{ ...PROBE, intervalSeconds: 30, failureCountThreshold: 10 }],
            readinessProbe: [
              { ...PROBE, intervalSeconds: 5, failureCountThreshold: 3, successCountThreshold: 1 },
            ],
          },
        ],
        volume: [
          {
            name: VOLUMES.data,
            storageType: "NfsAzureFile",
            storageName: only(volume.storage, "name"),
          },
          { name: VOLUMES.cache, storageType: "EmptyDir" },
        ],
      },
      tags: main.tags,
      lifecycle: {
        replaceTriggeredBy: [`${revision.terraformResourceType}.${revision.friendlyUniqueId}`],
      },
      dependsOn: [iam.assignment, ...secrets.dependables],
    });
    app.addOverride("dynamic", { secret: appSecrets(hcl`local.clickhouse_secrets`) });
    app.addOverride("template.container.0.dynamic.env", [
      {
        for_each: hcl`local.clickhouse_environment`,
        content: { name: hcl`env.key`, value: hcl`env.value` },
      },
      {
        for_each: hcl`local.clickhouse_secrets`,
        content: { name: hcl`env.key`, secret_name: hcl`env.value` },
      },
    ]);
    comment(app, {
      head: [
        "One writer: what would make a second revision beside the first replaces the app, by the digest below.",
      ],
    });
    return app;
  }

  private ingress(): ContainerAppIngress {
    return {
      externalEnabled: false,
      transport: hcl`var.clickhouse_ingress`,
      targetPort: hclNumber`var.clickhouse_ingress == "tcp" ? ${CLICKHOUSE_PORTS.native} : ${CLICKHOUSE_PORTS.http}`,
      exposedPort: hclNumber`var.clickhouse_ingress == "tcp" ? ${CLICKHOUSE_PORTS.native} : null`,
      trafficWeight: [{ latestRevision: true, percentage: 100 }],
    };
  }

  /** The other of the two ports: Langfuse queries by HTTP, and its migrations speak the native protocol only. */
  private additionalPorts(): UntypedResource {
    const port = hclNumber`var.clickhouse_ingress == "tcp" ? ${CLICKHOUSE_PORTS.http} : ${CLICKHOUSE_PORTS.native}`;
    const ingress = {
      additionalPortMappings: [{ external: false, targetPort: port, exposedPort: port }],
    };
    const ports = new UntypedResource(this, "azapi_resource_action.clickhouse_ports", {
      type: "azapi_resource_action",
      count: COUNT,
      attributes: {
        type: `Microsoft.App/containerApps@${API_VERSION}`,
        resource_id: only(this.app, "id"),
        method: "PATCH",
        body: hclAny`${{ properties: { configuration: { ingress } } }}`,
      },
      lifecycle: {
        replaceTriggeredBy: [`${this.app.terraformResourceType}.${this.app.friendlyUniqueId}`],
      },
    });
    comment(ports, {
      head: [
        "azurerm knows no additional ports (hashicorp/terraform-provider-azurerm#32810; with it this block can go),",
        "and a change of its ingress takes them away, so they are set again after every change of the app.",
        "azapi_update_resource would not do: it writes the whole app back, without the secrets it cannot read.",
      ],
    });
    return ports;
  }
}
