import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { ConfigFiles } from "../../engines/clickhouse";
import { openWorkspace, startProviders, type Variables } from "../../engines/terraform";
import { AWS_MODULE } from "./aws-plan";
import { describeClickHouse } from "./clickhouse";
import { containerOf } from "./container";
import { describeOffline } from "./terraform";

const ROOT = path.join(__dirname, "..", "..");
const CACHE = path.join(ROOT, "node_modules", ".cache", "clickhouse-files");

/** Of the container's command: `printenv VARIABLE > /etc/clickhouse-server/config.d/name.xml`. */
const WRITES = /^printenv (\w+) > \/etc\/clickhouse-server\/(\S+)$/gm;

const planned = new Map<string, Promise<ConfigFiles>>();

/**
 * The files that the planned AWS module puts into ClickHouse's container, by their place below
 * /etc/clickhouse-server.
 *
 * A plan takes two seconds and the tests ask for the same few again and again, from several processes; so
 * the files are also kept under `node_modules/.cache`, by the digest of the module, of the engine that plans it
 * and of the variables: a change to any of them plans anew.
 *
 * @param vars - variables of the module
 */
export function plannedFiles(vars: Variables = {}): Promise<ConfigFiles> {
  const key = digest(vars);
  const known = planned.get(key) ?? load(key, vars);
  planned.set(key, known);
  return known;
}

/**
 * `describe` for tests that run the planned module's files in a real ClickHouse. Where Terraform or ClickHouse
 * is missing they are skipped loudly, and fail in CI.
 */
export function describePlanned(name: string, tests: () => void): void {
  describeOffline(name, () => {
    describeClickHouse("in ClickHouse", tests);
  });
}

async function load(key: string, vars: Variables): Promise<ConfigFiles> {
  const file = path.join(CACHE, `${key}.json`);
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8")) as ConfigFiles;
  const files = await plan(vars);
  fs.mkdirSync(CACHE, { recursive: true });
  // Renamed into place, so that no other process reads half of it.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(files));
  fs.renameSync(draft, file);
  return files;
}

async function plan(vars: Variables): Promise<ConfigFiles> {
  const providers = await startProviders();
  const workspace = openWorkspace({ providers, from: AWS_MODULE });
  try {
    const init = await workspace.init();
    if (!init.ok) throw new Error(`terraform init failed:\n${init.explain()}`);
    const view = await workspace.resolved({ vars });
    const { command, environment } = containerOf(
      view.resource("aws_ecs_task_definition.clickhouse[0]"),
    );
    const writes = [...(command[0] ?? "").matchAll(WRITES)];
    return Object.fromEntries(
      writes.map(([, variable = "", name = ""]) => {
        const text = environment[variable];
        if (text === undefined) throw new Error(`the container has no variable ${variable}`);
        return [name, text];
      }),
    );
  } finally {
    workspace.dispose();
    providers.stop();
  }
}

function digest(vars: Variables): string {
  const hash = createHash("sha256").update(JSON.stringify(vars));
  for (const file of [
    ...sources(AWS_MODULE),
    ...sources(path.join(ROOT, "engines", "terraform")),
  ]) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(file));
  }
  return hash.update(fs.readFileSync(__filename)).digest("hex").slice(0, 32);
}

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tf|tftpl|xml)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}
