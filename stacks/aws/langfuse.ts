import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny } from "../../lib/terraform/expression";
import { BLOB_PREFIXES } from "../shared/langfuse-env";
import { defineLangfuseEnvironment } from "../shared/langfuse-environment";
import { defineWebCommand, WEB_SERVER_COMMAND } from "../shared/langfuse-migration";

/** What Langfuse's containers are started with: environment, secrets and web's command. */
export class AwsLangfuse extends ModulePart {
  public constructor(scope: ModuleStack) {
    super(scope, "langfuse", { source: "stacks/aws/langfuse.ts" });
    const bucket = hclAny`aws_s3_bucket.langfuse.id`;
    const region = hclAny`local.region`;
    defineLangfuseEnvironment(this, {
      storage: {
        LANGFUSE_S3_EVENT_UPLOAD_BUCKET: bucket,
        LANGFUSE_S3_EVENT_UPLOAD_PREFIX: BLOB_PREFIXES.events,
        LANGFUSE_S3_EVENT_UPLOAD_REGION: region,
        LANGFUSE_S3_MEDIA_UPLOAD_BUCKET: bucket,
        LANGFUSE_S3_MEDIA_UPLOAD_PREFIX: BLOB_PREFIXES.media,
        LANGFUSE_S3_MEDIA_UPLOAD_REGION: region,
        LANGFUSE_S3_BATCH_EXPORT_ENABLED: "true",
        LANGFUSE_S3_BATCH_EXPORT_BUCKET: bucket,
        LANGFUSE_S3_BATCH_EXPORT_PREFIX: BLOB_PREFIXES.exports,
        LANGFUSE_S3_BATCH_EXPORT_REGION: region,
      },
      secret: (name) => hclAny`local.secret_arns[${name}]`,
      memoryMib: { web: hclAny`var.web_memory`, worker: hclAny`var.worker_memory` },
    });
    // Containers read secrets when they start: a label with this makes a changed one start them anew.
    this.local("secret_generation", hcl`sha1(jsonencode(local.secret_versions))`);
    this.local("web_server_command", WEB_SERVER_COMMAND);
    defineWebCommand(this, scope);
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }
}
