import fs from "node:fs";
import path from "node:path";
import { openWorkspace, type Providers, type Workspace } from "../engines/terraform";
import { PLANNED_SETUPS } from "../lib/pricing/aws/document";
import type { Plan, Plans } from "../lib/pricing/document";
import type { Setup } from "../lib/pricing/setups";
import { ROOT } from "../lib/root";

/** A module whose setups are planned. */
export type PlannedModule = "terraform-aws-langfuse" | "terraform-azurerm-langfuse";

/** How many plans run at a time. */
const PARALLEL = 2;

/**
 * Plans every setup of a cost document with the offline providers.
 *
 * @param setups - @default - those of the document about AWS
 * @param module - @default - the module for AWS
 */
export async function planSetups(
  providers: Providers,
  setups: readonly Setup[] = PLANNED_SETUPS,
  module: PlannedModule = "terraform-aws-langfuse",
): Promise<Plans> {
  const workspaces = new Map<string, Promise<Workspace>>();
  const workspaceOf = (folder: string) => {
    const opened = workspaces.get(folder) ?? ready(providers, folder);
    workspaces.set(folder, opened);
    return opened;
  };
  const plans = new Map<string, Plan>();
  const waiting = [...setups];
  const work = async () => {
    for (let setup = waiting.shift(); setup !== undefined; setup = waiting.shift()) {
      const { folder, vars, isExample } = sourceOf(setup, path.join(ROOT, "modules", module));
      const workspace = await workspaceOf(folder);
      const { plan } = await workspace.plan({ vars });
      plans.set(setup.key, { resources: plan.resources(), isExample });
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL }, work));
  } finally {
    for (const workspace of await Promise.allSettled(workspaces.values())) {
      if (workspace.status === "fulfilled") workspace.value.dispose();
    }
  }
  return plans;
}

/** A setup's example once there is one, else the module itself. */
function sourceOf(
  { example, exampleVariables = {}, variables }: Setup,
  module: string,
): {
  readonly folder: string;
  readonly vars: Record<string, unknown>;
  readonly isExample: boolean;
} {
  const folder = example === undefined ? undefined : path.join(module, "examples", example);
  return folder !== undefined && fs.existsSync(path.join(folder, "main.tf"))
    ? { folder, vars: { ...exampleVariables }, isExample: true }
    : { folder: module, vars: { ...variables }, isExample: false };
}

async function ready(providers: Providers, folder: string): Promise<Workspace> {
  const workspace = openWorkspace({ providers, from: folder });
  const init = await workspace.init();
  if (!init.ok) throw new Error(`terraform init failed in ${folder}:\n${init.explain()}`);
  return workspace;
}
