import fs from "node:fs";
import path from "node:path";
import { UsageError } from "../../cli";
import type { Address } from "./address";

/** An archive's name beside `download`: the same for all, so that a host can name it by one rule. */
export const ARCHIVE = "module.zip";
/** Where Terraform asks a host for its services. */
export const DISCOVERY = ".well-known/terraform.json";
/** The first words of what is written for people and hosts; a file without them is somebody else's. */
export const MARK = "Written by registry:build";

/** The archives of a registry, by address and version. */
export type Modules = Map<Address, Map<string, Uint8Array>>;

/** What discovery says; other services than modules are kept as they are. */
type Discovery = Record<string, unknown>;

/** What `versions` says. */
interface Versions {
  readonly modules: readonly { readonly versions: readonly { readonly version: string }[] }[];
}

/** The folder of a registry as an earlier build has left it, or an empty one. */
export class Site {
  /**
   * @param folder - what is served at the root of the host
   * @param api - path of the module API on the host, such as `/v1/modules/`
   */
  public constructor(
    private readonly folder: string,
    private readonly api: string,
  ) {}

  /**
   * What the host's discovery document is to say.
   * @throws UsageError when it speaks of another place, where the modules of earlier builds are
   */
  public discovery(): Discovery {
    const found = (this.json(DISCOVERY) ?? {}) as Discovery;
    const before = found["modules.v1"] ?? this.api;
    if (before === this.api) return { ...found, "modules.v1": this.api };
    throw new UsageError(
      `--base-url: leads to ${this.api}, but ${DISCOVERY} there says ${JSON.stringify(before)}: keep that path or build into another folder`,
    );
  }

  /**
   * The modules that are published: those that a `versions` file names.
   * @throws Error when such a file names an archive that is not there
   */
  public modules(): Modules {
    const found: Modules = new Map();
    for (const namespace of this.list("")) {
      for (const name of this.list(namespace)) {
        for (const system of this.list(`${namespace}/${name}`)) {
          const address: Address = `${namespace}/${name}/${system}`;
          const versions = this.versions(address);
          if (versions.length > 0) found.set(address, this.archives(address, versions));
        }
      }
    }
    return found;
  }

  /** A file's text, or nothing. */
  public text(name: string): string | undefined {
    const file = path.join(this.folder, name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  }

  /** Whether a file is there with this content. */
  public has(name: string, content: Uint8Array | string): boolean {
    const file = path.join(this.folder, name);
    return fs.existsSync(file) && fs.readFileSync(file).equals(Buffer.from(content));
  }

  /** Path of a file of the API from the folder. */
  public inApi(name: string): string {
    return `${this.api.slice(1)}${name}`;
  }

  /**
   * Refuses to take the place of a file that somebody else has made.
   * @throws UsageError
   */
  public refuseForeign(name: string): void {
    if (this.text(name)?.split("\n", 3).join().includes(MARK) ?? true) return;
    throw new UsageError(
      `--out: ${path.join(this.folder, name)} is not from registry:build and would be lost: move it away or build into another folder`,
    );
  }

  private versions(address: Address): string[] {
    const found = this.json(this.inApi(`${address}/versions`)) as Partial<Versions> | undefined;
    return found?.modules?.[0]?.versions.map(({ version }) => version) ?? [];
  }

  private archives(address: Address, versions: readonly string[]): Map<string, Uint8Array> {
    return new Map(
      versions.map((version) => {
        const file = path.join(this.folder, this.inApi(`${address}/${version}/${ARCHIVE}`));
        if (fs.existsSync(file)) return [version, fs.readFileSync(file)] as const;
        throw new Error(
          `${file} is missing although ${address} ${version} is published: put it back from where the registry is served, or take the version out of "versions"`,
        );
      }),
    );
  }

  private json(name: string): unknown {
    const text = this.text(name);
    try {
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      throw new Error(
        `${path.join(this.folder, name)} is no JSON: put it back from where the registry is served`,
      );
    }
  }

  private list(name: string): string[] {
    const folder = path.join(this.folder, this.inApi(name));
    if (!fs.existsSync(folder)) return [];
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  }
}
