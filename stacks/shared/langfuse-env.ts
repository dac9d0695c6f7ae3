import type { ExpressionPart } from "../../lib/terraform/expression";

/**
 * What Langfuse's containers are told: every environment variable that the modules set, who reads it, and
 * whether it is a secret. Names outside this table do not compile.
 *
 * @see https://langfuse.com/self-hosting/configuration
 * @see https://github.com/langfuse/langfuse/blob/main/packages/shared/src/env.ts
 */
const CONTRACT = {
  // Both containers check it; web sends people there, the worker writes it into mails.
  NEXTAUTH_URL: "both",
  NEXTAUTH_SECRET: "web secret",
  SALT: "both secret",
  ENCRYPTION_KEY: "both secret",
  // Otherwise Next.js listens on the container's own name only.
  HOSTNAME: "both",
  NODE_OPTIONS: "both",
  LANGFUSE_CSP_ENFORCE_HTTPS: "web",

  // The entry points of both containers make DATABASE_URL of these, without encoding anything.
  DATABASE_HOST: "both",
  DATABASE_USERNAME: "both",
  DATABASE_PASSWORD: "both secret",
  DATABASE_NAME: "both",
  DATABASE_ARGS: "both",

  CLICKHOUSE_URL: "both",
  CLICKHOUSE_USER: "both",
  CLICKHOUSE_PASSWORD: "both secret",
  CLICKHOUSE_DB: "both",
  CLICKHOUSE_CLUSTER_ENABLED: "both",
  CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY: "both",
  // Migrations speak only the native protocol.
  CLICKHOUSE_MIGRATION_URL: "web",
  CLICKHOUSE_MIGRATION_SSL: "web",
  // The start command runs the migrations, one container at a time.
  LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: "web",
  LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED: "web",

  REDIS_HOST: "both",
  REDIS_PORT: "both",
  REDIS_TLS_ENABLED: "both",
  REDIS_AUTH: "both secret",
  // Only without a password: REDIS_HOST alone sends the word "undefined" as one.
  REDIS_CONNECTION_STRING: "both",

  LANGFUSE_S3_EVENT_UPLOAD_BUCKET: "both",
  LANGFUSE_S3_EVENT_UPLOAD_PREFIX: "both",
  LANGFUSE_S3_EVENT_UPLOAD_REGION: "both",
  LANGFUSE_S3_MEDIA_UPLOAD_BUCKET: "both",
  LANGFUSE_S3_MEDIA_UPLOAD_PREFIX: "both",
  LANGFUSE_S3_MEDIA_UPLOAD_REGION: "both",
  LANGFUSE_S3_BATCH_EXPORT_ENABLED: "both",
  LANGFUSE_S3_BATCH_EXPORT_BUCKET: "both",
  LANGFUSE_S3_BATCH_EXPORT_PREFIX: "both",
  LANGFUSE_S3_BATCH_EXPORT_REGION: "both",

  // Azure: account and key in the places of an access key's two halves.
  LANGFUSE_USE_AZURE_BLOB: "both",
  LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT: "both",
  LANGFUSE_S3_EVENT_UPLOAD_ACCESS_KEY_ID: "both",
  LANGFUSE_S3_EVENT_UPLOAD_SECRET_ACCESS_KEY: "both secret",
  LANGFUSE_S3_MEDIA_UPLOAD_ENDPOINT: "both",
  LANGFUSE_S3_MEDIA_UPLOAD_ACCESS_KEY_ID: "both",
  LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY: "both secret",
  LANGFUSE_S3_BATCH_EXPORT_ENDPOINT: "both",
  LANGFUSE_S3_BATCH_EXPORT_ACCESS_KEY_ID: "both",
  LANGFUSE_S3_BATCH_EXPORT_SECRET_ACCESS_KEY: "both secret",

  LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS: "worker",
  LANGFUSE_INGESTION_CLICKHOUSE_WRITE_BATCH_SIZE: "worker",

  // Langfuse 4: must be the same on both.
  LANGFUSE_MIGRATION_V4_WRITE_MODE: "both",
  LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR: "both",
  LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN: "both",

  LANGFUSE_INIT_ORG_ID: "web",
  LANGFUSE_INIT_ORG_NAME: "web",
  LANGFUSE_INIT_PROJECT_ID: "web",
  LANGFUSE_INIT_PROJECT_NAME: "web",
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: "web",
  LANGFUSE_INIT_PROJECT_SECRET_KEY: "web secret",
  LANGFUSE_INIT_USER_EMAIL: "web",
  LANGFUSE_INIT_USER_NAME: "web",
  LANGFUSE_INIT_USER_PASSWORD: "web secret",
} as const satisfies Record<string, `${"web" | "worker" | "both"}${"" | " secret"}`>;

type Contract = typeof CONTRACT;
type NamesOf<Kind extends string> = {
  [Name in keyof Contract]: Contract[Name] extends Kind ? Name : never;
}[keyof Contract];

/** A container of Langfuse's. */
export type LangfuseContainer = "web" | "worker";

/** Plain variables that a container reads. */
export type LangfuseVariable<Container extends LangfuseContainer | "both"> = NamesOf<Container>;

/** Secret variables that a container reads. */
export type LangfuseSecret<Container extends LangfuseContainer | "both"> =
  NamesOf<`${Container} secret`>;

/** Values for some of a container's variables. */
export type LangfuseVariables<Container extends LangfuseContainer | "both"> = Partial<
  Record<LangfuseVariable<Container>, ExpressionPart>
>;

/** References, never values, for some of a container's secrets. */
export type LangfuseSecrets<Container extends LangfuseContainer | "both"> = Partial<
  Record<LangfuseSecret<Container>, ExpressionPart>
>;

/** Names that would undo what the modules set, by another way of saying it. */
const RIVALS = [
  "DATABASE_URL",
  "DIRECT_URL",
  "LANGFUSE_USE_GOOGLE_CLOUD_STORAGE",
  "LANGFUSE_USE_OCI_NATIVE_OBJECT_STORAGE",
  "PORT",
  "REDIS_CLUSTER_ENABLED",
  "REDIS_SENTINEL_ENABLED",
];

/** Names that are the modules' own, which a user may not set a second time. */
export const LANGFUSE_OWN_NAMES: readonly string[] = [...Object.keys(CONTRACT), ...RIVALS].sort();

/** Where web listens. */
export const WEB_PORT = 3000;

/** Where the worker answers health checks. */
export const WORKER_PORT = 3030;

/**
 * Paths that answer when a container is well.
 *
 * @see https://langfuse.com/self-hosting/configuration/health-readiness-endpoints
 */
export const HEALTH_PATHS = {
  web: "/api/public/health",
  /** Fails from SIGTERM on, so that a load balancer sends nothing more. */
  webReady: "/api/public/ready",
  worker: "/api/health",
} as const;

/** Prefixes in the bucket (or names of containers) by kind of object; Langfuse wants the slash. */
export const BLOB_PREFIXES = { events: "events/", media: "media/", exports: "exports/" } as const;

/**
 * Part of a container's memory that Node may use for its heap; buffers and native code take the rest.
 *
 * @see https://langfuse.com/faq/all/self-hosting-javascript-heap-out-of-memory
 */
export const HEAP_SHARE = 0.75;
