import { FaultyServer, type Reply, type Seen } from "./faulty-server";
import type { Certificate } from "../certificate";

interface Version {
  status: string;
  error?: string;
  commit?: string;
  archive?: Buffer;
  /** Looks at it that are still answered with `reg_ingressing`. */
  busy: number;
}

/**
 * A registry of HCP Terraform as its API document describes it, with the archive's host apart from the API's.
 * @see https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules
 */
export class FakeHcp {
  public readonly api: FaultyServer;
  public readonly archivist: FaultyServer;
  /** Versions by module, `organization/name/provider`. */
  public readonly modules = new Map<string, Map<string, Version>>();
  public readonly organizations = new Set(["acme"]);
  public token = "secret-token";
  /** Status that an upload ends in, and the registry's reason. */
  public outcome: { status: string; error?: string } = { status: "ok" };
  /** How often a look at an uploaded version finds it still being worked on. */
  public busy = 1;
  private readonly uploads = new Map<string, Version>();

  public constructor(certificate: Certificate) {
    this.api = new FaultyServer(certificate, (seen) => this.answer(seen));
    this.archivist = new FaultyServer(certificate, (seen) => this.store(seen));
  }

  public async start(): Promise<this> {
    await Promise.all([this.api.start(), this.archivist.start()]);
    return this;
  }

  public async stop(): Promise<void> {
    await Promise.all([this.api.stop(), this.archivist.stop()]);
  }

  /** Puts a version there, as an earlier run may have left it. */
  public put(module: string, version: string, status: string): void {
    const versions = this.modules.get(module) ?? new Map<string, Version>();
    this.modules.set(module, versions.set(version, { status, busy: 0 }));
  }

  /** What a user finds: versions with their status, by module. */
  public get state(): Record<string, Record<string, string>> {
    return Object.fromEntries(
      [...this.modules].map(([module, versions]) => [
        module,
        Object.fromEntries([...versions].map(([number, { status }]) => [number, status])),
      ]),
    );
  }

  private answer(seen: Seen): Reply {
    if (seen.headers.authorization !== `Bearer ${this.token}`) return problem(401, "unauthorized");
    const [organization, own] =
      /^\/api\/v2\/organizations\/([^/]+)\/registry-modules(?:\/private\/(.+))?$/u
        .exec(seen.path)
        ?.slice(1) ?? [];
    if (organization === undefined || !this.organizations.has(organization)) return problem(404);
    if (own === undefined) {
      return seen.method === "POST" ? this.createModule(organization, seen) : problem(404);
    }
    const [namespace, name = "", provider = "", version] = own.split("/");
    if (namespace !== organization) return problem(404);
    const module = `${organization}/${name}/${provider}`;
    const versions = this.modules.get(module);
    if (!versions) return problem(404);
    if (seen.method === "POST" && version === "versions") {
      return this.createVersion(versions, seen);
    }
    if (seen.method === "DELETE") return this.remove(module, versions, version);
    return version === undefined ? this.show(name, provider, versions) : problem(404);
  }

  private createModule(organization: string, seen: Seen): Reply {
    const { type, attributes } = dataOf(seen);
    const { name, provider } = attributes;
    if (seen.headers["content-type"] !== "application/vnd.api+json") return problem(415);
    if (type !== "registry-modules" || attributes["registry-name"] !== "private")
      return problem(422);
    const module = `${organization}/${name ?? ""}/${provider ?? ""}`;
    if (this.modules.has(module)) return problem(422, "Name has already been taken");
    this.modules.set(module, new Map());
    return {
      status: 201,
      body: { data: { type, attributes: { name, provider, status: "pending" } } },
    };
  }

  private createVersion(versions: Map<string, Version>, seen: Seen): Reply {
    const { type, attributes } = dataOf(seen);
    const { version = "", "commit-sha": commit } = attributes;
    if (type !== "registry-module-versions") return problem(422);
    if (versions.has(version)) return problem(422, "Version has already been taken");
    const made: Version = { status: "pending", commit, busy: this.busy };
    versions.set(version, made);
    const path = `/v1/object/${this.uploads.size + 1}`;
    this.uploads.set(path, made);
    const links = { upload: `https://${this.archivist.host}${path}` };
    return {
      status: 201,
      body: { data: { type, attributes: { version, status: "pending" }, links } },
    };
  }

  private remove(module: string, versions: Map<string, Version>, version?: string): Reply {
    if (version !== undefined && !versions.delete(version)) return problem(404);
    if (version === undefined || versions.size === 0) this.modules.delete(module);
    return { status: 204 };
  }

  private show(name: string, provider: string, versions: Map<string, Version>): Reply {
    const statuses = [...versions].map(([version, it]) => {
      if (it.archive && it.status === "reg_ingressing" && it.busy-- <= 0)
        Object.assign(it, this.outcome);
      return { version, status: it.status, ...(it.error !== undefined && { error: it.error }) };
    });
    const attributes = { name, provider, status: "setup_complete", "version-statuses": statuses };
    return { status: 200, body: { data: { type: "registry-modules", attributes } } };
  }

  private store(seen: Seen): Reply {
    const version = this.uploads.get(seen.path);
    if (seen.method !== "PUT" || !version) return problem(404);
    if (seen.headers["content-type"] !== "application/octet-stream") return problem(415);
    if (Number(seen.headers["content-length"]) !== seen.body.length) return problem(411);
    Object.assign(version, { archive: seen.body, status: "reg_ingressing" });
    return { status: 200 };
  }
}

function problem(status: number, detail?: string): Reply {
  const title = status === 404 ? "not found" : "problem";
  return {
    status,
    body: { errors: [{ status: String(status), title, ...(detail && { detail }) }] },
  };
}

function dataOf(seen: Seen): { type: string; attributes: Record<string, string | undefined> } {
  return (JSON.parse(seen.body.toString()) as { data: ReturnType<typeof dataOf> }).data;
}
