import { App } from "cdktf";
import type { ModuleStack } from "../lib/module/module-stack";
import { LangfuseAwsStack } from "./aws/stack";

/** Every module that is handed off, by the name of its folder under `modules/`. */
export function moduleStacks(): ModuleStack[] {
  const app = new App({ skipValidation: true });
  return [new LangfuseAwsStack(app, "langfuse-aws")];
}
