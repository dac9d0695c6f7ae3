import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { EphemeralResource } from "../../lib/terraform/ephemeral-resource";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/** Long enough to be unguessable, short enough to paste. */
const PASSWORD_LENGTH = 32;

/**
 * Secrets, in SSM Parameter Store, where a SecureString costs nothing.
 *
 * A generated value is ephemeral and written through a write-only argument, so it is in neither plan nor
 * state: the parameter is the only place that has it.
 */
export class AwsSecrets extends ModulePart {
  public readonly clickhousePassword: SsmParameter;

  public constructor(scope: ModuleStack, inputs: AwsInputs, main: AwsMain) {
    super(scope, "secrets", { source: "stacks/aws/secrets.ts" });
    const password = new EphemeralResource(this, "ephemeral.random_password.clickhouse", {
      type: "random_password",
      attributes: { length: PASSWORD_LENGTH, special: false },
    });
    comment(password, {
      arguments: {
        special: "Langfuse's migrations put the password into a URL without encoding it.",
      },
    });
    this.clickhousePassword = new SsmParameter(this, "aws_ssm_parameter.clickhouse_password", {
      name: `/${inputs.name.stringValue}/clickhouse-password`,
      description: "Password of ClickHouse's user",
      type: "SecureString",
      keyId: inputs.kmsKeyArn.stringValue,
      valueWo: password.attribute("result"),
      valueWoVersion: inputs.clickhousePasswordVersion.numberValue,
      tags: main.tags,
    });
    comment(this.clickhousePassword, {
      arguments: {
        key_id: "#checkov:skip=CKV_AWS_337:the AWS managed key is free; kms_key_arn names another",
      },
    });
  }
}
