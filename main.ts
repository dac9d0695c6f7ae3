import { App } from "cdktf";
import { LangfuseAwsStack } from "./stacks/aws/stack";
import { LangfuseAzureStack } from "./stacks/azure/stack";

const app = new App();
new LangfuseAwsStack(app, "langfuse-aws", { isDeployed: true });
new LangfuseAzureStack(app, "langfuse-azure", { isDeployed: true });
app.synth();
