import { UsageError } from "../cli";
import type { RegistryClient } from "./client";
import { RegistryError, type Remedies } from "./errors";
import { HcpApi, type HcpModule, type HcpVersion } from "./hcp-api";
import { tidyHcp, type Traces } from "./hcp-tidy";
import type { Parcel, Reporter } from "./parcel";

/** What the registry API means by its statuses, where that is more than the standard says. */
export const HCP_REMEDIES: Remedies = {
  403: "the token may not do this: take one of a team with the permission Manage modules",
  404: "no such organization, or the token may not manage its modules: check --organization, or take a token of a team with the permission Manage modules",
};

/**
 * Publishes a version of a module without a VCS repository: creates the module where it is not there, creates
 * the version, uploads the archive and waits until the registry can use it. What fails is taken back.
 *
 * No step is repeated blindly. A lost answer is followed by a look at the registry; a version that was made
 * without its upload address being known is removed and made anew, as no documented request gives the address
 * again. The same is done with an unfinished version of an earlier run that has not moved for a while.
 *
 * @throws UsageError when the version is published already; nothing was touched then
 * @throws Error with what was taken back, or what remains and how to remove it
 */
export async function publishToHcp(
  client: RegistryClient,
  module: HcpModule,
  parcel: Parcel,
  reporter: Reporter,
): Promise<void> {
  await new HcpPublication(client, module, parcel, reporter).run();
}

/** Says what {@link publishToHcp} would do; only looks. */
export async function rehearseHcp(
  client: RegistryClient,
  module: HcpModule,
  parcel: Parcel,
  { step }: Reporter,
): Promise<void> {
  const api = new HcpApi(client, module);
  const found = await api.versions();
  const version = found?.get(parcel.version);
  refusePublished(api, parcel.version, version);
  if (version) {
    step(
      `would remove version ${parcel.version}, unfinished (${version.status}) since an earlier run`,
    );
  }
  if (!found) step(`would create the module ${api.label}`);
  step(`would create version ${parcel.version}, upload its archive and wait until it is "ok"`);
}

const isFailed = ({ status }: HcpVersion) => /fail|error/u.test(status);

function refusePublished(api: HcpApi, number: string, version: HcpVersion | undefined): void {
  if (version?.status !== "ok") return;
  throw new UsageError(
    `--version: ${number} of ${api.label} is already published, and a published version is never replaced: give a higher version`,
  );
}

class HcpPublication {
  private readonly api: HcpApi;
  /** What this run has, or may have, left in the registry. */
  private readonly traces: Traces = { module: "no", version: "no", uploaded: false };

  public constructor(
    private readonly client: RegistryClient,
    private readonly module: HcpModule,
    private readonly parcel: Parcel,
    private readonly reporter: Reporter,
  ) {
    this.api = new HcpApi(client, module);
  }

  public async run(): Promise<void> {
    const found = await this.api.versions();
    refusePublished(this.api, this.parcel.version, found?.get(this.parcel.version));
    try {
      await this.removeUnfinished(found?.get(this.parcel.version));
      await this.upload(await this.createVersion());
      this.traces.uploaded = true;
      await this.waitUntilUsable();
    } catch (error) {
      const api = new HcpApi(this.client.forTidying(), this.module);
      throw await tidyHcp(api, this.parcel.version, this.traces, error);
    }
  }

  /** Frees the version's number from what an earlier run has begun. */
  private async removeUnfinished(version: HcpVersion | undefined): Promise<void> {
    const number = this.parcel.version;
    let current = version;
    if (current && !isFailed(current)) {
      this.reporter.step(
        `version ${number} is there, unfinished (${current.status}): watching whether another run goes on with it`,
      );
    }
    const until = Date.now() + this.client.pace.abandonedMs;
    while (current && !isFailed(current) && Date.now() < until) {
      await this.client.pause(this.client.pace.pollMs);
      current = await this.look();
      refusePublished(this.api, number, current);
    }
    if (!current) return;
    if (current.status !== "pending" && !isFailed(current)) {
      throw new Error(
        `the registry is working on version ${number} of ${this.api.label} (${current.status}), which another run has uploaded: wait for its end, then look again`,
      );
    }
    this.reporter.step(
      `removing version ${number}, unfinished (${current.status}) since an earlier run`,
    );
    await this.api.deleteVersion(number);
  }

