import type { LangfuseContainer } from "../../stacks/shared/langfuse-env";
import type { LangfuseGiven } from "./plan";
import facts from "./langfuse-env.json";

/** Packages whose schema a container checks its environment with. */
const PACKAGES = { web: ["web", "shared"], worker: ["shared", "worker"] } as const;

type Entry = Readonly<Partial<Record<"web" | "shared" | "worker", string>>>;

const SCHEMA: Readonly<Record<string, Entry>> = facts.schema;
const SHELL: Readonly<Record<string, Entry>> = facts.shell;

/** Of the image: `ENV NODE_ENV=production` in both Dockerfiles. */
const OF_THE_IMAGE = ["NODE_ENV"];

/** What the entry points make DATABASE_URL of. */
const DATABASE_PARTS = ["DATABASE_HOST", "DATABASE_USERNAME", "DATABASE_PASSWORD", "DATABASE_NAME"];

/** Needed by the shell, or to keep what is stored readable, though no schema says so. */
const ALSO_REQUIRED = {
  web: ["CLICKHOUSE_MIGRATION_URL", "ENCRYPTION_KEY", "NEXTAUTH_SECRET", "SALT"],
  worker: ["ENCRYPTION_KEY", "SALT"],
} as const;

/** Not read by web itself, but they must be, or are best, the same on both. */
const ONLY_FOR_EQUALITY = [
  "LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR",
  "LANGFUSE_S3_BATCH_EXPORT_ENABLED",
  "LANGFUSE_S3_BATCH_EXPORT_PREFIX",
];

/** What ECS and App Runner read a secret from. */
const AWS_REFERENCE = /^arn:aws:(ssm:.+:parameter\/.+|secretsmanager:.+:secret:.+)$/;

/** The name of a secret of a container app. */
export const APP_SECRET = /^[a-z][a-z0-9-]{3,}$/;

const NUMBER = /^-?\d+(\.\d+)?$/;
const URL_FORM = /^[a-z]+:\/\/[^\s/:@]+(:\d+)?(\/\S*)?$/;

/** Forms of values beside those that a default tells. */
const FORMS: Readonly<Record<string, RegExp>> = {
  NEXTAUTH_URL: /^https:\/\/[a-z0-9.-]+$/,
  CLICKHOUSE_URL: /^(http:\/\/[a-z0-9.-]+:\d+|https:\/\/[a-z0-9.-]+(:\d+)?)$/,
  CLICKHOUSE_MIGRATION_URL: /^clickhouse:\/\/[a-z0-9.-]+:\d+$/,
  CLICKHOUSE_MIGRATION_SSL: /^(true|false)$/,
  REDIS_CONNECTION_STRING: /^rediss?:\/\/[a-z0-9.-]+:\d+$/,
  REDIS_PORT: NUMBER,
  DATABASE_HOST: /^[a-z0-9.-]+:\d+$/,
  DATABASE_ARGS: /^(\w+=[\w./-]+(&|$))+$/,
  HOSTNAME: /^0\.0\.0\.0$/,
  NODE_OPTIONS: /^--max-old-space-size=\d+$/,
  LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED: /^true$/,
  LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED: /^true$/,
  LANGFUSE_S3_EVENT_UPLOAD_PREFIX: /^\w+\/$/,
  LANGFUSE_S3_MEDIA_UPLOAD_PREFIX: /^\w+\/$/,
  LANGFUSE_S3_BATCH_EXPORT_PREFIX: /^\w+\/$/,
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: /^pk-lf-[0-9a-f-]{36}$/,
  LANGFUSE_INIT_USER_EMAIL: /^[^@\s]+@[^@\s]+$/,
  LANGFUSE_MIGRATION_V4_WRITE_MODE: /^(legacy|dual|events_only)$/,
  LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR: /^(direct|dual_write)$/,
};

/** Where the list of names is from. */
export const SCHEMA_SOURCE = facts.source;

/** Every name that some part of Langfuse reads. */
export const LANGFUSE_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(SCHEMA),
  ...Object.keys(SHELL),
]);

