import { readFileSync } from "node:fs";
import { join } from "node:path";
import { containerOf } from "../../__tests__/support/container";
import type { ConfigFiles } from "../../engines/clickhouse";
import { openWorkspace, startProviders, type Variables } from "../../engines/terraform";

/** What one ClickHouse under test reads, and how often Langfuse writes to it. */
export interface Configuration {
  readonly name: string;
  readonly files: ConfigFiles;
  /** The container's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds between two flushes of a table by Langfuse's worker. */
  readonly writeIntervalMs: number;
  /** MiB above which a part leaves the volume; absent where the module does not say. */
  readonly hotPartSizeMib?: number;
}

/** Values of the module's `clickhouse_storage`. */
export const MODES = ["volume", "object_storage", "object_storage_cached", "tiered"] as const;
/** One value of the module's `clickhouse_storage`. */
export type Mode = (typeof MODES)[number];

/** `LANGFUSE_INGESTION_CLICKHOUSE_WRITE_INTERVAL_MS` when nobody sets it. */
export const LANGFUSE_WRITE_INTERVAL_MS = 1000;

const MODULE = join(__dirname, "..", "..", "modules", "terraform-aws-langfuse");
const TASK = "aws_ecs_task_definition.clickhouse[0]";
/** What the module needs to be told; a network is named so that none has to be planned. */
const REQUIRED: Variables = {
  vpc_id: "vpc-0123456789abcdef0",
  private_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
};
/** Version of the engine under test, so that the module leaves out what a newer one would know. */
const ENGINE_VERSION = "26.7";

/**
 * The configuration of the blog post that this project grew from: storage and nothing else, so that
 * every other setting is the image's own.
 */
export function blogConfiguration(): Configuration {
  return {
    name: "blog",
    files: { "config.d/s3-disk.xml": readFileSync(join(__dirname, "blog.xml"), "utf8") },
    env: {},
    writeIntervalMs: LANGFUSE_WRITE_INTERVAL_MS,
  };
}

/** The module, planned offline. */
export interface PlannedModule {
  /** Configuration that a plan with these variables would put into the container. */
  configuration(name: string, vars: Variables): Promise<Configuration>;
  close(): void;
}

/** Opens the module for planning; takes a second, each configuration a few more. */
export async function openModule(): Promise<PlannedModule> {
  const providers = await startProviders();
  const workspace = openWorkspace({ providers, from: MODULE });
  const close = () => {
    workspace.dispose();
    providers.stop();
  };
  const init = await workspace.init();
  if (!init.ok) {
    close();
    throw new Error(`terraform init failed:\n${init.explain()}`);
  }
  return {
    close,
    async configuration(name, vars) {
      const all = { ...REQUIRED, clickhouse_version: ENGINE_VERSION, ...vars };
      const view = await workspace.resolved({ vars: all });
      const { command, environment } = containerOf(view.resource(TASK), "clickhouse");
      const { variables } = view.json as { variables?: Record<string, { value?: unknown }> };
      return {
        name,
        files: writtenFiles(command.join("\n"), environment),
        env: environment,
        writeIntervalMs: numberOf("ingestion_write_interval_ms", variables),
        hotPartSizeMib: numberOf("clickhouse_hot_part_size_mib", variables),
      };
    },
  };
}

/**
 * The files that the container's start script writes: each line `printenv VARIABLE > file` is one.
 * The script is read and not run, because the rest of it belongs to the image.
 */
export function writtenFiles(script: string, environment: Record<string, string>): ConfigFiles {
  const lines = script.matchAll(/^printenv (\w+) > "?\/etc\/clickhouse-server\/([\w./-]+)"?$/gm);
  const files = [...lines].map(([, variable = "", file = ""]): [string, string] => {
    const xml = environment[variable];
    if (xml === undefined) throw new Error(`the start script wants ${variable}, which is not set`);
    return [file, xml];
  });
  if (files.length === 0) throw new Error(`the start script writes no configuration:\n${script}`);
  return Object.fromEntries(files);
}

function numberOf(name: string, variables: Record<string, { value?: unknown }> = {}): number {
  const value = variables[name]?.value;
  if (typeof value !== "number") throw new Error(`the plan gives no number for var.${name}`);
  return value;
}

/** Buckets named in a configuration's S3 addresses, path-style and host-style. */
export function bucketsOf({ files, env }: Pick<Configuration, "files" | "env">): string[] {
  const text = [...Object.values(files), ...Object.values(env)].join("\n");
  const paths = text.matchAll(
    /https:\/\/s3[.-][a-z0-9.-]+\.amazonaws\.com(?:\.cn)?\/([a-z0-9.-]+)/g,
  );
  const hosts = text.matchAll(/https:\/\/([a-z0-9.-]+)\.s3[.-][a-z0-9.-]+\.amazonaws\.com/g);
  return [...new Set([...paths, ...hosts].map(([, bucket = ""]) => bucket))];
}