  private async createModule(): Promise<void> {
    this.reporter.step(`creating the module ${this.api.label}`);
    for (let attempt = 0; ; attempt++) {
      this.traces.module = "maybe";
      try {
        await this.api.createModule();
        this.traces.module = "yes";
        return;
      } catch (error) {
        await this.beforeAnotherTry(error, attempt, "module");
        if (!(await this.api.versions())) {
          if (isRefusal(error)) throw error;
          continue;
        }
        // There now: by the request whose answer was lost, or by another run that came first.
        this.traces.module = isRefusal(error) ? "no" : "yes";
        return;
      }
    }
  }

  /** @returns where the archive goes */
  private async createVersion(): Promise<URL> {
    const { version, commit } = this.parcel;
    for (let attempt = 0; ; attempt++) {
      // The registry removes a module together with its last version, so it may have gone since the last look.
      if (!(await this.api.versions())) await this.createModule();
      this.reporter.step(`creating version ${version}`);
      this.traces.version = "maybe";
      let link: string | undefined;
      try {
        link = await this.api.createVersion(version, commit);
      } catch (error) {
        await this.beforeAnotherTry(error, attempt, "version");
        // Refused because it is there already: it may be what an earlier try of this run has made.
        if (isRefusal(error) && attempt > 0) this.traces.version = "maybe";
        if (isRefusal(error)) throw error;
        await this.removeOrphan();
        continue;
      }
      this.traces.version = "yes";
      return this.uploadAddress(link);
    }
  }

  /** The registry's own address for the archive, which must not lead out of TLS. */
  private uploadAddress(link: string | undefined): URL {
    const base = this.client.base;
    const url = link !== undefined && URL.canParse(link, base.href) ? new URL(link, base) : null;
    if (url?.protocol === "https:") return url;
    throw new Error(
      `${base.host} gives no https address to upload version ${this.parcel.version} to`,
    );
  }

  /** Removes the version that a request has made whose answer, with the address for the upload, was lost. */
  private async removeOrphan(): Promise<void> {
    const version = await this.look();
    if (version?.status === "ok") this.traces.version = "no";
    refusePublished(this.api, this.parcel.version, version);
    if (version) await this.api.deleteVersion(this.parcel.version);
  }

  private async upload(address: URL): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.put(address);
        return;
      } catch (error) {
        await this.beforeAnotherTry(error, attempt);
        // An upload that has arrived moves the version on, and its address takes no second one.
        const found = isRefusal(error) && attempt === 0 ? undefined : await this.look();
        if (found && found.status !== "pending") return;
        if (isRefusal(error)) throw error;
      }
    }
  }

  private async put(address: URL): Promise<void> {
    const { archive, version } = this.parcel;
    const label = `uploading ${version} to ${address.host}`;
    const progress = this.reporter.progress(label, archive.length);
    try {
      await this.api.upload(address.href, archive, progress.update);
    } finally {
      progress.stop();
    }
  }

  private async waitUntilUsable(): Promise<void> {
    const { version } = this.parcel;
    this.reporter.step(`waiting until ${this.client.base.host} can use version ${version}`);
    const until = Date.now() + this.client.pace.processingMs;
    for (;;) {
      const found = await this.look();
      if (found?.status === "ok") return;
      if (found && isFailed(found)) {
        const reason = found.error ? `, "${found.error}"` : "";
        throw new Error(
          `${this.client.base.host} cannot use the archive of version ${version}: ${found.status}${reason}`,
        );
      }
      if (Date.now() >= until) {
        throw new Error(
          `${this.client.base.host} has not finished version ${version} in ${this.client.pace.processingMs / 1000} s (${found?.status ?? "not listed"}): try again later`,
        );
      }
      await this.client.pause(this.client.pace.pollMs);
    }
  }

  private async look(): Promise<HcpVersion | undefined> {
    return (await this.api.versions())?.get(this.parcel.version);
  }

  /**
   * Pauses after a failure that may be mended by another try.
   * @throws the failure itself when it cannot, or was tried often enough
   */
  private async beforeAnotherTry(
    error: unknown,
    attempt: number,
    trace?: "module" | "version",
  ): Promise<void> {
    if (!(error instanceof RegistryError)) throw error;
    if (error.outcome === "refused") {
      if (trace) this.traces[trace] = "no";
      return;
    }
    if (error.outcome === "interrupted" || attempt >= this.client.pace.retries) throw error;
    await this.client.backOff(attempt);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof RegistryError && error.outcome === "refused";
}
