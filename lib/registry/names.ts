import { UsageError } from "../cli";

const DASHED = /^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/iu;

/**
 * The address of a registry from its host name: `app.terraform.io`, `tfe.example.com:8443`; `https://` before it
 * does no harm.
 * @throws UsageError for anything that is not a host reached by HTTPS
 */
export function checkHostname(text: string, option = "--hostname"): URL {
  const url = parseHttps(text.includes("://") ? text : `https://${text}`);
  if (url && url.pathname === "/" && !/[?#\\\s]/u.test(text)) return url;
  throw new UsageError(
    `${option}: got "${text}", expected a host name such as example.com or example.com:8443, reached by https, without a path`,
  );
}

/**
 * The address of an installation, which may be below a path: `https://example.com/gitlab`.
 * @throws UsageError for anything that is not an https address without user, query and fragment
 */
export function checkUrl(text: string, option = "--url"): URL {
  const url = parseHttps(text);
  if (url && !/[?#\\\s]/u.test(text)) {
    if (!url.pathname.endsWith("/")) url.pathname += "/";
    return url;
  }
  throw new UsageError(
    `${option}: got "${text}", expected an address such as https://example.com/gitlab: https, without user, query or fragment`,
  );
}

function parseHttps(text: string): URL | null {
  if (!/^https:\/\/[^/]/iu.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === "" && url.password === "" && !text.includes("@") ? url : null;
}

/**
 * An organization of HCP Terraform or Terraform Enterprise, which is the namespace of its modules.
 * @see https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules
 * @throws UsageError for a name that the registry refuses
 */
export function checkOrganization(text: string): string {
  if (DASHED.test(text)) return text;
  throw new UsageError(
    `--organization: got "${text}", expected 1 to 64 letters, digits, "-" and "_", the last two not at an end: write the organization's name as in its address`,
  );
}

/** A module's name in HCP Terraform, by the same rule. */
export function checkHcpModuleName(text: string): string {
  if (DASHED.test(text)) return text;
  throw new UsageError(
    `--name: got "${text}", expected 1 to 64 letters, digits, "-" and "_", the last two not at an end`,
  );
}

/**
 * A module's name in GitLab.
 * @see https://docs.gitlab.com/user/packages/terraform_module_registry/
 * @throws UsageError for a name with capitals, spaces, underscores or anything else that its registry refuses
 */
export function checkGitlabModuleName(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/u.test(text)) return text;
  throw new UsageError(
    `--name: got "${text}", expected 1 to 64 lower-case letters, digits and "-" (not at an end): write "-" for spaces and "_"`,
  );
}

/**
 * A project of GitLab: its number, or its path of at least two parts.
 * @see https://docs.gitlab.com/user/reserved_names/
 * @throws UsageError for anything else
 */
export function checkProject(text: string): string {
  const part = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_-])?$/iu;
  const parts = text.split("/");
  const isPath =
    parts.length > 1 && parts.every((p) => part.test(p) && !/\.(?:git|atom)$/iu.test(p));
  if (isPath || /^[1-9]\d*$/u.test(text)) return text;
  throw new UsageError(
    `--project: got "${text}", expected the project's number or its path such as group/project (letters, digits, "_", "-", "."), as in its address`,
  );
}

/**
 * A wait in seconds, as milliseconds.
 * @throws UsageError for anything but a whole number from 1 to 3600
 */
export function checkWait(text: string): number {
  const seconds = /^\d{1,4}$/u.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= 3600) return seconds * 1000;
  throw new UsageError(`--wait: got "${text}", expected whole seconds from 1 to 3600`);
}
