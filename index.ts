/**
 * The library: Langfuse on AWS and on Azure as constructs for a cdktf app. Neither loads a provider's bindings; those
 * of the app configure the provider.
 */
export { LangfuseAws } from "./stacks/aws/langfuse-aws";
export type {
  LangfuseAwsExternalCache,
  LangfuseAwsExternalClickhouse,
  LangfuseAwsExternalDatabase,
  LangfuseAwsInitialSetup,
  LangfuseAwsProps,
} from "./stacks/aws/langfuse-aws";
export { LangfuseAzure } from "./stacks/azure/langfuse-azure";
export type {
  LangfuseAzureExternalCache,
  LangfuseAzureExternalClickhouse,
  LangfuseAzureExternalDatabase,
  LangfuseAzureInitialSetup,
  LangfuseAzureProps,
} from "./stacks/azure/langfuse-azure";
