export { isTerraformAvailable, terraformBinary, usesRealProviders } from "./environment";
export { View, type ChangeView, type ResourceView, type ShownJson } from "./plan-view";
export { startProviders, type Providers, type ProvidersOptions } from "./providers";
export type { Diagnostic, Result } from "./result";
export {
  openWorkspace,
  Workspace,
  type PlanResult,
  type RunOptions,
  type TestResult,
  type TestRun,
  type Variables,
  type WorkspaceOptions,
} from "./workspace";
