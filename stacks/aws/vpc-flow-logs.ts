import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { only } from "../../lib/terraform/counted";
import { hclNumber } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsVpc } from "./vpc";

const COUNT = hclNumber`local.is_vpc_made && var.vpc_flow_logs_enabled ? 1 : 0`;

/** A record of who talked to whom in the made VPC. */
export class AwsVpcFlowLogs extends ModulePart {
  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
    vpc: AwsVpc,
  ) {
    super(scope, "vpc-flow-logs", { source: "stacks/aws/vpc-flow-logs.ts" });
    const logGroup = this.logGroup();
    new FlowLog(this, "aws_flow_log.langfuse", {
      count: COUNT,
      vpcId: only(vpc.vpc, "id"),
      trafficType: "ALL",
      logDestination: only(logGroup, "arn"),
      iamRoleArn: only(this.role(logGroup), "arn"),
      tags: main.tags,
    });
  }

  private logGroup(): CloudwatchLogGroup {
    const logGroup = new CloudwatchLogGroup(this, "aws_cloudwatch_log_group.vpc_flow_logs", {
      count: COUNT,
      name: `/${this.main.name}/vpc-flow-logs`,
      kmsKeyId: this.inputs.kmsKeyArn.stringValue,
      retentionInDays: this.inputs.logRetentionDays.numberValue,
      tags: this.main.tags,
    });
    comment(logGroup, {
      arguments: {
        kms_key_id: "#checkov:skip=CKV_AWS_158:logs are encrypted anyway; kms_key_arn names a key",
        retention_in_days:
          "#checkov:skip=CKV_AWS_338:a year of logs costs more than it is worth; log_retention_days",
      },
    });
    return logGroup;
  }

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
  private role(logGroup: CloudwatchLogGroup): IamRole {
    const trust = new DataAwsIamPolicyDocument(
      this,
      "data.aws_iam_policy_document.vpc_flow_logs_trust",
      {
        count: COUNT,
        statement: [
          {
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] }],
            condition: [
              {
                test: "StringEquals",
                variable: "aws:SourceAccount",
                values: [this.main.account.accountId],
              },
            ],
          },
        ],
      },
    );
    const document = new DataAwsIamPolicyDocument(
      this,
      "data.aws_iam_policy_document.vpc_flow_logs",
      {
        count: COUNT,
        statement: [
          {
            sid: "WriteLogs",
            actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            resources: [`${only(logGroup, "arn")}:*`],
          },
        ],
      },
    );
    const role = new IamRole(this, "aws_iam_role.vpc_flow_logs", {
      count: COUNT,
      namePrefix: `${this.main.name}-flow-logs-`,
      description: "Flow logs of the VPC of Langfuse",
      assumeRolePolicy: only(trust, "json"),
      tags: this.main.tags,
    });
    new IamRolePolicy(this, "aws_iam_role_policy.vpc_flow_logs", {
      count: COUNT,
      name: "flow-logs",
      role: only(role, "id"),
      policy: only(document, "json"),
    });
    return role;
  }
}
