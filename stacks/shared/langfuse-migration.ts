import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import type { ModuleFile } from "../../lib/module/module-file";
import { markerLine } from "../../lib/module/marker";
import type { ModuleStack } from "../../lib/module/module-stack";
import { hcl } from "../../lib/terraform/expression";
import { renderTemplate } from "../../lib/handlebars";

const TEMPLATE = "langfuse/migrate.js.hbs";

/** How long the lock outlives a container that was killed. */
const LEASE_MS = 120_000;

/**
 * The script that runs Langfuse's migrations under a lock in Valkey: the modules carry it, web starts with it.
 *
 * golang-migrate's lock for ClickHouse is local to its process, so that nothing else keeps two web containers
 * from migrating at the same time.
 *
 * @see https://github.com/golang-migrate/migrate/blob/v4.19.1/database/clickhouse/clickhouse.go
 */
export function migrationScript(): ModuleFile {
  return {
    path: "config/langfuse/migrate.js",
    content: renderTemplate(TEMPLATE, {
      marker: markerLine(`templates/${TEMPLATE}`),
      lockKey: "langfuse:migration-lock",
      leaseMs: LEASE_MS,
    }),
  };
}

/** Defines web's command, which migrates and then serves, as the locals `migration_script` and `web_command`. */
export function defineWebCommand(part: Construct, stack: ModuleStack): void {
  const local = (name: string, value: string) => new TerraformLocal(part, `local.${name}`, value);
  const script = migrationScript();
  stack.files.push(script);
  local("migration_script", hcl`file(${`${hcl`path.module`}/${script.path}`})`);
  // The script is an argument, so that no quoting can break it.
  local(
    "web_command",
    hcl`["/bin/sh", "-c", ${`node -e "$0" && exec ${WEB_SERVER_COMMAND}`}, local.migration_script]`,
  );
}

/** What the image starts by itself, behind its own entry point. */
export const WEB_SERVER_COMMAND =
  "./web/entrypoint.sh node ./web/server.js --keepAliveTimeout 110000";
