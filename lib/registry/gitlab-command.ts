import { UsageError } from "../cli";
import { assertPublishable } from "../release/ready";
import { moduleSource } from "../release/module-source";
import { checkVersion, newestVersion } from "../release/version";
import { RegistryClient } from "./client";
import { type Environment, terraformToken, tokenFromVariables, tokenVariable } from "./credentials";
import { GITLAB_REMEDIES, publishToGitlab, rehearseGitlab } from "./gitlab";
import { GitlabApi } from "./gitlab-api";
import { interruptible } from "./interrupt";
import { checkGitlabModuleName, checkHostname, checkProject, checkUrl } from "./names";
import { CONSOLE, packParcel } from "./parcel";

/** What `npm run publish:gitlab` takes. */
export interface GitlabOptions {
  readonly module: string;
  readonly project: string;
  readonly version?: string;
  readonly name?: string;
  readonly hostname?: string;
  readonly url?: string;
  readonly dryRun: boolean;
}

/** Publishes a module as the command line says. Everything that its writer can get wrong is checked first. */
export async function publishGitlab(
  options: GitlabOptions,
  env: Environment = process.env,
): Promise<void> {
  const source = moduleSource(options.module);
  const project = checkProject(options.project);
  const base = addressOf(options);
  const version = checkVersion(options.version ?? newestVersion(source));
  const name = checkGitlabModuleName(options.name ?? source.name);
  const token = await findToken(base, env);
  if (!token && !options.dryRun) throw missingToken(base.host);
  assertPublishable(source);
  const parcel = await packParcel(source, version);
  const module = { project, name, system: source.system };
  const { step, warn } = CONSOLE;
  const what = `version ${version} of ${name}/${source.system} to ${project} at ${base.host}`;
  if (!token) {
    warn(`${missingToken(base.host).message}; without one GitLab is not asked`);
    step(`dry run: would publish ${what}, ${parcel.archive.length} bytes`);
    return;
  }
  await interruptible(`${what} may have arrived: look there`, async (signal) => {
    const client = new RegistryClient({
      base,
      headers: { [token.header]: token.value },
      secret: token.value,
      remedies: GITLAB_REMEDIES,
      signal,
    });
    const api = new GitlabApi(client, module, token.value);
    if (!options.dryRun) {
      await publishToGitlab(client, api, parcel, CONSOLE);
      step(`published ${what}`);
      return;
    }
    step(`dry run: ${what}, token from ${token.origin}`);
    await rehearseGitlab(api, parcel, CONSOLE);
  });
}

function addressOf({ hostname, url }: GitlabOptions): URL {
  if (hostname !== undefined && url !== undefined) {
    throw new UsageError(
      `--url: got both --url and --hostname, expected one: leave out --hostname`,
    );
  }
  return url === undefined ? checkHostname(hostname ?? "gitlab.com") : checkUrl(url);
}

interface GitlabToken {
  readonly value: string;
  readonly origin: string;
  /** The header that a token of its kind goes into. */
  readonly header: "PRIVATE-TOKEN" | "DEPLOY-TOKEN" | "JOB-TOKEN";
}

const VARIABLES = [
  ["GITLAB_TOKEN", "PRIVATE-TOKEN"],
  ["GITLAB_DEPLOY_TOKEN", "DEPLOY-TOKEN"],
] as const;

async function findToken(base: URL, env: Environment): Promise<GitlabToken | null> {
  for (const [name, header] of VARIABLES) {
    const token = tokenFromVariables([name], env);
    if (token) return { ...token, header };
  }
  const own = await terraformToken(base.host, env);
  if (own) return { ...own, header: headerOf(own.value) };
  const job = tokenFromVariables(["CI_JOB_TOKEN"], env);
  return job && isOwnServer(base, env) ? { ...job, header: "JOB-TOKEN" } : null;
}

/** Kinds are told by prefix; a job's token begins with glcbt-, a deploy token with gldt-. */
function headerOf(value: string): GitlabToken["header"] {
  if (value.startsWith("gldt-")) return "DEPLOY-TOKEN";
  return value.startsWith("glcbt-") ? "JOB-TOKEN" : "PRIVATE-TOKEN";
}

/** A job's token belongs to the GitLab that runs the job and goes nowhere else. */
function isOwnServer(base: URL, env: Environment): boolean {
  const server = env.CI_SERVER_URL;
  return !server || !URL.canParse(server) || new URL(server).host === base.host;
}

function missingToken(host: string): UsageError {
  return new UsageError(
    `no token for ${host}: set GITLAB_TOKEN (personal, project or group token with scope "api"), GITLAB_DEPLOY_TOKEN, ${tokenVariable(host)} or, in a job of that GitLab, CI_JOB_TOKEN; or write credentials "${host}" { token = "…" } into ~/.terraformrc or the file of TF_CLI_CONFIG_FILE`,
  );
}