/**
 * What Langfuse would say to the environment of a container: names that it does not read, required ones that
 * are missing, values of the wrong form, and combinations that it refuses.
 *
 * @returns a line for each complaint
 */
export function complaints(
  container: LangfuseContainer,
  given: LangfuseGiven,
  pattern = AWS_REFERENCE,
): string[] {
  const { environment, secrets } = given;
  const names = [...Object.keys(environment), ...Object.keys(secrets)];
  return [
    ...names.filter((name) => !isRead(container, name)).map((name) => `${name} is not read`),
    ...Object.keys(secrets)
      .filter((name) => name in environment)
      .map((name) => `${name} is given twice`),
    ...missing(container, new Set(names)),
    ...Object.entries(environment)
      .filter(([name, value]) => !isWellFormed(name, value))
      .map(([name, value]) => `${name} must not be ${JSON.stringify(value)}`),
    ...Object.entries(secrets)
      .filter(([, reference]) => !pattern.test(reference))
      .map(
        ([name, reference]) =>
          `${name} must refer to a secret, not be ${JSON.stringify(reference)}`,
      ),
    ...contradictions(given),
  ];
}

function isRead(container: LangfuseContainer, name: string): boolean {
  const packages = PACKAGES[container];
  return (
    packages.some((packageName) => SCHEMA[name]?.[packageName] !== undefined) ||
    SHELL[name]?.[container] !== undefined ||
    (name in SCHEMA && ONLY_FOR_EQUALITY.includes(name))
  );
}

function missing(container: LangfuseContainer, names: ReadonlySet<string>): string[] {
  const required = Object.entries(SCHEMA)
    .filter(([, entry]) => PACKAGES[container].some((name) => entry[name] === "required"))
    .map(([name]) => name);
  const hasDatabase = DATABASE_PARTS.every((name) => names.has(name));
  return [...required, ...ALSO_REQUIRED[container]]
    .filter((name) => !names.has(name) && !OF_THE_IMAGE.includes(name))
    .filter((name) => name !== "DATABASE_URL" || !hasDatabase)
    .map((name) => `${name} is missing`);
}

function isWellFormed(name: string, value: unknown): boolean {
  if (typeof value !== "string" || value === "") return false;
  const form = FORMS[name];
  if (form) return form.test(value);
  const defaults = Object.values(SCHEMA[name] ?? {});
  if (defaults.some((text) => /^= (true|false)$/.test(text))) return /^(true|false)$/.test(value);
  if (defaults.some((text) => /^= [\d_]+$/.test(text))) return NUMBER.test(value);
  return !name.endsWith("_URL") || URL_FORM.test(value);
}

function contradictions({ environment, secrets, memory }: LangfuseGiven): string[] {
  const mode = environment.LANGFUSE_MIGRATION_V4_WRITE_MODE;
  const otel = environment.LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR;
  const optIn = environment.LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN;
  const heap = Number(/\d+/.exec(environment.NODE_OPTIONS ?? "")?.[0]);
  const rules: readonly (readonly [isBroken: boolean, text: string])[] = [
    // Langfuse throws for these three at start (worker/src/env.ts, validateV4Flags).
    [mode === "legacy" && otel === "direct", "legacy excludes direct"],
    [mode === "events_only" && otel === "dual_write", "events_only excludes dual_write"],
    [mode === "events_only" && optIn === "false", "events_only excludes opt-in = false"],
    [(mode === undefined) !== (otel === undefined), "the v4 flags go together"],
    [
      "REDIS_HOST" in environment && !("REDIS_AUTH" in secrets),
      'REDIS_HOST without REDIS_AUTH sends the password "undefined"',
    ],
    [
      "REDIS_HOST" in environment === "REDIS_CONNECTION_STRING" in environment,
      "REDIS_HOST and REDIS_CONNECTION_STRING exclude each other",
    ],
    [!(heap <= memory * 0.8), `a heap of ${heap} MiB leaves too little of ${memory}`],
    [!(heap >= memory * 0.5), `a heap of ${heap} MiB wastes ${memory}`],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, text]) => text);
}
