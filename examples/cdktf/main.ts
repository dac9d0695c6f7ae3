import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { LangfuseAws, LangfuseAzure, type LangfuseAwsProps } from "langfuse-terraform";

interface AwsStackProps {
  readonly region: string;
  readonly langfuse: LangfuseAwsProps;
}

/** Langfuse on AWS; whatever else belongs to the stack stands beside it. */
class AwsStack extends TerraformStack {
  public constructor(scope: Construct, id: string, { region, langfuse: props }: AwsStackProps) {
    super(scope, id);
    new AwsProvider(this, "aws", { region });

    const langfuse = new LangfuseAws(this, "langfuse", props);

    new TerraformOutput(this, "langfuse_url", { value: langfuse.langfuseUrl });
    new TerraformOutput(this, "langfuse_secret_key", {
      value: langfuse.initialSecretKey,
      sensitive: true,
    });
  }
}

/** Langfuse on Azure. The subscription comes from ARM_SUBSCRIPTION_ID. */
class AzureStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    // The data plane of the storage accounts is closed to whoever applies.
    new AzurermProvider(this, "azurerm", {
      features: [{ storage: [{ dataPlaneAvailable: false }] }],
    });

    const langfuse = new LangfuseAzure(this, "langfuse", { location: "westeurope" });

    new TerraformOutput(this, "langfuse_url", { value: langfuse.langfuseUrl });
  }
}

const app = new App();
new AwsStack(app, "observability-aws", {
  region: "eu-west-1",
  langfuse: {
    isSpotInstance: true,
    initialSetup: { userEmail: "admin@example.com", projectName: "Chat" },
    tags: { team: "platform" },
  },
});
new AzureStack(app, "observability-azure");
app.synth();
