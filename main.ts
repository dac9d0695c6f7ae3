import { App } from "cdktf";
import { LangfuseAwsStack } from "./stacks/aws/stack";

const app = new App();
new LangfuseAwsStack(app, "langfuse-aws", { isDeployed: true });
app.synth();
