import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hclNumber } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/** Where the containers' logs go. */
export class AwsObservability extends ModulePart {
  public readonly web: CloudwatchLogGroup;
  public readonly worker: CloudwatchLogGroup;
  public readonly clickhouse: CloudwatchLogGroup;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
  ) {
    super(scope, "observability", { source: "stacks/aws/observability.ts" });
    this.web = this.logGroup("web");
    this.worker = this.logGroup("worker");
    this.clickhouse = this.logGroup("clickhouse", hclNumber`local.clickhouse_enabled ? 1 : 0`);
  }

  /** ARN of ClickHouse's log group, where there is one. */
  public get clickhouseArn(): string {
    return only(this.clickhouse, "arn");
  }

  private logGroup(part: string, count?: number): CloudwatchLogGroup {
    const group = new CloudwatchLogGroup(this, `aws_cloudwatch_log_group.${part}`, {
      ...(count === undefined ? {} : { count }),
      name: `/${this.main.name}/${part}`,
      kmsKeyId: this.inputs.kmsKeyArn.stringValue,
      retentionInDays: this.inputs.logRetentionDays.numberValue,
      tags: this.main.tags,
    });
    comment(group, {
      arguments: {
        kms_key_id: "#checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key",
        retention_in_days:
          "#checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days",
      },
    });
    return group;
  }
}
