import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/** Where the containers' logs go. */
export class AwsObservability extends ModulePart {
  public readonly clickhouseLogGroup: CloudwatchLogGroup;

  public constructor(scope: ModuleStack, inputs: AwsInputs, main: AwsMain) {
    super(scope, "observability", { source: "stacks/aws/observability.ts" });
    this.clickhouseLogGroup = new CloudwatchLogGroup(this, "aws_cloudwatch_log_group.clickhouse", {
      name: `/${inputs.name.stringValue}/clickhouse`,
      kmsKeyId: inputs.kmsKeyArn.stringValue,
      retentionInDays: inputs.logRetentionDays.numberValue,
      tags: main.tags,
    });
    comment(this.clickhouseLogGroup, {
      arguments: {
        kms_key_id: "#checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key",
        retention_in_days:
          "#checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days",
      },
    });
  }
}
