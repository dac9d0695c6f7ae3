import { type Pace, RegistryClient } from "../../../lib/registry/client";
import type { Remedies } from "../../../lib/registry/errors";
import type { Parcel, Reporter } from "../../../lib/registry/parcel";

/** Waits that tests can afford. */
export const FAST: Pace = {
  timeoutMs: 250,
  backoffMs: 5,
  retries: 3,
  longestWaitMs: 3_000,
  pollMs: 5,
  processingMs: 300,
  abandonedMs: 30,
};

export const PARCEL: Parcel = {
  version: "1.2.0",
  commit: "0123456789abcdef0123456789abcdef01234567",
  archive: new Uint8Array(200_000).fill(7),
};

/** Lines that a publication has told. */
export interface Told extends Reporter {
  readonly steps: string[];
  readonly warnings: string[];
  /** Bytes at each sign of progress. */
  readonly bytes: number[];
}

export function listener(): Told {
  const [steps, warnings, bytes]: [string[], string[], number[]] = [[], [], []];
  return {
    steps,
    warnings,
    bytes,
    step: (line) => steps.push(line),
    warn: (line) => warnings.push(line),
    progress: () => ({ update: (sent) => bytes.push(sent), stop: () => undefined }),
  };
}

export function clientOf(
  host: string,
  headers: Record<string, string>,
  options: { signal?: AbortSignal; remedies?: Remedies; pace?: Partial<Pace>; path?: string } = {},
): RegistryClient {
  const { pace, path = "/", ...rest } = options;
  const base = new URL(`https://${host}${path}`);
  const secret = Object.values(headers)[0]?.replace(/^Bearer /u, "") ?? "";
  return new RegistryClient({ base, headers, secret, pace: { ...FAST, ...pace }, ...rest });
}

/** The error that a promise ends with, if it does. */
export async function failureIn(promise: Promise<unknown>): Promise<Error | undefined> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  return undefined;
}

/** The error that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const failure = await failureIn(promise);
  if (failure === undefined) throw new Error("it did not fail");
  return failure;
}
