import type { HcpApi, HcpVersion } from "./hcp-api";

/** Whether a run has made something in the registry; `maybe` after a request without an answer. */
export type Made = "no" | "maybe" | "yes";

/** What a run has, or may have, made. */
export interface Traces {
  module: Made;
  version: Made;
  /** Whether the archive has arrived, from which the registry goes on by itself. */
  uploaded: boolean;
}

/**
 * Takes back what a failed run has made and returns the error to end with: the failure, and in the same line
 * what was taken back or what remains, with the command that removes it.
 */
export async function tidyHcp(
  api: HcpApi,
  version: string,
  traces: Traces,
  failure: unknown,
): Promise<unknown> {
  if (!(failure instanceof Error)) return failure;
  if (traces.module === "no" && traces.version === "no") return failure;
  const removed: string[] = [];
  const remains: string[] = [];
  const note = (what: string, gone: boolean | "never there", address: string) => {
    if (gone === true) removed.push(what);
    if (gone === false)
      remains.push(`${what}, to be removed by an owner with: ${removal(address)}`);
  };
  if (traces.version !== "no") {
    const gone = await removeVersion(api, version, traces.version);
    note(`version ${version}${gone === false ? doubt(traces) : ""}`, gone, api.address(version));
  }
  // A module that holds a version is removed with that version, or not at all.
  if (traces.module !== "no" && remains.length === 0) {
    note(`the empty module ${api.label}`, await removeEmptyModule(api), api.address());
  }
  failure.message += remains.length > 0 ? `; left behind: ${remains.join("; ")}` : "";
  failure.message += removed.length > 0 ? `; taken back: ${removed.join(", ")}` : "";
  if (remains.length === 0) failure.message += "; nothing is left behind";
  return failure;
}

function doubt({ version, uploaded }: Traces): string {
  if (uploaded) return " (uploaded, so it may be published)";
  return version === "maybe" ? " (if it was made)" : "";
}

function removal(address: string): string {
  return `curl --request DELETE --header "Authorization: Bearer $TFE_TOKEN" ${address}`;
}

async function removeVersion(
  api: HcpApi,
  version: string,
  made: Made,
): Promise<boolean | "never there"> {
  if (made === "maybe") {
    const before = await attempt(() => api.versions());
    // Without an upload by this run it stays pending; anything else is another run's.
    const status = before?.get(version)?.status;
    if (before !== undefined && status !== "pending") return "never there";
  }
  const deleted = await succeeds(() => api.deleteVersion(version));
  // 404 says "not there" as well as "not allowed", so only a look tells.
  const found = await attempt(() => api.versions());
  if (found === undefined) return deleted;
  if (found?.has(version)) return false;
  return deleted || made === "yes" ? true : "never there";
}

/** Removes the module that this run has made, when a look shows that nobody has put anything into it. */
async function removeEmptyModule(api: HcpApi): Promise<boolean | "never there"> {
  const found = await attempt<ReadonlyMap<string, HcpVersion> | null>(() => api.versions());
  if (found === undefined) return false;
  if (found === null || found.size > 0) return "never there";
  await succeeds(() => api.deleteModule());
  return (await attempt(() => api.versions())) === null;
}

async function succeeds(action: () => Promise<void>): Promise<boolean> {
  return (await attempt(async () => action().then(() => true))) ?? false;
}

/** The result, or undefined when it could not be had: what is then the case is for the caller to say. */
async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch {
    return undefined;
  }
}
