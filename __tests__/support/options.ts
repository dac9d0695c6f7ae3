import type { Variables } from "../../engines/terraform";
import type { Options, Row } from "./covering-array";

/** The variables of each choice of an option. */
export type Choices = Readonly<Record<string, Variables>>;

/** A combination that a module refuses by design. */
export interface Refusal {
  readonly combination: Row;
  /** What the message starts with; the variable's name comes first. */
  readonly says: string;
  readonly reason: string;
  /** What it takes for nothing else to be refused. @default - nothing */
  readonly beside?: Row;
}

/** Values of secret variables; no other value of a plan contains them. */
export const SENTINELS = {
  encryption_key: "5e11a15e".repeat(8),
  web_salt: "sentinel-of-the-salt",
  web_next_secret: "sentinel-of-the-sessions",
} as const;

/** The choices of a variable that is true or false. */
export const flag = (name: string): Choices => ({ no: { [name]: false }, yes: { [name]: true } });

/** The choices of a variable that has one of some values. */
export const oneOf = (name: string, ...values: (string | number)[]): Choices =>
  Object.fromEntries(values.map((value) => [String(value), { [name]: value }]));

/** Where ClickHouse keeps its parts. */
export const CLICKHOUSE_STORAGE = oneOf(
  "clickhouse_storage",
  ...["tiered", "object_storage_cached", "object_storage", "volume"],
);

/** The versions of Langfuse, and how the newer one writes. */
export const LANGFUSE = {
  langfuse_version: oneOf("langfuse_version", "3.225.4", "4.16.0"),
  langfuse_v4_write_mode: oneOf("langfuse_v4_write_mode", "events_only", "dual", "legacy"),
} as const;

/** With and without a first user. */
export const INITIAL_SETUP = {
  none: {},
  one: { initial_setup: { user_email: "admin@example.com" } },
} as const satisfies Choices;

/** A ClickHouse of the user's, but for its password. */
export const EXTERNAL_CLICKHOUSE = {
  host: "clickhouse.example.com",
  http_port: 8443,
  native_port: 9440,
  tls: true,
  username: "lf",
  cluster_enabled: true,
} as const;

/** Images of the user's in a registry. */
export const imagesIn = (registry: string) => ({
  web_image: `${registry}/langfuse:1`,
  worker_image: `${registry}/langfuse-worker:1`,
  clickhouse_image: `${registry}/clickhouse@sha256:${"0a".repeat(32)}`,
});

/** The names of options and of their choices. */
export function namesOf(options: Readonly<Record<string, Choices>>): Options {
  return Object.fromEntries(
    Object.entries(options).map(([name, choices]) => [name, Object.keys(choices)]),
  );
}

/** The variables that make the choices of a row. */
export function variablesIn(options: Readonly<Record<string, Choices>>, row: Row): Variables {
  const chosen = Object.entries(row).map(([name, choice]) => {
    const variables = options[name]?.[choice];
    if (!variables) throw new Error(`there is no choice ${name}=${choice}`);
    return variables;
  });
  return Object.assign({}, ...chosen) as Variables;
}

/** A refusal for each of some choices of one option, with the same rest. */
export function refusalsOf(
  option: string,
  choices: readonly string[],
  rest: Row,
  refusal: Omit<Refusal, "combination">,
): Refusal[] {
  return choices.map((choice) => ({ combination: { [option]: choice, ...rest }, ...refusal }));
}
