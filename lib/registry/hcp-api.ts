import type { RegistryClient } from "./client";
import { RegistryError } from "./errors";

/** Address of a module in the private registry of an organization. */
export interface HcpModule {
  readonly organization: string;
  readonly name: string;
  /** Target system, which this API calls provider. */
  readonly provider: string;
}

/**
 * State of a version: `pending` until its archive is there, then one of `cloning`, `reg_ingressing`, at the end
 * `ok` or a word with `failed` in it.
 */
export interface HcpVersion {
  readonly status: string;
  /** The registry's reason for a failure, when it gives one. */
  readonly error: string;
}

const JSON_API = "application/vnd.api+json";

/**
 * The part of the registry API that publishes a module without a VCS repository.
 * @see https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules
 */
export class HcpApi {
  public constructor(
    private readonly client: RegistryClient,
    private readonly module: HcpModule,
  ) {}

  /** Versions of the module by number; null when the module is not there or hidden from the token. */
  public async versions(): Promise<ReadonlyMap<string, HcpVersion> | null> {
    const { status, data } = await this.client.send({
      what: `look up the module ${this.label}`,
      method: "GET",
      url: this.path,
      headers: { Accept: JSON_API },
      accept: [404],
    });
    if (status === 404) return null;
    const attributes = this.member(this.member(data, "data"), "attributes");
    if (attributes === undefined) {
      throw new RegistryError(
        `cannot look up the module ${this.label}: ${this.client.base.host} answers with something else than the registry API does: check --hostname`,
        "unclear",
      );
    }
    const list = this.member(attributes, "version-statuses");
    return new Map(
      (Array.isArray(list) ? list : []).map((entry: unknown) => [
        this.text(entry, "version"),
        { status: this.text(entry, "status"), error: this.text(entry, "error") },
      ]),
    );
  }

  public async createModule(): Promise<void> {
    const { name, provider } = this.module;
    await this.client.send({
      what: `create the module ${this.label}`,
      method: "POST",
      url: `api/v2/organizations/${this.organization}/registry-modules`,
      headers: { "Content-Type": JSON_API, Accept: JSON_API },
      body: {
        data: {
          type: "registry-modules",
          attributes: { name, provider, "registry-name": "private" },
        },
      },
    });
  }

  /** Creates a version without content and returns the address to upload to, if the registry gave one. */
  public async createVersion(version: string, commit: string): Promise<string | undefined> {
    const { data } = await this.client.send({
      what: `create version ${version} of ${this.label}`,
      method: "POST",
      url: `${this.path}/versions`,
      headers: { "Content-Type": JSON_API, Accept: JSON_API },
      body: {
        data: {
          type: "registry-module-versions",
          attributes: { version, ...(commit && { "commit-sha": commit }) },
        },
      },
    });
    const upload = this.text(this.member(this.member(data, "data"), "links"), "upload");
    return upload === "" ? undefined : upload;
  }

  /** Uploads to the address of {@link createVersion}. It carries its own permission: a foreign host gets no token. */
  public async upload(
    link: string,
    archive: Uint8Array,
    onProgress: (bytes: number) => void,
  ): Promise<void> {
    await this.client.send({
      what: "upload the archive",
      method: "PUT",
      url: link,
      headers: { "Content-Type": "application/octet-stream" },
      body: archive,
      onProgress,
    });
  }

  /** Removes a version; the registry removes a module without versions by itself. */
  public async deleteVersion(version: string): Promise<void> {
    await this.client.send({
      what: `remove version ${version} of ${this.label}`,
      method: "DELETE",
      url: `${this.path}/${version}`,
      headers: { "Content-Type": JSON_API, Accept: JSON_API },
    });
  }

  public async deleteModule(): Promise<void> {
    await this.client.send({
      what: `remove the module ${this.label}`,
      method: "DELETE",
      url: this.path,
      headers: { "Content-Type": JSON_API, Accept: JSON_API },
    });
  }

  /** `organization/name/provider`, as in a module's source. */
  public get label(): string {
    const { organization, name, provider } = this.module;
    return `${organization}/${name}/${provider}`;
  }

  /** Address of the module, or of one version, in the API. */
  public address(version?: string): string {
    const path = version === undefined ? this.path : `${this.path}/${version}`;
    return new URL(path, this.client.base).href;
  }

  private get organization(): string {
    return encodeURIComponent(this.module.organization);
  }

  private get path(): string {
    const { name, provider } = this.module;
    const own = [name, provider].map(encodeURIComponent).join("/");
    return `api/v2/organizations/${this.organization}/registry-modules/private/${this.organization}/${own}`;
  }

  private member(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }

  private text(value: unknown, name: string): string {
    const found = this.member(value, name);
    return typeof found === "string" ? found : "";
  }
}
