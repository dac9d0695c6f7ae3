import { type AxiosError, isAxiosError } from "axios";

/** What is known about a request that failed. */
export type Outcome =
  /** The registry answered and did nothing. */
  | "refused"
  /** No answer, or an error of the server's own: it may have acted or not. */
  | "unclear"
  /** Given up because the program was told to stop; the registry may have acted or not. */
  | "interrupted";

/** A request to a registry that failed. The message is one line without any token. */
export class RegistryError extends Error {
  public constructor(
    message: string,
    public readonly outcome: Outcome,
    /** HTTP status, where there was an answer. */
    public readonly status?: number,
    /** What the registry itself said, when it said something readable. */
    public readonly detail = "",
  ) {
    super(message);
  }
}

/** What to do about an HTTP status, as one clause; a registry adds its own to {@link REMEDIES}. */
export type Remedies = Readonly<Partial<Record<number, string>>>;

const REMEDIES: Remedies = {
  401: "the token is wrong, revoked or expired: make a new one",
  403: "the token may not do this: take one with more permissions",
  404: "not there, or hidden from this token: check the names and the token's permissions",
  409: "it is there already, or somebody changes it at this moment: look at the registry, then run this again",
  413: "the archive is larger than the registry allows: raise the limit there",
  422: "the registry refuses these values: change what it names",
  429: "too many requests: try again later",
};

const TLS_REMEDY =
  "check --hostname; for a certificate of your own authority set NODE_EXTRA_CA_CERTS=FILE.pem";

const CODES: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such host: check --hostname",
  EAI_AGAIN: "the host's name cannot be looked up now: check the network",
  ECONNREFUSED: "nothing listens there: check --hostname and the network",
  ECONNRESET: "the connection broke",
  EPIPE: "the connection broke",
  ERR_BAD_RESPONSE: "the answer broke off",
  ECONNABORTED: "no answer in time",
  ETIMEDOUT: "no answer in time",
};

/**
 * The error of a failed request, in one line: what was tried, what came back, what to do.
 * @param what the attempt, such as `create version 1.2.3`
 * @param secret the token, taken out of whatever a server repeats
 */
export function registryError(
  what: string,
  url: URL,
  error: unknown,
  { remedies = {}, secret = "" }: { remedies?: Remedies; secret?: string } = {},
): RegistryError {
  const say = (text: string) => oneLine(secret ? text.replaceAll(secret, "[token]") : text);
  if (!isAxiosError(error)) {
    const text = error instanceof Error ? error.message : String(error);
    return new RegistryError(say(`cannot ${what}: ${url.host}: ${text}`), "unclear");
  }
  if (error.code === "ERR_CANCELED") {
    return new RegistryError(`cannot ${what}: interrupted`, "interrupted");
  }
  if (error.response && !brokeOff(error)) {
    const { status, headers } = error.response;
    const detail = say(detailOf(error.response.data));
    const location = say(String(headers.location ?? ""));
    const answer = `${status} ${reasonPhrase(status)}${detail ? `, "${detail}"` : ""}`;
    const text = `cannot ${what}: ${url.host} answers ${answer}: `;
    const remedy = remedyOf(status, { ...REMEDIES, ...remedies }, location, headers["retry-after"]);
    // 408 and 5xx come from a server, or a proxy before it, that may have passed the request on.
    const unclear = status >= 500 || status === 408;
    return new RegistryError(text + remedy, unclear ? "unclear" : "refused", status, detail);
  }
  const code = error.code ?? "";
  const reason = /CERT|SELF_SIGNED|LEAF_SIGNATURE|^ERR_(?:TLS|SSL)/u.test(code)
    ? `its TLS certificate is not trusted (${code}): ${TLS_REMEDY}`
    : `${CODES[code] ?? (say(error.message) || "the connection failed")}${code ? ` (${code})` : ""}`;
  return new RegistryError(`cannot ${what}: ${url.host}: ${reason}`, "unclear");
}

/** Whether an answer began and did not end; its status says nothing then. */
export function brokeOff({ code, response }: AxiosError): boolean {
  // axios gives whole answers of 3xx and 5xx the same code.
  const kind = Math.floor((response?.status ?? 0) / 100);
  return code === "ERR_BAD_RESPONSE" && (kind === 2 || kind === 4);
}

function remedyOf(status: number, remedies: Remedies, location: string, retryAfter: unknown) {
  if (status >= 300 && status < 400) {
    return `it sends elsewhere (${location}), and a token is not carried along: give that host as --hostname`;
  }
  const wait = typeof retryAfter === "string" ? `, not before Retry-After: ${retryAfter}` : "";
  if (status === 429) return oneLine(`${remedies[429] ?? ""}${wait}`);
  if (status >= 500) return oneLine(`the registry has a fault: try again later${wait}`);
  return remedies[status] ?? "the registry refuses the request";
}

const PHRASES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

function reasonPhrase(status: number): string {
  return PHRASES[status] ?? "";
}

/** The server's own words: `errors[].detail` of JSON:API, or `message` or `error` as GitLab has them. */
function detailOf(data: unknown): string {
  if (typeof data !== "object" || data === null) return "";
  const {
    errors,
    message,
    error,
    error_description: description,
  } = data as Record<string, unknown>;
  if (Array.isArray(errors)) return errors.map(errorText).filter(Boolean).join("; ");
  return [message ?? error, description].map(plainText).filter(Boolean).join(": ");
}

function errorText(error: unknown): string {
  if (typeof error !== "object" || error === null) return plainText(error);
  const { title, detail } = error as Record<string, unknown>;
  return plainText(detail ?? title);
}

function plainText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const LONGEST = 300;

/** Text of a server's as it may stand in a line on a terminal. */
export function oneLine(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/gu, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
