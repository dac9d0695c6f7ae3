import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList, hclNumber } from "../../lib/terraform/expression";
import { UntypedResource } from "../../lib/terraform/untyped-resource";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsSecurityGroups } from "./security-groups";

export interface AwsCacheProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly securityGroups: AwsSecurityGroups;
}

export const CACHE_PORT = 6379;

/** Letters and digits; ElastiCache takes 16 to 128. */
const AUTH_TOKEN_LENGTH = 64;

/**
 * Valkey, which holds Langfuse's queues: it must never evict a key, and everybody who speaks to it speaks
 * TLS and has the token.
 *
 * There are no snapshots but the last one: the events are in S3, and jobs of yesterday are done.
 *
 * @see https://langfuse.com/self-hosting/deployment/infrastructure/cache
 */
export class AwsCache extends ModulePart {
  /** The token, in the state, because the provider takes it by no write-only argument. */
  public readonly authToken: UntypedResource;
  public readonly replicationGroup: ElasticacheReplicationGroup;

  public constructor(
    scope: ModuleStack,
    private readonly props: AwsCacheProps,
  ) {
    super(scope, "cache", { source: "stacks/aws/cache.ts" });
    const count = hclNumber`var.external_cache == null ? 1 : 0`;
    this.authToken = new UntypedResource(this, "random_password.cache_auth_token", {
      type: "random_password",
      count,
      attributes: { length: AUTH_TOKEN_LENGTH, special: false },
    });
    comment(this.authToken, {
      head: ["In the state: the provider has no write-only argument for auth_token."],
    });
    this.replicationGroup = this.defineReplicationGroup(count);
    this.connection();
  }

  private parameters(count: number): ElasticacheParameterGroup {
    const { main } = this.props;
    const family = new TerraformLocal(
      this,
      "local.cache_family",
      hcl`"valkey\${split(".", var.cache_version)[0]}"`,
    );
    return new ElasticacheParameterGroup(this, "aws_elasticache_parameter_group.cache", {
      count,
      name: `${main.name}-${hcl`${family}`}`,
      description: "Settings of the queues of Langfuse",
      family: hcl`${family}`,
      parameter: [{ name: "maxmemory-policy", value: "noeviction" }],
      tags: main.tags,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private defineReplicationGroup(count: number): ElasticacheReplicationGroup {
    const { inputs, main, securityGroups } = this.props;
    const subnetGroup = new ElasticacheSubnetGroup(this, "aws_elasticache_subnet_group.cache", {
      count,
      name: main.name,
      description: "Subnets of the Valkey of Langfuse",
      subnetIds: hclList`local.data_subnet_ids`,
      tags: main.tags,
    });
    const group = new ElasticacheReplicationGroup(this, "aws_elasticache_replication_group.cache", {
      count,
      replicationGroupId: main.name,
      description: "Queues of Langfuse",
      engine: "valkey",
      engineVersion: inputs.cacheVersion.stringValue,
      autoMinorVersionUpgrade: "false",
      applyImmediately: true,
      nodeType: inputs.cacheNodeType.stringValue,
      clusterMode: "disabled",
      numCacheClusters: hclNumber`1 + ${inputs.cacheReplicaCount}`,
      automaticFailoverEnabled: hclAny`${inputs.cacheReplicaCount} > 0`,
      multiAzEnabled: hclAny`${inputs.cacheReplicaCount} > 0`,
      parameterGroupName: only(this.parameters(count), "name"),
      port: CACHE_PORT,
      subnetGroupName: only(subnetGroup, "name"),
      securityGroupIds: [only(securityGroups.cache, "id")],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: only(this.authToken, "result"),
      authTokenUpdateStrategy: "ROTATE",
      atRestEncryptionEnabled: "true",
      kmsKeyId: inputs.kmsKeyArn.stringValue,
      snapshotRetentionLimit: 0,
      finalSnapshotIdentifier: hcl`${inputs.forceDelete} ? null : ${`${main.name}-${main.suffix}`}`,
      tags: main.tags,
    });
    comment(group, {
      arguments: {
        auto_minor_version_upgrade:
          "The next plan would take a version above cache_version for a downgrade and replace the group.",
        apply_immediately: "An apply does what its plan says, and when.",
        kms_key_id:
          "#checkov:skip=CKV_AWS_191:the AWS managed key is free; kms_key_arn names another",
        multi_az_enabled:
          "#checkov:skip=CKV2_AWS_50:a second node doubles the price; cache_replica_count adds it",
        snapshot_retention_limit:
          "Yesterday's jobs are done, and the events of today's are in S3: nothing to go back to.",
      },
    });
    return group;
  }

  /** What Langfuse needs to know, whichever cache it is. */
  private connection(): void {
    const local = (name: string, value: string) => new TerraformLocal(this, `local.${name}`, value);
    local(
      "cache_host",
      hcl`var.external_cache == null ? ${maybe(this.replicationGroup, "primary_endpoint_address")} : var.external_cache.host`,
    );
    local("cache_port", hcl`var.external_cache == null ? ${CACHE_PORT} : var.external_cache.port`);
    local("cache_tls", hcl`var.external_cache == null ? true : var.external_cache.tls`);
    local(
      "cache_auth_reference",
      hcl`var.external_cache == null ? local.secret_arns["cache_auth_token"] : var.external_cache.auth_secret_arn`,
    );
  }
}
