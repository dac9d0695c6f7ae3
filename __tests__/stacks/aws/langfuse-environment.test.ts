import type { View } from "../../../engines/terraform";
import { LANGFUSE_OWN_NAMES } from "../../../stacks/shared/langfuse-env";
import { variablesOf } from "../../support/aws-options";
import { AWS_MODULE, langfuse } from "../../support/aws-plan";
import type { Row } from "../../support/covering-array";
import { complaints, LANGFUSE_NAMES, SCHEMA_SOURCE } from "../../support/langfuse-schema";
import { SENTINELS } from "../../support/options";
import { applied, inPairs, type LangfuseGiven } from "../../support/plan";
import { describeOffline } from "../../support/terraform";

/** Pairwise tests hold every environment against the schema; here stands what is in some of them. */
const INSTALLATIONS = {
  v3: { langfuse_version: "3.225.4", initial_setup: "one", secrets: "given" },
  v4: {
    langfuse_version: "4.16.0",
    web_platform: "alb",
    domain: "zone",
    database_type: "external",
    external_cache: "without_password",
    external_clickhouse: "one",
  },
  migrating: {
    langfuse_version: "4.16.0",
    langfuse_v4_write_mode: "dual",
    web_platform: "app_runner",
    external_cache: "with_password",
    initial_setup: "one",
    additional_env: "some",
  },
  express: {
    langfuse_version: "4.16.0",
    langfuse_v4_write_mode: "legacy",
    web_platform: "ecs_express",
    secret_store: "secretsmanager",
  },
} as const satisfies Record<string, Row>;

type Name = keyof typeof INSTALLATIONS;
const ALL = Object.keys(INSTALLATIONS) as Name[];

it("every name that the modules own is one of Langfuse's", () => {
  expect(SCHEMA_SOURCE).toContain("4.16.0");
  expect(LANGFUSE_NAMES.size).toBeGreaterThan(570);
  expect(LANGFUSE_OWN_NAMES.filter((name) => !LANGFUSE_NAMES.has(name))).toEqual([]);
});

