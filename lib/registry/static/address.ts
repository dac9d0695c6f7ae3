import { UsageError } from "../../cli";
import type { ModuleSource } from "../../release/module-source";

/** Where a registry is to be reached. */
export interface BaseUrl {
  /** `https://example.com`, with a port when it is not 443. */
  readonly origin: string;
  /** What module addresses begin with: `example.com`, `localhost:8443`. */
  readonly host: string;
  /** Folder on the host, `""` for its root or `/terraform`. */
  readonly path: string;
}

/** A module of a registry: `<namespace>/<name>/<system>`. */
export type Address = `${string}/${string}/${string}`;

/** What may be in a folder's name on every web host and in every bucket. */
const PATH = /^(\/[\w.~-]+)*$/u;
/** What Terraform takes as a registry's host; it takes no address in brackets. */
const HOST = /^[a-z0-9.-]+(:\d+)?$/u;
/** What Terraform takes as a namespace (terraform-registry-address, module.go). */
const NAMESPACE = /^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$/u;

/**
 * The URL under which a registry's files will be served.
 * @throws UsageError for anything but https, and for what no file's address can have, such as a query
 */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const path = url?.pathname.replace(/\/$/u, "") ?? "";
  const isPlain = /^https:\/\/[^\s\\?#@%]+$/iu.test(text);
  if (url && isPlain && HOST.test(url.host) && PATH.test(path)) {
    return { origin: url.origin, host: url.host, path };
  }
  throw new UsageError(
    `--base-url: got "${text}", expected https://HOST[:PORT][/FOLDER] without a query or a user, because Terraform asks registries by https only`,
  );
}

/**
 * Who publishes, in module addresses.
 * @throws UsageError for what Terraform does not take there
 */
export function checkNamespace(text: string): string {
  if (NAMESPACE.test(text)) return text;
  throw new UsageError(
    `--namespace: got "${text}", expected 1 to 64 letters, digits, - and _, beginning and ending with a letter or digit`,
  );
}

/** A module's address below a host. */
export function addressOf({ name, system }: ModuleSource, namespace: string): Address {
  return `${namespace}/${name}/${system}`;
}

/** Where the module API is, from the root of the host and with `/` at its end. */
export function modulesPath({ path }: BaseUrl): string {
  return `${path}/v1/modules/`;
}
