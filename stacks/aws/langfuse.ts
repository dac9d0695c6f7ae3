import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny } from "../../lib/terraform/expression";
import { BLOB_PREFIXES } from "../shared/langfuse-env";
import { defineLangfuseEnvironment } from "../shared/langfuse-environment";
import { migrationScript, WEB_SERVER_COMMAND } from "../shared/langfuse-migration";

const MODULE_PATH = hcl`path.module`;

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
    const script = migrationScript();
    scope.files.push(script);
    this.local("migration_script", hcl`file(${`${MODULE_PATH}/${script.path}`})`);
    this.local("web_server_command", WEB_SERVER_COMMAND);
    // The script is an argument, so that no quoting can break it.
    this.local(
      "web_command",
      hcl`["/bin/sh", "-c", ${`node -e "$0" && exec ${WEB_SERVER_COMMAND}`}, local.migration_script]`,
    );
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }
}
