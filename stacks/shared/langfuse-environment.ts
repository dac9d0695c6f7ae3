import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { type ExpressionPart, hcl, hclAny } from "../../lib/terraform/expression";
import {
  HEAP_SHARE,
  type LangfuseContainer,
  type LangfuseSecrets,
  type LangfuseVariables,
} from "./langfuse-env";

export interface LangfuseEnvironmentProps {
  /** Where events, media and exports are kept, in the cloud's own way. */
  readonly storage: LangfuseVariables<"both">;

  /** Secrets that the storage needs; none where the container's role is enough. */
  readonly storageSecrets?: LangfuseSecrets<"both">;

  /**
   * Expression for the user's own secrets, variable to reference.
   *
   * @default - additional_secret_env as it is
   */
  readonly additionalSecrets?: ExpressionPart;

  /** Refers to one of the module's secrets by its name. */
  readonly secret: (name: string) => ExpressionPart;

  /** Expressions for the memory of each container, in MiB. */
  readonly memoryMib: Readonly<Record<LangfuseContainer, ExpressionPart>>;
}

/**
 * Defines what Langfuse's containers are told, as locals: `web_environment`, `worker_environment` (name to
 * value) and `web_secrets`, `worker_secrets` (name to reference). Both clouds name the facts behind them alike.
 */
export function defineLangfuseEnvironment(scope: Construct, props: LangfuseEnvironmentProps): void {
  const local = (name: string, value: unknown) => new TerraformLocal(scope, `local.${name}`, value);
  local(
    "has_cache_auth",
    hcl`var.external_cache == null ? true : local.cache_auth_reference != null`,
  );
  local("langfuse_environment", both(props.storage));
  local(
    "web_environment",
    hcl`merge(
      local.langfuse_environment,
      ${{ ...heap(props.memoryMib.web), ...WEB }},
      [for setup in var.initial_setup[*] : ${INITIAL_SETUP}]...
    )`,
  );
  local(
    "worker_environment",
    hcl`merge(local.langfuse_environment, ${{ ...heap(props.memoryMib.worker), ...WORKER }})`,
  );
  secrets(local, props);
}

function both(storage: LangfuseVariables<"both">): string {
  const always: LangfuseVariables<"both"> = {
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
    ...storage,
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
  return hcl`merge(
    ${always},
    local.has_cache_auth ? ${withAuth} : null,
    local.has_cache_auth ? null : ${withoutAuth},
    local.clickhouse_enabled ? ${groupBy} : null,
    local.langfuse_major >= 4 ? ${v4} : null,
    var.additional_env,
  )`;
}

const WEB: LangfuseVariables<"web"> = {
  LANGFUSE_CSP_ENFORCE_HTTPS: "true",
  CLICKHOUSE_MIGRATION_URL: hclAny`local.clickhouse_native_url`,
  CLICKHOUSE_MIGRATION_SSL: hclAny`tostring(local.clickhouse_tls)`,
  LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: "true",
  LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED: "true",
};

const INITIAL_SETUP: LangfuseVariables<"web"> = {
  LANGFUSE_INIT_ORG_ID: hclAny`setup.organization_id`,
  LANGFUSE_INIT_ORG_NAME: hclAny`setup.organization_name`,
  LANGFUSE_INIT_PROJECT_ID: hclAny`setup.project_id`,
  LANGFUSE_INIT_PROJECT_NAME: hclAny`setup.project_name`,
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: hclAny`local.initial_public_key`,
  LANGFUSE_INIT_USER_EMAIL: hclAny`setup.user_email`,
  LANGFUSE_INIT_USER_NAME: hclAny`setup.user_name`,
};

const WORKER: LangfuseVariables<"worker"> = {
  LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS: hclAny`tostring(var.ingestion_write_interval_ms)`,
  // Langfuse also inserts when so many rows wait; at its default of 1000 a busy worker would not wait.
  LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE: "10000",
};

function heap(memoryMib: ExpressionPart): LangfuseVariables<"both"> {
  return {
    NODE_OPTIONS: hclAny`format("--max-old-space-size=%d", floor(${memoryMib} * ${HEAP_SHARE}))`,
  };
}

function secrets(
  local: (name: string, value: unknown) => unknown,
  { secret, storageSecrets = {}, additionalSecrets }: LangfuseEnvironmentProps,
): void {
  const always: LangfuseSecrets<"both"> = {
    DATABASE_PASSWORD: hclAny`local.database_password_reference`,
    CLICKHOUSE_PASSWORD: hclAny`local.clickhouse_password_reference`,
    SALT: secret("web_salt"),
    ENCRYPTION_KEY: secret("encryption_key"),
    ...storageSecrets,
  };
  const cache: LangfuseSecrets<"both"> = { REDIS_AUTH: hclAny`local.cache_auth_reference` };
  const web: LangfuseSecrets<"web"> = { NEXTAUTH_SECRET: secret("web_next_secret") };
  const setup: LangfuseSecrets<"web"> = {
    LANGFUSE_INIT_USER_PASSWORD: secret("initial_user_password"),
    LANGFUSE_INIT_PROJECT_SECRET_KEY: secret("initial_secret_key"),
  };
  local(
    "worker_secrets",
    hcl`merge(${always}, local.has_cache_auth ? ${cache} : null, ${additionalSecrets ?? hclAny`var.additional_secret_env`})`,
  );
  local(
    "web_secrets",
    hcl`merge(local.worker_secrets, ${web}, [for setup in var.initial_setup[*] : ${setup}]...)`,
  );
}
