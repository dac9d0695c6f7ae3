import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe, only } from "../../lib/terraform/counted";
import { hcl, hclAny, hclList, hclMap, hclNumber } from "../../lib/terraform/expression";
import { CLICKHOUSE_UID } from "../shared/clickhouse-config";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsSecurityGroups } from "./security-groups";

const ON_EFS = hclNumber`local.is_clickhouse_on_efs ? 1 : 0`;
const ON_EBS = hclNumber`local.is_clickhouse_on_ebs ? 1 : 0`;

/**
 * The volume that ClickHouse's data directory lives on: tables' definitions, system logs, and the names of
 * the objects in the bucket, without which the bucket cannot be read. EFS in all zones or in one, or EBS.
 */
export class AwsClickhouseVolume extends ModulePart {
  public readonly fileSystem: EfsFileSystem;
  public readonly accessPoint: EfsAccessPoint;
  public readonly mountTargets: EfsMountTarget;
  public readonly ebsVolume: EbsVolume;
  /** Ids of the subnets that ClickHouse may run in: one where the volume is in one zone. */
  public readonly subnetIds: string[];
  private readonly tags: Record<string, string>;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    main: AwsMain,
    private readonly securityGroups: AwsSecurityGroups,
  ) {
    super(scope, "clickhouse-volume", { source: "stacks/aws/clickhouse-volume.ts" });
    this.tags = hclMap`merge(local.tags, { Name = ${`${main.name}-clickhouse`} })`;
    this.local(
      "is_clickhouse_on_efs",
      hcl`local.clickhouse_enabled && var.clickhouse_volume_type == "efs"`,
    );
    this.local(
      "is_clickhouse_on_ebs",
      hcl`local.clickhouse_enabled && var.clickhouse_volume_type == "ebs"`,
    );
    this.subnetIds = this.zone();
    this.fileSystem = this.defineFileSystem();
    this.policy();
    this.accessPoint = this.defineAccessPoint();
    this.mountTargets = this.defineMountTargets();
    this.ebsVolume = this.defineEbsVolume();
  }

  private local(name: string, value: string): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  /** Tasks' and volumes' subnets are listed in the same order of zones; the first zone is taken. */
  private zone(): string[] {
    this.local(
      "is_clickhouse_in_one_zone",
      hcl`local.is_clickhouse_on_ebs || local.is_clickhouse_on_efs && var.efs_one_zone`,
    );
    const subnet = new DataAwsSubnet(this, "data.aws_subnet.clickhouse", {
      count: hclNumber`local.is_clickhouse_in_one_zone && !local.is_vpc_made ? 1 : 0`,
      id: hcl`local.subnet_ids[0]`,
    });
    this.local(
      "clickhouse_zone",
      hcl`local.is_vpc_made ? local.availability_zones[0] : ${maybe(subnet, "availability_zone")}`,
    );
    return hclList`${this.local(
      "clickhouse_subnet_ids",
      hcl`local.is_clickhouse_in_one_zone ? slice(local.subnet_ids, 0, 1) : local.subnet_ids`,
    )}`;
  }

  private defineFileSystem(): EfsFileSystem {
    const fileSystem = new EfsFileSystem(this, "aws_efs_file_system.clickhouse", {
      count: ON_EFS,
      encrypted: true,
      kmsKeyId: this.inputs.kmsKeyArn.stringValue,
      availabilityZoneName: hcl`var.efs_one_zone ? local.clickhouse_zone : null`,
      throughputMode: this.inputs.efsThroughputMode.stringValue,
      provisionedThroughputInMibps: this.inputs.efsProvisionedThroughputMibps.numberValue,
      tags: this.tags,
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
        count: ON_EFS,
        statement: [
          {
            sid: "DenyWithoutTls",
            effect: "Deny",
            actions: ["*"],
            resources: [only(this.fileSystem, "arn")],
            principals: [{ type: "AWS", identifiers: ["*"] }],
            condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      },
    );
    new EfsFileSystemPolicy(this, "aws_efs_file_system_policy.clickhouse", {
      count: ON_EFS,
      fileSystemId: only(this.fileSystem, "id"),
      policy: only(document, "json"),
    });
  }

  private defineAccessPoint(): EfsAccessPoint {
    return new EfsAccessPoint(this, "aws_efs_access_point.clickhouse", {
      count: ON_EFS,
      fileSystemId: only(this.fileSystem, "id"),
      posixUser: { uid: CLICKHOUSE_UID, gid: CLICKHOUSE_UID },
      rootDirectory: {
        path: "/clickhouse",
        creationInfo: { ownerUid: CLICKHOUSE_UID, ownerGid: CLICKHOUSE_UID, permissions: "0750" },
      },
      tags: this.tags,
    });
  }

  private defineMountTargets(): EfsMountTarget {
    return new EfsMountTarget(this, "aws_efs_mount_target.clickhouse", {
      count: hclNumber`local.is_clickhouse_on_efs ? var.efs_one_zone ? 1 : length(local.data_subnet_ids) : 0`,
      fileSystemId: only(this.fileSystem, "id"),
      subnetId: hcl`local.data_subnet_ids[count.index]`,
      securityGroups: [only(this.securityGroups.clickhouseVolume, "id")],
    });
  }

  /** It belongs to no instance: each one that Auto Scaling starts attaches it (`ec2-user-data.ts`). */
  private defineEbsVolume(): EbsVolume {
    const volume = new EbsVolume(this, "aws_ebs_volume.clickhouse", {
      count: ON_EBS,
      availabilityZone: hcl`local.clickhouse_zone`,
      type: "gp3",
      size: this.inputs.clickhouseVolumeSizeGib.numberValue,
      encrypted: true,
      kmsKeyId: this.inputs.kmsKeyArn.stringValue,
      finalSnapshot: hclAny`!${this.inputs.forceDelete}`,
      tags: this.tags,
    });
    comment(volume, {
      arguments: {
        kms_key_id:
          "#checkov:skip=CKV_AWS_189:the AWS managed key is free; kms_key_arn names another",
      },
    });
    return volume;
  }
}
