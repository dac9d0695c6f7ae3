import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclMap, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_UID } from "../shared/clickhouse-config";
import type { AwsInputs } from "./inputs";
import type { AwsNetwork } from "./network";

/**
 * The volume that ClickHouse's data directory lives on: tables' definitions, system logs, and the names of
 * the objects in the bucket, without which the bucket cannot be read.
 */
export class AwsClickhouseVolume extends ModulePart {
  public readonly fileSystem: EfsFileSystem;
  public readonly accessPoint: EfsAccessPoint;
  public readonly mountTargets: EfsMountTarget;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    network: AwsNetwork,
  ) {
    super(scope, "clickhouse-volume", { source: "stacks/aws/clickhouse-volume.ts" });
    const name = `${inputs.name.stringValue}-clickhouse`;
    const tags = hclMap`merge(local.tags, { Name = ${name} })`;
    this.fileSystem = this.defineFileSystem(tags);
    this.policy();
    this.accessPoint = new EfsAccessPoint(this, "aws_efs_access_point.clickhouse", {
      fileSystemId: this.fileSystem.id,
      posixUser: { uid: CLICKHOUSE_UID, gid: CLICKHOUSE_UID },
      rootDirectory: {
        path: "/clickhouse",
        creationInfo: { ownerUid: CLICKHOUSE_UID, ownerGid: CLICKHOUSE_UID, permissions: "0750" },
      },
      tags,
    });
    this.mountTargets = new EfsMountTarget(this, "aws_efs_mount_target.clickhouse", {
      count: hclNumber`length(local.subnet_ids)`,
      fileSystemId: this.fileSystem.id,
      subnetId: hcl`local.subnet_ids[count.index]`,
      securityGroups: [network.clickhouseVolumeSecurityGroup.id],
    });
  }

  private defineFileSystem(tags: Record<string, string>): EfsFileSystem {
    const fileSystem = new EfsFileSystem(this, "aws_efs_file_system.clickhouse", {
      encrypted: true,
      kmsKeyId: this.inputs.kmsKeyArn.stringValue,
      throughputMode: this.inputs.efsThroughputMode.stringValue,
      provisionedThroughputInMibps: this.inputs.efsProvisionedThroughputMibps.numberValue,
      tags,
    });
    comment(fileSystem, {
      arguments: {
        kms_key_id:
          "#checkov:skip=CKV_AWS_184:the AWS managed key is free; kms_key_arn names another",
      },
    });
    return fileSystem;
  }

  /** With a policy in place only principals that IAM lets in can mount, and only over TLS. */
  private policy(): void {
    const document = new DataAwsIamPolicyDocument(
      this,
      "data.aws_iam_policy_document.clickhouse_volume",
      {
        statement: [
          {
            sid: "DenyWithoutTls",
            effect: "Deny",
            actions: ["*"],
            resources: [this.fileSystem.arn],
            principals: [{ type: "AWS", identifiers: ["*"] }],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      },
    );
    new EfsFileSystemPolicy(this, "aws_efs_file_system_policy.clickhouse", {
      fileSystemId: this.fileSystem.id,
      policy: document.json,
    });
  }
}