describeOffline("the environment of", ({ ready }) => {
  const given = {} as Record<Name, { view: View; web: LangfuseGiven; worker: LangfuseGiven }>;
  beforeAll(async () => {
    const workspace = await ready({ from: AWS_MODULE });
    const views = inPairs(ALL, (name) => applied(workspace, variablesOf(INSTALLATIONS[name])));
    for (const [index, name] of ALL.entries()) {
      const view = await (views[index] ?? Promise.reject(new Error(name)));
      given[name] = { view, web: langfuse(view, "web"), worker: langfuse(view, "worker") };
    }
  });

  it.each(ALL)("%s is one that Langfuse accepts, in both containers", (name) => {
    const { view, web, worker } = given[name];
    expect(complaints("web", web)).toEqual([]);
    expect(complaints("worker", worker)).toEqual([]);
    expect([web.environment.NEXTAUTH_URL, worker.environment.NEXTAUTH_URL]).toEqual([
      view.output("langfuse_url"),
      view.output("langfuse_url"),
    ]);
  });

  it("would not be accepted with anything wrong in it", () => {
    const { web } = given.v4;
    const wrong = {
      ...web,
      environment: {
        ...Object.fromEntries(
          Object.entries(web.environment).filter(([name]) => name !== "NEXTAUTH_URL"),
        ),
        LANGFUSE_S3_EVENT_UPLOAD_BUCKETS: "typo",
        CLICKHOUSE_URL: "clickhouse:8123",
        CLICKHOUSE_CLUSTER_ENABLED: "1",
        REDIS_HOST: "cache",
        LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR: "dual_write",
        NODE_OPTIONS: "--max-old-space-size=2048",
      },
      secrets: { ...web.secrets, SALT: "pepper" },
    };
    expect(complaints("web", wrong)).toHaveLength(9);
  });

  it("the default has no part that it does not need", () => {
    const { web, worker } = given.v3;
    expect(Object.keys(web.environment).sort()).toEqual(
      [
        ...Object.keys(worker.environment).filter((name) => !name.includes("_INGESTION_")),
        "CLICKHOUSE_MIGRATION_SSL",
        "CLICKHOUSE_MIGRATION_URL",
        "LANGFUSE_AUTO_CLICKHOUSE_MIGRATION_DISABLED",
        "LANGFUSE_AUTO_POSTGRES_MIGRATION_DISABLED",
        "LANGFUSE_CSP_ENFORCE_HTTPS",
        "LANGFUSE_INIT_ORG_ID",
        "LANGFUSE_INIT_ORG_NAME",
        "LANGFUSE_INIT_PROJECT_ID",
        "LANGFUSE_INIT_PROJECT_NAME",
        "LANGFUSE_INIT_PROJECT_PUBLIC_KEY",
        "LANGFUSE_INIT_USER_EMAIL",
        "LANGFUSE_INIT_USER_NAME",
      ].sort(),
    );
    expect(Object.keys(worker.secrets).sort()).toEqual([
      "CLICKHOUSE_PASSWORD",
      "DATABASE_PASSWORD",
      "ENCRYPTION_KEY",
      "REDIS_AUTH",
      "SALT",
    ]);
    expect(Object.keys(web.secrets).sort()).toEqual([
      "CLICKHOUSE_PASSWORD",
      "DATABASE_PASSWORD",
      "ENCRYPTION_KEY",
      "LANGFUSE_INIT_PROJECT_SECRET_KEY",
      "LANGFUSE_INIT_USER_PASSWORD",
      "NEXTAUTH_SECRET",
      "REDIS_AUTH",
      "SALT",
    ]);
    expect(JSON.stringify([web, worker])).not.toContain(SENTINELS.encryption_key);
  });

  it("the default's single ClickHouse is no cluster, and its Valkey takes TLS", () => {
    expect(given.v3.web.environment).toMatchObject({
      CLICKHOUSE_CLUSTER_ENABLED: "false",
      CLICKHOUSE_URL: given.v3.view.output("clickhouse_http_url"),
      CLICKHOUSE_MIGRATION_URL: given.v3.view.output("clickhouse_native_url"),
      CLICKHOUSE_MIGRATION_SSL: "false",
      REDIS_TLS_ENABLED: "true",
      DATABASE_ARGS: expect.stringContaining("sslmode=") as string,
    });
  });

  it.each([
    ["v3", undefined, undefined, undefined],
    ["v4", "events_only", "direct", "true"],
    ["migrating", "dual", "dual_write", "true"],
    ["express", "legacy", "dual_write", "true"],
  ] as const)("%s has the flags of Langfuse 4 on both: %s, %s, %s", (name, mode, otel, optIn) => {
    for (const { environment } of [given[name].web, given[name].worker]) {
      expect([
        environment.LANGFUSE_MIGRATION_V4_WRITE_MODE,
        environment.LANGFUSE_MIGRATION_V4_NATIVE_OTEL_BEHAVIOUR,
        environment.LANGFUSE_MIGRATION_V4_ALLOW_PREVIEW_OPT_IN,
      ]).toEqual([mode, otel, optIn]);
    }
  });

  it("what the user brings is where the user says, on both", () => {
    for (const { environment, secrets } of [given.v4.web, given.v4.worker]) {
      expect(environment).toMatchObject({
        DATABASE_HOST: "db.example.com:6432",
        DATABASE_USERNAME: "lf",
        REDIS_CONNECTION_STRING: "redis://192.0.2.7:6380",
        CLICKHOUSE_URL: "https://clickhouse.example.com:8443",
        CLICKHOUSE_CLUSTER_ENABLED: "true",
        NEXTAUTH_URL: "https://langfuse.example.com",
      });
      expect(secrets).not.toHaveProperty("REDIS_AUTH");
      expect(environment).not.toHaveProperty("CLICKHOUSE_MAX_BYTES_BEFORE_EXTERNAL_GROUP_BY");
    }
    expect(given.v4.web.environment).toMatchObject({
      CLICKHOUSE_MIGRATION_URL: "clickhouse://clickhouse.example.com:9440",
      CLICKHOUSE_MIGRATION_SSL: "true",
    });
    expect(given.migrating.worker.environment).toMatchObject({
      REDIS_HOST: "cache.example.com",
      REDIS_PORT: "6379",
      LANGFUSE_LOG_LEVEL: "debug",
    });
    expect(given.migrating.web.secrets.SMTP_CONNECTION_URL).toMatch(/:parameter\/mine\/smtp$/);
  });

  it("secrets come from the store that is chosen", () => {
    const stores = (name: Name) =>
      new Set(Object.values(given[name].web.secrets).map((arn) => arn.split(":")[2]));
    expect(stores("v3")).toEqual(new Set(["ssm"]));
    expect(stores("express")).toEqual(new Set(["secretsmanager"]));
  });
});
