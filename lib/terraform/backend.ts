import path from "node:path";
import { TerraformBackend, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { UsageError } from "../cli";

type Arguments = Readonly<Record<string, unknown>>;

interface BackendType {
  /** Arguments that must be set, by Terraform name. */
  readonly required: readonly string[];

  /** The argument that says where in the backend the state is; no two stacks may share it. */
  readonly place: string;

  /** The place of a stack's state when nothing is said. */
  readonly defaultPlace: (stack: string) => string;

  /** Arguments that are secrets or lead to one, and the environment variables that Terraform reads instead. */
  readonly secrets: Readonly<Record<string, string>>;
}

const remotePlace = (stack: string) => `${stack}/terraform.tfstate`;

/**
 * The backends that may be configured.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 * @see https://developer.hashicorp.com/terraform/language/backend/azurerm
 * @see https://developer.hashicorp.com/terraform/language/backend/local
 */
const TYPES: Readonly<Record<string, BackendType>> = {
  s3: {
    required: ["bucket", "region"],
    place: "key",
    defaultPlace: remotePlace,
    secrets: {
      access_key: "AWS_ACCESS_KEY_ID",
      secret_key: "AWS_SECRET_ACCESS_KEY",
      token: "AWS_SESSION_TOKEN",
      sse_customer_key: "AWS_SSE_CUSTOMER_KEY",
    },
  },
  azurerm: {
    required: ["storage_account_name", "container_name"],
    place: "key",
    defaultPlace: remotePlace,
    secrets: {
      access_key: "ARM_ACCESS_KEY",
      sas_token: "ARM_SAS_TOKEN",
      client_secret: "ARM_CLIENT_SECRET",
      client_certificate: "ARM_CLIENT_CERTIFICATE",
      client_certificate_password: "ARM_CLIENT_CERTIFICATE_PASSWORD",
      oidc_token: "ARM_OIDC_TOKEN",
      oidc_request_token: "ARM_OIDC_REQUEST_TOKEN",
    },
  },
  // Terraform runs in the output folder of the stack, people in the folder of the app.
  local: {
    required: [],
    place: "path",
    defaultPlace: (stack) => `terraform.${stack}.tfstate`,
    secrets: {},
  },
};

/** A `backend` block, by the names that Terraform has for its arguments. */
class ConfiguredBackend extends TerraformBackend {
  public constructor(
    scope: Construct,
    type: string,
    private readonly attributes: Arguments,
  ) {
    super(scope, "backend", type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }

  public override getRemoteStateDataSource(): never {
    throw new Error(
      "no stack of this app may read another's state: hand the value on as a variable",
    );
  }
}

/**
 * Gives stacks the backend that the app's context says; a stack of which it says nothing keeps its state in a local
 * file, as is cdktf's default.
 *
 * @param context `{ "s3": { … } }` for all stacks, `{ "<stack>": { "s3": { … } } }` for one, or undefined
 * @throws UsageError for an unknown backend, a missing argument, a secret, or a place that stacks would share
 */
export function configureBackends(stacks: readonly TerraformStack[], context: unknown): void {
  if (context === undefined) return;
  const names = stacks.map((stack) => stack.node.id);
  const { own, shared } = split(objectAt("backend", context), names);
  for (const stack of stacks) {
    const name = stack.node.id;
    const [at, chosen] =
      name in own
        ? [`backend.${name}`, objectAt(`backend.${name}`, own[name])]
        : ["backend", shared];
    if (Object.keys(chosen).length === 0) continue;
    define(stack, at, chosen, at === "backend" && stacks.length > 1);
  }
}

function split(
  context: Arguments,
  names: readonly string[],
): { own: Arguments; shared: Arguments } {
  const entries = Object.entries(context);
  for (const [key] of entries) {
    if (Object.hasOwn(TYPES, key) || names.includes(key)) continue;
    throw new UsageError(
      `backend: got "${key}", expected a backend (${list(TYPES)}) or a stack (${names.join(", ")})`,
    );
  }
  return {
    own: Object.fromEntries(entries.filter(([key]) => names.includes(key))),
    shared: Object.fromEntries(entries.filter(([key]) => !names.includes(key))),
  };
}

function define(stack: TerraformStack, at: string, chosen: Arguments, isShared: boolean): void {
  const [type = "", ...more] = Object.keys(chosen);
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined || more.length > 0) {
    throw new UsageError(
      `${at}: got "${[type, ...more].join('", "')}", expected one of ${list(TYPES)}`,
    );
  }
  const where = `${at}.${type}`;
  const given = objectAt(where, chosen[type]);
  checkArguments(where, given, known);
  if (isShared && known.place in given) {
    throw new UsageError(
      `${where}.${known.place}: stacks would overwrite each other's state, so it is set for one stack: ` +
        `{"${stack.node.id}": {"${type}": {…}}}`,
    );
  }
  const place = (given[known.place] ?? known.defaultPlace(stack.node.id)) as string;
  new ConfiguredBackend(stack, type, {
    ...given,
    [known.place]: type === "local" ? path.resolve(place) : place,
  });
}

function checkArguments(
  where: string,
  given: Arguments,
  { required, place, secrets }: BackendType,
): void {
  for (const name of required) {
    if (!(name in given))
      throw new UsageError(`${where}.${name} is missing: ${where} needs ${required.join(", ")}`);
  }
  for (const name of [...required, place].filter((key) => key in given)) {
    const value = given[name];
    if (typeof value === "string" && value !== "") continue;
    throw new UsageError(
      `${where}.${name}: got ${JSON.stringify(value)}, expected a text that is not empty`,
    );
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(secrets, name)) continue;
    throw new UsageError(
      `${where}.${name} is a secret and would be written to cdktf.out: leave it out and set ${secrets[name]}`,
    );
  }
}

function objectAt(where: string, value: unknown): Arguments {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Arguments;
  throw new UsageError(`${where}: got ${JSON.stringify(value)}, expected an object`);
}

function list(types: object): string {
  return Object.keys(types).join(", ");
}
