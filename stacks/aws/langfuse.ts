import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { hcl, hclAny } from "../../lib/terraform/expression";
import {
  BLOB_PREFIXES,
  HEAP_SHARE,
  type LangfuseContainer,
  type LangfuseSecrets,
  type LangfuseVariables,
} from "../shared/langfuse-env";
import { migrationScript, WEB_SERVER_COMMAND } from "../shared/langfuse-migration";

const MODULE_PATH = hcl`path.module`;

/** What Langfuse's containers are started with: images, environment, secrets and commands. */
export class AwsLangfuse extends ModulePart {
  public constructor(scope: ModuleStack) {
    super(scope, "langfuse", { source: "stacks/aws/langfuse.ts" });
    this.environment();
    this.secrets();
    this.local(
      "has_cache_auth",
      hcl`var.external_cache == null || try(var.external_cache.auth_secret_arn, null) != null`,
    );
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

  private local(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private environment(): void {
    const both: LangfuseVariables<"both"> = {
      NEXTAUTH_URL: hclAny`local.langfuse_url`,
      HOSTNAME: "0.0.0.0",
      DATABASE_HOST: hcl`"\${local.database_host}:\${local.database_port}"`,
      DATABASE_USERNAME: hclAny`local.database_username`,
      DATABASE_NAME: hclAny`local.database_name`,
      DATABASE_ARGS: hclAny`local.database_arguments`,
      CLICKHOUSE_URL: hclAny`local.clickhouse_http_url`,
      CLICKHOUSE_USER: hclAny`local.clickhouse_user`,
      CLICKHOUSE_DB: hclAny`local.clickhouse_database`,
      CLICKHOUSE_CLUSTER_ENABLED: hclAny`tostring(local.clickhouse_cluster_enabled)`,
      LANGFUSE_S3_EVENT_UPLOAD_BUCKET: hclAny`aws_s3_bucket.langfuse.id`,
      LANGFUSE_S3_EVENT_UPLOAD_PREFIX: BLOB_PREFIXES.events,
      LANGFUSE_S3_EVENT_UPLOAD_REGION: hclAny`local.region`,
      LANGFUSE_S3_MEDIA_UPLOAD_BUCKET: hclAny`aws_s3_bucket.langfuse.id`,
      LANGFUSE_S3_MEDIA_UPLOAD_PREFIX: BLOB_PREFIXES.media,
      LANGFUSE_S3_MEDIA_UPLOAD_REGION: hclAny`local.region`,
      LANGFUSE_S3_BATCH_EXPORT_ENABLED: "true",
      LANGFUSE_S3_BATCH_EXPORT_BUCKET: hclAny`aws_s3_bucket.langfuse.id`,
      LANGFUSE_S3_BATCH_EXPORT_PREFIX: BLOB_PREFIXES.exports,
      LANGFUSE_S3_BATCH_EXPORT_REGION: hclAny`local.region`,
    };
    const withAuth: LangfuseVariables<"both"> = {
      REDIS_HOST: hclAny`local.cache_host`,
      REDIS_PORT: hclAny`tostring(local.cache_port)`,
      REDIS_TLS_ENABLED: hclAny`tostring(local.cache_tls)`,
    };
    const withoutAuth: LangfuseVariables<"both"> = {
      REDIS_CONNECTION_STRING: hcl`"\${local.cache_tls ? "rediss" : "redis"}://\${local.cache_host}:\${local.cache_port}"`,
    };
    const groupBy: LangfuseVariables<"both"> = {
      CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY: hclAny`tostring(floor(local.clickhouse_memory_bytes * 0.4))`,
    };
    const v4: LangfuseVariables<"both"> = {
      LANGFUSE_MIGRATION_V4_WRITE_MODE: hclAny`var.langfuse_v4_write_mode`,
      LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR: hclAny`var.langfuse_v4_write_mode == "events_only" ? "direct" : "dual_write"`,
      LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN: "true",
    };
    this.local(
      "langfuse_environment",
      hcl`merge(
        ${both},
        local.has_cache_auth ? ${withAuth} : null,
        local.has_cache_auth ? null : ${withoutAuth},
        local.clickhouse_enabled ? ${groupBy} : null,
        local.langfuse_major >= 4 ? ${v4} : null,
        var.additional_env,
      )`,
    );
    const web: LangfuseVariables<"web"> = {
      LANGFUSE_CSP_ENFORCE_HTTPS: "true",
      CLICKHOUSE_MIGRATION_URL: hclAny`local.clickhouse_native_url`,
      CLICKHOUSE_MIGRATION_SSL: hclAny`tostring(local.clickhouse_tls)`,
      LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: "true",
      LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED: "true",
    };
    const init: LangfuseVariables<"web"> = {
      LANGFUSE_INIT_ORG_ID: hclAny`setup.organization_id`,
      LANGFUSE_INIT_ORG_NAME: hclAny`setup.organization_name`,
      LANGFUSE_INIT_PROJECT_ID: hclAny`setup.project_id`,
      LANGFUSE_INIT_PROJECT_NAME: hclAny`setup.project_name`,
      LANGFUSE_INIT_PROJECT_PUBLIC_KEY: hclAny`local.initial_public_key`,
      LANGFUSE_INIT_USER_EMAIL: hclAny`setup.user_email`,
      LANGFUSE_INIT_USER_NAME: hclAny`setup.user_name`,
    };
    this.local(
      "web_environment",
      hcl`merge(
        local.langfuse_environment,
        ${{ ...heap("web"), ...web }},
        [for setup in var.initial_setup[*] : ${init}]...,
      )`,
    );
    const worker: LangfuseVariables<"worker"> = {
      LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS: hclAny`tostring(var.ingestion_write_interval_ms)`,
      // Langfuse also inserts when so many rows wait; at its default of 1000 a busy worker would not wait.
      LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE: "10000",
    };
    this.local(
      "worker_environment",
      hcl`merge(local.langfuse_environment, ${{ ...heap("worker"), ...worker }})`,
    );
  }

  private secrets(): void {
    const both: LangfuseSecrets<"both"> = {
      DATABASE_PASSWORD: hclAny`local.database_password_reference`,
      CLICKHOUSE_PASSWORD: hclAny`local.clickhouse_password_reference`,
      SALT: hclAny`local.secret_arns["web_salt"]`,
      ENCRYPTION_KEY: hclAny`local.secret_arns["encryption_key"]`,
    };
    const cache: LangfuseSecrets<"both"> = { REDIS_AUTH: hclAny`local.cache_auth_reference` };
    const web: LangfuseSecrets<"web"> = {
      NEXTAUTH_SECRET: hclAny`local.secret_arns["web_next_secret"]`,
    };
    const init: LangfuseSecrets<"web"> = {
      LANGFUSE_INIT_USER_PASSWORD: hclAny`local.secret_arns["initial_user_password"]`,
      LANGFUSE_INIT_PROJECT_SECRET_KEY: hclAny`local.secret_arns["initial_secret_key"]`,
    };
    this.local(
      "worker_secrets",
      hcl`merge(${both}, local.has_cache_auth ? ${cache} : null, var.additional_secret_env)`,
    );
    this.local(
      "web_secrets",
      hcl`merge(local.worker_secrets, ${web}, [for setup in var.initial_setup[*] : ${init}]...)`,
    );
  }
}

function heap(container: LangfuseContainer): LangfuseVariables<"both"> {
  const memory = { web: hclAny`var.web_memory`, worker: hclAny`var.worker_memory` }[container];
  return {
    NODE_OPTIONS: hclAny`format("--max-old-space-size=%d", floor(${memory} * ${HEAP_SHARE}))`,
  };
}
