import { App } from "cdktf";
import type { ModuleStack } from "../lib/module/module-stack";
import { LangfuseAwsStack } from "./aws/stack";
import { LangfuseAzureStack } from "./azure/stack";

/** Every module that is handed off, by the name of its folder under `modules/`. */
export function moduleStacks(): ModuleStack[] {
  const app = new App({ skipValidation: true });
  return [new LangfuseAwsStack(app, "langfuse-aws"), new LangfuseAzureStack(app, "langfuse-azure")];
}

/** The constructs' properties, generated from the variables of the modules that they wrap. */
export const PROPS_FILES: readonly { moduleName: string; path: string; name: string }[] = [
  {
    moduleName: "terraform-aws-langfuse",
    path: "stacks/aws/langfuse-aws-props.ts",
    name: "LangfuseAwsProps",
  },
  {
    moduleName: "terraform-azurerm-langfuse",
    path: "stacks/azure/langfuse-azure-props.ts",
    name: "LangfuseAzureProps",
  },
];
