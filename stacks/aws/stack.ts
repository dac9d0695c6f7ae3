import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { ModuleStack } from "../../lib/module/module-stack";
import { AwsClickhouse } from "./clickhouse";
import { AwsClickhouseConfig } from "./clickhouse-config";
import { AwsClickhouseIam } from "./clickhouse-iam";
import { AwsClickhouseVolume } from "./clickhouse-volume";
import { awsInputs } from "./inputs";
import { AwsMain } from "./main";
import { AwsNetwork } from "./network";
import { AwsObservability } from "./observability";
import { AwsOutputs } from "./outputs";
import { AwsSecrets } from "./secrets";
import { AwsStorage } from "./storage";

export interface LangfuseAwsStackProps {
  /**
   * Whether the stack is deployed by cdktf, with a provider and a backend, or handed off as a module,
   * which has neither.
   *
   * @default false
   */
  readonly isDeployed?: boolean;
}

/** Langfuse on AWS. */
export class LangfuseAwsStack extends ModuleStack {
  public constructor(scope: Construct, id: string, props: LangfuseAwsStackProps = {}) {
    super(scope, id, {
      moduleName: "terraform-aws-langfuse",
      source: "stacks/aws/stack.ts",
      // 1.11 for write-only arguments.
      requiredVersion: ">= 1.11",
      requiredProviders: {
        aws: { source: "hashicorp/aws", version: ">= 6.25, < 7.0" },
        random: { source: "hashicorp/random", version: ">= 3.7, < 4.0" },
      },
    });
    if (props.isDeployed) new AwsProvider(this, "aws");

    const inputs = awsInputs(this);
    const main = new AwsMain(this, inputs);
    const network = new AwsNetwork(this, inputs, main);
    const storage = new AwsStorage(this, inputs, main);
    const secrets = new AwsSecrets(this, inputs, main);
    const observability = new AwsObservability(this, inputs, main);
    const volume = new AwsClickhouseVolume(this, inputs, network);
    const shared = { inputs, main, network, storage, secrets, observability };
    const iam = new AwsClickhouseIam(this, { ...shared, volume });
    const config = new AwsClickhouseConfig(this, inputs, main, storage);
    const clickhouse = new AwsClickhouse(this, { ...shared, volume, iam, config });
    new AwsOutputs(this, { ...shared, clickhouse });
  }
}
