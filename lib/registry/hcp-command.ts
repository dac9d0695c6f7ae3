import { UsageError } from "../cli";
import { assertPublishable } from "../release/ready";
import { moduleSource } from "../release/module-source";
import { checkVersion, newestVersion } from "../release/version";
import { PACE, RegistryClient } from "./client";
import {
  type Environment,
  terraformToken,
  type Token,
  tokenFromVariables,
  tokenVariable,
} from "./credentials";
import { HCP_REMEDIES, publishToHcp, rehearseHcp } from "./hcp";
import { interruptible } from "./interrupt";
import { checkHcpModuleName, checkHostname, checkOrganization, checkWait } from "./names";
import { CONSOLE, packParcel } from "./parcel";

/** What `npm run publish:hcp` takes. */
export interface HcpOptions {
  readonly module: string;
  readonly organization: string;
  readonly version?: string;
  readonly name?: string;
  readonly hostname: string;
  /** Seconds that the registry may work on the upload. */
  readonly wait: string;
  readonly dryRun: boolean;
}

/** Publishes a module as the command line says. Everything that its writer can get wrong is checked first. */
export async function publishHcp(
  options: HcpOptions,
  env: Environment = process.env,
): Promise<void> {
  const source = moduleSource(options.module);
  const organization = checkOrganization(options.organization);
  const base = checkHostname(options.hostname);
  const version = checkVersion(options.version ?? newestVersion(source));
  const name = checkHcpModuleName(options.name ?? source.name);
  const processingMs = checkWait(options.wait);
  const token = await findToken(base.host, env);
  if (!token && !options.dryRun) throw missingToken(base.host);
  assertPublishable(source);
  const parcel = await packParcel(source, version);
  const module = { organization, name, provider: source.system };
  const address = `${base.host}/${organization}/${name}/${source.system}`;
  const { step, warn } = CONSOLE;
  if (!token) {
    warn(`${missingToken(base.host).message}; without one the registry is not asked`);
    step(`dry run: would publish version ${version} to ${address}, ${parcel.archive.length} bytes`);
    return;
  }
  const left = `version ${version} of ${address} may be there, unfinished: the next run removes it`;
  await interruptible(left, async (signal) => {
    const client = new RegistryClient({
      base,
      headers: { Authorization: `Bearer ${token.value}` },
      secret: token.value,
      remedies: HCP_REMEDIES,
      pace: { ...PACE, processingMs },
      signal,
    });
    if (!options.dryRun) {
      await publishToHcp(client, module, parcel, CONSOLE);
      step(`published: source = "${address}", version = "${version}"`);
      return;
    }
    step(`dry run: version ${version} to ${address}, token from ${token.origin}`);
    await rehearseHcp(client, module, parcel, CONSOLE);
  });
}

const VARIABLES = ["TFE_TOKEN"];

async function findToken(host: string, env: Environment): Promise<Token | null> {
  return tokenFromVariables(VARIABLES, env) ?? (await terraformToken(host, env));
}

function missingToken(host: string): UsageError {
  return new UsageError(
    `no token for ${host}: set TFE_TOKEN or ${tokenVariable(host)}, or run "terraform login ${host}", or write credentials "${host}" { token = "…" } into ~/.terraformrc or the file of TF_CLI_CONFIG_FILE`,
  );
}
