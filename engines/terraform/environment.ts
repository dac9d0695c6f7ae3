import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { devNull, homedir } from "node:os";
import { join } from "node:path";
import type { ProtocolVersion } from "./protocol/service";

/** The program that runs: `TERRAFORM_BINARY` (for instance `tofu`), else `terraform` from the PATH. */
export const terraformBinary = (): string => process.env.TERRAFORM_BINARY ?? "terraform";

/** Whether Terraform is to use the real providers (`TERRAFORM_REAL_PROVIDERS=1`). */
export const usesRealProviders = (): boolean => process.env.TERRAFORM_REAL_PROVIDERS === "1";

const availability = new Map<string, boolean>();

/** Whether {@link terraformBinary} can be run. */
export function isTerraformAvailable(): boolean {
  const binary = terraformBinary();
  const known = availability.get(binary);
  if (known !== undefined) return known;
  const { error, status } = spawnSync(binary, ["version"], {
    stdio: "ignore",
    env: childEnvironment({}),
  });
  const available = error === undefined && status === 0;
  availability.set(binary, available);
  return available;
}

/** Where each provider listens, by `namespace/type`. */
export type ReattachTargets = Record<string, { version: ProtocolVersion; port: number }>;

/** Both registries: `hashicorp/aws` means Terraform's in Terraform and OpenTofu's in OpenTofu. */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * The environment of a Terraform process. Besides the providers it shuts out what would make a run
 * depend on the machine: the user's CLI configuration, `TF_CLI_ARGS`, a chosen workspace, the check
 * for new versions.
 */
export function childEnvironment(targets: ReattachTargets): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(TF_CLI_ARGS.*|TF_WORKSPACE|TF_DATA_DIR|TF_REATTACH_PROVIDERS)$/.test(name)) {
      env[name] = value;
    }
  }
  Object.assign(env, { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" });
  // Short runs with large schemas: collecting garbage less often saves a fifth of their time.
  env.GOGC ??= "400";
  if (usesRealProviders()) {
    env.TF_PLUGIN_CACHE_DIR ??= join(homedir(), ".terraform.d", "plugin-cache");
    mkdirSync(env.TF_PLUGIN_CACHE_DIR, { recursive: true });
    return env;
  }
  env.TF_CLI_CONFIG_FILE = devNull;
  env.TF_REATTACH_PROVIDERS = JSON.stringify(reattach(targets));
  return env;
}

function reattach(targets: ReattachTargets): object {
  const entries = REGISTRIES.flatMap((registry) =>
    Object.entries(targets).map(([source, { version, port }]) => [
      `${registry}/${source}`,
      {
        Protocol: "grpc",
        ProtocolVersion: version,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
      },
    ]),
  );
  return Object.fromEntries(entries) as object;
}
