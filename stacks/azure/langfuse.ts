import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hclAny } from "../../lib/terraform/expression";
import { defineLangfuseEnvironment } from "../shared/langfuse-environment";
import { defineWebCommand } from "../shared/langfuse-migration";

const MIB_PER_GIB = 1024;

/** What Langfuse's containers are started with: environment, secrets and web's command. */
export class AzureLangfuse extends ModulePart {
  public constructor(scope: ModuleStack) {
    super(scope, "langfuse", { source: "stacks/azure/langfuse.ts" });
    const account = hclAny`azurerm_storage_account.langfuse.name`;
    const endpoint = hclAny`trimsuffix(azurerm_storage_account.langfuse.primary_blob_endpoint, "/")`;
    // Langfuse takes an account key only: langfuse/langfuse#15596.
    const key = "blob-account-key";
    defineLangfuseEnvironment(this, {
      storage: {
        LANGFUSE_USE_AZURE_BLOB: "true",
        LANGFUSE_S3_EVENT_UPLOAD_BUCKET: hclAny`azurerm_storage_container.events.name`,
        LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT: endpoint,
        LANGFUSE_S3_EVENT_UPLOAD_ACCESS_KEY_ID: account,
        LANGFUSE_S3_MEDIA_UPLOAD_BUCKET: hclAny`azurerm_storage_container.media.name`,
        LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT: endpoint,
        LANGFUSE_S3_MEDIA_UPLOAD_ACCESS_KEY_ID: account,
        LANGFUSE_S3_BATCH_EXPORT_ENABLED: "true",
        LANGFUSE_S3_BATCH_EXPORT_BUCKET: hclAny`azurerm_storage_container.exports.name`,
        LANGFUSE_S3_BATCH_EXPORT_ENDPOINT: endpoint,
        LANGFUSE_S3_BATCH_EXPORT_ACCESS_KEY_ID: account,
      },
      storageSecrets: {
        LANGFUSE_S3_EVENT_UPLOAD_SECRET_ACCESS_KEY: key,
        LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY: key,
        LANGFUSE_S3_BATCH_EXPORT_SECRET_ACCESS_KEY: key,
      },
      additionalSecrets: hclAny`local.additional_secrets`,
      // In the apps a secret has its name with hyphens.
      secret: (name) => name.replaceAll("_", "-"),
      memoryMib: {
        web: hclAny`var.web_memory * ${MIB_PER_GIB}`,
        worker: hclAny`var.worker_memory * ${MIB_PER_GIB}`,
      },
    });
    defineWebCommand(this, scope);
  }
}
