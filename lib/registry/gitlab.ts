import { UsageError } from "../cli";
import type { RegistryClient } from "./client";
import { RegistryError, type Remedies } from "./errors";
import type { Found, GitlabApi } from "./gitlab-api";
import type { Parcel, Reporter } from "./parcel";

export const GITLAB_REMEDIES: Remedies = {
  400: "GitLab refuses the archive or a name: change what it names",
  401: "the token is wrong, revoked or expired: make a new one",
  403: 'the token may not do this, or GitLab has the name already: take a token with scope "api" ("write_package_registry" for a deploy token) and the role Developer, or another name or version',
  404: "no such project, or the token does not see it, or its package registry is off: check --project, the token's scope and the project's settings",
  413: "the archive is larger than GitLab allows: raise the limit for Terraform modules there",
};

/**
 * Publishes a version of a module in a project's registry: one request, which makes the whole version or
 * nothing. Before it, and before it is repeated after a lost answer, a look shows whether the version is there.
 *
 * @throws UsageError when the version is published already; nothing was touched then
 * @throws Error with what remains, if anything may
 */
export async function publishToGitlab(
  client: RegistryClient,
  api: GitlabApi,
  parcel: Parcel,
  reporter: Reporter,
): Promise<void> {
  const { version } = parcel;
  const before = await api.find(version);
  refusePublished(api, version, before);
  if (before.state === "hidden") reporter.warn(hiddenNote(api));
  await upload(client, api, parcel, reporter);
  await verify(client, api, version, reporter);
}

/** Says what {@link publishToGitlab} would do; only looks. */
export async function rehearseGitlab(
  api: GitlabApi,
  { version }: Parcel,
  { step, warn }: Reporter,
): Promise<void> {
  const found = await api.find(version);
  refusePublished(api, version, found);
  if (found.state === "hidden") warn(hiddenNote(api));
  step(`would upload version ${version} of ${api.label} and look whether GitLab lists it`);
}

function hiddenNote(api: GitlabApi): string {
  return `this token cannot look for ${api.label}: whether the version is there already is left to GitLab`;
}

function refusePublished(api: GitlabApi, version: string, found: Found): void {
  if (found.state !== "present") return;
  throw new UsageError(
    `--version: ${version} of ${api.label} is already published, and a published version is never replaced: give a higher version`,
  );
}

async function upload(
  client: RegistryClient,
  api: GitlabApi,
  parcel: Parcel,
  reporter: Reporter,
): Promise<void> {
  const { version } = parcel;
  for (let attempt = 0; ; attempt++) {
    try {
      await put(client, api, parcel, reporter);
      return;
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      if (error.outcome === "refused") {
        // Nobody had the version before the first try: if it is there now, that try has arrived.
        if (attempt > 0 && (await api.find(version)).state === "present") return;
        throw error;
      }
      const found = await lookAfter(client, api, version, attempt, error);
      if (found.state === "present") return;
      if (found.state === "hidden") throw uncertain(api, version, error);
      if (attempt >= client.pace.retries) {
        error.message += "; nothing is left behind";
        throw error;
      }
    }
  }
}

async function put(
  client: RegistryClient,
  api: GitlabApi,
  { version, archive }: Parcel,
  reporter: Reporter,
): Promise<void> {
  const progress = reporter.progress(`uploading ${version} to ${client.base.host}`, archive.length);
  try {
    await api.upload(version, archive, progress.update);
  } finally {
    progress.stop();
  }
}

/**
 * Looks whether an upload without an answer has arrived.
 * @throws Error that ends the program, when it was told to stop or the look fails as well
 */
async function lookAfter(
  client: RegistryClient,
  api: GitlabApi,
  version: string,
  attempt: number,
  failure: RegistryError,
): Promise<Found> {
  const calm = client.forTidying();
  let found: Found;
  try {
    // What arrived is listed a moment later.
    await calm.backOff(attempt);
    found = await api.with(calm).find(version);
  } catch {
    throw uncertain(api, version, failure);
  }
  if (failure.outcome !== "interrupted") return found;
  if (found.state === "hidden") throw uncertain(api, version, failure);
  const rest =
    found.state === "present" ? published(api, version, found.id) : "nothing is left behind";
  failure.message += `; ${rest}`;
  throw failure;
}

function uncertain(api: GitlabApi, version: string, failure: RegistryError): RegistryError {
  failure.message += `; whether version ${version} has arrived cannot be seen: look at ${api.address()} before another try`;
  return failure;
}

function published(api: GitlabApi, version: string, id?: number): string {
  return `version ${version} of ${api.label} has arrived whole and is published; to remove it, as a maintainer: ${removal(api, id)}`;
}

function removal(api: GitlabApi, id?: number): string {
  if (id === undefined) return `find its number at ${api.address()} and DELETE it`;
  return `curl --request DELETE --header "PRIVATE-TOKEN: $GITLAB_TOKEN" ${api.address(id)}`;
}

/** Looks whether GitLab lists what it has accepted, and whether it could read it. */
async function verify(
  client: RegistryClient,
  api: GitlabApi,
  version: string,
  { step, warn }: Reporter,
): Promise<void> {
  step(`looking whether ${client.base.host} lists version ${version}`);
  for (let attempt = 0; ; attempt++) {
    let found: Found;
    try {
      if (attempt > 0) await client.backOff(attempt - 1);
      found = await api.find(version);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      warn(`version ${version} is published, but not seen in the list: ${error.message}`);
      return;
    }
    if (found.state === "hidden") return;
    if (found.state === "present") {
      if (found.status === "error") await takeBack(client, api, version, found.id);
      return;
    }
    if (attempt >= client.pace.retries) {
      warn(`version ${version} is accepted, but not listed yet: look at ${api.address()}`);
      return;
    }
  }
}

/** Removes a version that GitLab has accepted and could not read. @throws Error always */
async function takeBack(
  client: RegistryClient,
  api: GitlabApi,
  version: string,
  id: number | undefined,
): Promise<never> {
  const failure = new Error(
    `${client.base.host} cannot read the archive of version ${version}: its package has the status "error"`,
  );
  try {
    if (id === undefined) throw failure;
    await api.with(client.forTidying()).deletePackage(id);
    failure.message += "; taken back: the package; nothing is left behind";
  } catch {
    failure.message += `; left behind: that package, to be removed by a maintainer: ${removal(api, id)}`;
  }
  throw failure;
}
