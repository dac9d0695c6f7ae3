import type { RegistryClient } from "./client";
import { RegistryError } from "./errors";

/** A module in a project's registry. */
export interface GitlabModule {
  /** Number or path of the project. */
  readonly project: string;
  readonly name: string;
  readonly system: string;
}

/** What a look for a version finds. */
export type Found =
  | { readonly state: "absent" }
  /** The token may upload but not look, as a deploy token with `write_package_registry` alone. */
  | { readonly state: "hidden" }
  | {
      readonly state: "present";
      /** `default`, or `error` when GitLab could not read the archive; empty when it is not told. */
      readonly status: string;
      /** Number of the package; needed to remove it. */
      readonly id?: number;
    };

const PER_PAGE = 100;

/**
 * The part of GitLab's API that publishes a Terraform module.
 * @see https://docs.gitlab.com/api/packages/terraform-modules/
 * @see https://docs.gitlab.com/api/packages/
 */
export class GitlabApi {
  public constructor(
    private readonly client: RegistryClient,
    private readonly module: GitlabModule,
    /** For the registry protocol's own list, which takes any token as bearer. */
    private readonly token: string,
  ) {}

  /** The same over another client. */
  public with(client: RegistryClient): GitlabApi {
    return new GitlabApi(client, this.module, this.token);
  }

  /** Looks for a version: in the project's packages, or where the token may not, in the registry's list. */
  public async find(version: string): Promise<Found> {
    const wanted = `${this.module.name}/${this.module.system}`;
    for (let page = 1; ; page++) {
      const query = new URLSearchParams({
        package_type: "terraform_module",
        package_name: wanted,
        package_version: version,
        per_page: String(PER_PAGE),
        page: String(page),
      });
      const { status, data } = await this.client.send({
        what: `look for version ${version} of ${this.label}`,
        method: "GET",
        url: `${this.projectPath}/packages?${query.toString()}`,
        // A personal token that may upload may look; of the others only some may.
        accept: this.client.sends("PRIVATE-TOKEN") ? [404] : [401, 403, 404],
      });
      if (status >= 400) return this.findInRegistry(version);
      if (!Array.isArray(data)) throw this.notGitlab(version);
      // The name is searched loosely, and an older GitLab does not filter by version.
      const found = data.find((entry) => {
        const { name, version: number } = entry as Record<string, unknown>;
        return name === wanted && number === version;
      }) as Record<string, unknown> | undefined;
      if (found) {
        const { id, status: state } = found;
        return {
          state: "present",
          status: typeof state === "string" ? state : "",
          ...(typeof id === "number" && { id }),
        };
      }
      if (data.length < PER_PAGE) return { state: "absent" };
    }
  }

  /** The list that Terraform reads; it is by top-level group, so a project's number does not lead there. */
  private async findInRegistry(version: string): Promise<Found> {
    const { project, name, system } = this.module;
    const [group, ...rest] = project.split("/");
    if (group === undefined || rest.length === 0) return { state: "hidden" };
    const path = [group, name, system].map((part) => encodeURIComponent(part)).join("/");
    const { status, data } = await this.client.send({
      what: `look for version ${version} of ${this.label}`,
      method: "GET",
      url: `api/v4/packages/terraform/modules/v1/${path}/versions`,
      headers: { Authorization: `Bearer ${this.token}` },
      accept: [401, 403, 404],
    });
    if (status === 404) return { state: "absent" };
    if (status >= 400) return { state: "hidden" };
    const { modules } = (data ?? {}) as { modules?: { versions?: { version?: unknown }[] }[] };
    if (!Array.isArray(modules)) throw this.notGitlab(version);
    const found = modules.some((m) => m.versions?.some((entry) => entry.version === version));
    return found ? { state: "present", status: "" } : { state: "absent" };
  }

  public async upload(
    version: string,
    archive: Uint8Array,
    onProgress: (bytes: number) => void,
  ): Promise<void> {
    const { name, system } = this.module;
    await this.client.send({
      what: `upload version ${version} of ${this.label}`,
      method: "PUT",
      url: `${this.projectPath}/packages/terraform/modules/${name}/${system}/${version}/file`,
      headers: { "Content-Type": "application/octet-stream" },
      body: archive,
      onProgress,
    });
  }

  public async deletePackage(id: number): Promise<void> {
    await this.client.send({
      what: `remove package ${id}`,
      method: "DELETE",
      url: `${this.projectPath}/packages/${id}`,
      accept: [404],
    });
  }

  /** `name/system in project`. */
  public get label(): string {
    const { name, system, project } = this.module;
    return `${name}/${system} in ${project}`;
  }

  /** Address of a package, or of the list of all, in the API. */
  public address(id?: number): string {
    const list = `${this.projectPath}/packages`;
    const search = `?package_type=terraform_module&package_name=${this.module.name}`;
    return new URL(id === undefined ? list + search : `${list}/${id}`, this.client.base).href;
  }

  private get projectPath(): string {
    return `api/v4/projects/${encodeURIComponent(this.module.project)}`;
  }

  private notGitlab(version: string): RegistryError {
    return new RegistryError(
      `cannot look for version ${version} of ${this.label}: ${this.client.base.host} answers with something else than GitLab's API does: check --hostname or --url`,
      "unclear",
    );
  }
}
