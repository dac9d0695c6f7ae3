import { App } from "cdktf";
import { Command } from "commander";
import { runProgram } from "./lib/cli";
import { configureBackends } from "./lib/terraform/backend";
import { LangfuseAwsStack } from "./stacks/aws/stack";
import { LangfuseAzureStack } from "./stacks/azure/stack";

/** The app of `cdktf synth` and `cdktf deploy`. Where state is kept is said by `backend` in the context. */
function synth(): void {
  const app = new App();
  const stacks = [
    new LangfuseAwsStack(app, "langfuse-aws", { isDeployed: true }),
    new LangfuseAzureStack(app, "langfuse-azure", { isDeployed: true }),
  ];
  configureBackends(stacks, app.node.tryGetContext("backend"));
  app.synth();
}

void runProgram(new Command("cdktf app").action(synth));
