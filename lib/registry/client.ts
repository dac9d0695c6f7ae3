import axios, { type AxiosError, type AxiosInstance } from "axios";
import axiosRetry, { retryAfter } from "axios-retry";
import { brokeOff, registryError, type Remedies } from "./errors";

/** How long things take, in milliseconds. */
export interface Pace {
  /** Silence after which a request is given up. */
  readonly timeoutMs: number;
  /** First pause before a request is tried again; doubled each time. */
  readonly backoffMs: number;
  /** How often a request is tried again. */
  readonly retries: number;
  /** Longest wait that a registry may ask for with Retry-After. */
  readonly longestWaitMs: number;
  /** Pause between two looks at something that is being worked on. */
  readonly pollMs: number;
  /** How long the registry may work on an upload. */
  readonly processingMs: number;
  /** How long an unfinished version of another run is watched before it is taken to be abandoned. */
  readonly abandonedMs: number;
}

export const PACE: Pace = {
  timeoutMs: 30_000,
  backoffMs: 500,
  retries: 3,
  longestWaitMs: 120_000,
  pollMs: 2_000,
  processingMs: 180_000,
  abandonedMs: 20_000,
};

export interface ClientOptions {
  /** What paths are appended to, with a slash at its end. */
  readonly base: URL;
  /** Sent to the base's own origin only. */
  readonly headers: Readonly<Record<string, string>>;
  /** The token, which no message may repeat. */
  readonly secret: string;
  readonly remedies?: Remedies;
  readonly pace?: Pace;
  /** Ends requests that are under way. */
  readonly signal?: AbortSignal;
}

export interface Request {
  /** What is tried, as it stands in a message behind "cannot": `look up the module`. */
  readonly what: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path from the base, or a whole address. */
  readonly url: string;
  readonly body?: Uint8Array | object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses, besides those of success, that are an answer and no failure. */
  readonly accept?: readonly number[];
  readonly onProgress?: (bytes: number) => void;
}

export interface Answer {
  readonly status: number;
  readonly data: unknown;
}

const MEGABYTE = 1 << 20;

/**
 * Talks to one registry. What is harmless to repeat (GET, DELETE) is tried again after a broken connection, a
 * timeout or a 5xx. Anything is tried again after 429, as then the registry has not acted. The rest is the
 * caller's, who must look first. Redirects are not followed, since they would carry the token away.
 */
export class RegistryClient {
  private readonly http: AxiosInstance;

  public constructor(private readonly options: ClientOptions) {
    const pace = this.pace;
    this.http = axios.create({
      timeout: pace.timeoutMs,
      maxRedirects: 0,
      maxContentLength: 8 * MEGABYTE,
      maxBodyLength: Infinity,
    });
    axiosRetry(this.http, {
      retries: pace.retries,
      shouldResetTimeout: true,
      retryCondition: (error) => mayRepeat(error, pace),
      retryDelay: (count, error) => axiosRetry.exponentialDelay(count - 1, error, pace.backoffMs),
    });
  }

  public get pace(): Pace {
    return this.options.pace ?? PACE;
  }

  public get base(): URL {
    return this.options.base;
  }

  /** Whether a header goes with every request, such as the one of a kind of token. */
  public sends(header: string): boolean {
    return header in this.options.headers;
  }

  /**
   * The same client without its signal and less patient: for putting things in order after a failure, when a
   * person may be waiting for the end.
   */
  public forTidying(): RegistryClient {
    const pace = this.pace;
    const hasty = {
      timeoutMs: Math.min(pace.timeoutMs, 10_000),
      retries: Math.min(pace.retries, 2),
    };
    return new RegistryClient({ ...this.options, signal: undefined, pace: { ...pace, ...hasty } });
  }

  /**
   * Waits; not in vain when the program is told to stop.
   * @throws RegistryError with outcome `interrupted`
   */
  public async pause(ms: number): Promise<void> {
    const { signal } = this.options;
    if (!signal?.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal?.addEventListener("abort", done);
      });
    }
    if (signal?.aborted) throw registryError("go on", this.base, new axios.CanceledError());
  }

  /** The pause before the nth repetition, n from 0. */
  public async backOff(n: number): Promise<void> {
    await this.pause(this.pace.backoffMs * 2 ** n);
  }

  /** @throws RegistryError when there is no answer, or one that is neither success nor accepted */
  public async send(request: Request): Promise<Answer> {
    const url = new URL(request.url, this.base);
    const sameOrigin = url.origin === this.base.origin;
    const { body, accept = [], onProgress } = request;
    try {
      const { status, data } = await this.http.request<unknown>({
        url: url.href,
        method: request.method,
        data: body instanceof Uint8Array ? Buffer.from(body) : body,
        headers: { ...(sameOrigin ? this.options.headers : {}), ...request.headers },
        signal: this.options.signal,
        validateStatus: (code) => (code >= 200 && code < 300) || accept.includes(code),
        ...(onProgress && {
          onUploadProgress: ({ loaded }) => {
            onProgress(loaded);
          },
        }),
      });
      return { status, data };
    } catch (error) {
      const { remedies, secret } = this.options;
      throw registryError(request.what, url, error, { remedies, secret });
    }
  }
}

/** Failures of a connection that another try does not mend. */
const LASTING = /CERT|SELF_SIGNED|LEAF_SIGNATURE|^ERR_(?:TLS|SSL|CANCELED)|^ENOTFOUND$/u;

function mayRepeat(error: AxiosError, { longestWaitMs }: Pace): boolean {
  const status = error.response?.status;
  if (retryAfter(error) > longestWaitMs) return false;
  if (status === 429) return true;
  if (!["get", "delete"].includes(error.config?.method ?? "")) return false;
  if (status !== undefined) return status >= 500 || status === 408 || brokeOff(error);
  return !LASTING.test(error.code ?? "");
}
