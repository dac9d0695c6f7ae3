import { FaultyServer, type Reply, type Seen } from "./faulty-server";
import type { Certificate } from "../certificate";

interface Package {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly package_type: string;
  status: string;
  readonly archive: Buffer;
}

/**
 * One project of a GitLab as its API documents describe it. It takes a version twice, as a GitLab may that allows
 * duplicates, so that publishing twice is seen.
 * @see https://docs.gitlab.com/api/packages/terraform-modules/
 * @see https://docs.gitlab.com/api/packages/
 */
export class FakeGitlab {
  public readonly server: FaultyServer;
  public readonly packages: Package[] = [];
  /** Tokens by header. */
  public tokens: Record<string, string> = { "private-token": "glpat-secret" };
  /** Whether the tokens may list packages; those that may only upload may not. */
  public mayList = true;
  /** Status of a package after its upload. */
  public status = "default";
  /** What comes before `/api/v4`. */
  public prefix = "";

  public constructor(certificate: Certificate) {
    this.server = new FaultyServer(certificate, (seen) => this.answer(seen));
  }

  public async start(): Promise<this> {
    await this.server.start();
    return this;
  }

  public async stop(): Promise<void> {
    await this.server.stop();
  }

  /** What a user finds: `name version` of each package. */
  public get state(): string[] {
    return this.packages.map(({ name, version }) => `${name} ${version}`);
  }

  public put(name: string, version: string, archive: Buffer = Buffer.alloc(0)): void {
    const id = 40 + this.packages.length;
    const kind = { package_type: "terraform_module", status: this.status };
    this.packages.push({ id, name, version, archive, ...kind });
  }

  private answer(seen: Seen): Reply {
    const url = new URL(seen.path, "https://localhost");
    const path = url.pathname.replace(`${this.prefix}/api/v4/`, "");
    const protocol = /^packages\/terraform\/modules\/v1\/group\/(.+)\/versions$/u.exec(path)?.[1];
    if (protocol !== undefined) return this.versions(protocol, seen);
    const known = Object.entries(this.tokens).some(([name, value]) => seen.headers[name] === value);
    if (!known) return { status: 401, body: { message: "401 Unauthorized" } };
    const [project, rest = ""] = /^projects\/([^/]+)\/packages(.*)$/u.exec(path)?.slice(1) ?? [];
    if (project !== "group%2Fproject" && project !== "7") return notFound("404 Project Not Found");
    if (seen.method === "PUT") return this.upload(rest, seen);
    if (seen.method === "DELETE") return this.remove(Number(rest.slice(1)));
    if (!this.mayList) return { status: 403, body: { message: "403 Forbidden" } };
    return this.list(url.searchParams);
  }

  private list(query: URLSearchParams): Reply {
    const [size, page] = [Number(query.get("per_page") ?? 20), Number(query.get("page") ?? 1)];
    const found = this.packages
      .filter(({ name }) => name.includes(query.get("package_name") ?? ""))
      .map(({ archive, ...entry }) => ({ ...entry, size: archive.length }));
    return { status: 200, body: found.slice((page - 1) * size, page * size) };
  }

  private versions(module: string, seen: Seen): Reply {
    const bearer = /^Bearer (.+)$/u.exec(seen.headers.authorization ?? "")?.[1] ?? "";
    if (!Object.values(this.tokens).includes(bearer)) return { status: 401 };
    const versions = this.packages.filter(({ name }) => name === module);
    if (versions.length === 0) return notFound("404 Not Found");
    return { status: 200, body: { modules: [{ versions }] } };
  }

  private upload(rest: string, seen: Seen): Reply {
    const [, name, version] = /^\/terraform\/modules\/(.+\/.+)\/(.+)\/file$/u.exec(rest) ?? [];
    if (name === undefined || version === undefined) return notFound("404 Not Found");
    if (Number(seen.headers["content-length"]) !== seen.body.length) return { status: 411 };
    this.put(name, version, seen.body);
    return { status: 201, body: { message: "201 Created" } };
  }

  private remove(id: number): Reply {
    const at = this.packages.findIndex((entry) => entry.id === id);
    if (at < 0) return notFound("404 Package Not Found");
    this.packages.splice(at, 1);
    return { status: 204 };
  }
}

function notFound(message: string): Reply {
  return { status: 404, body: { message } };
}
