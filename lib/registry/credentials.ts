import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { domainToASCII } from "node:url";
import { UsageError } from "../cli";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret that a registry takes, and where it was found. */
export interface Token {
  readonly value: string;
  /** Name of the variable or the file. */
  readonly origin: string;
}

/**
 * The first of some variables that holds a token.
 * @throws UsageError for a value that no HTTP header can carry
 */
export function tokenFromVariables(names: readonly string[], env: Environment): Token | null {
  for (const name of names) {
    const token = checkToken(env[name], name);
    if (token) return token;
  }
  return null;
}

/**
 * The token that Terraform itself would send to a host: `TF_TOKEN_<host>`, then a `credentials` block of the CLI
 * configuration, then `terraform login`'s file. Credentials helpers are not asked.
 * @param host host name with its port where that is not 443, as {@link URL} has it
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#credentials
 * @throws UsageError when a file cannot be read as configuration
 */
export async function terraformToken(
  host: string,
  env: Environment = process.env,
): Promise<Token | null> {
  const fromEnvironment = hostToken(host, env);
  if (fromEnvironment) return fromEnvironment;
  for (const file of configurationFiles(env)) {
    const token = checkToken(await tokenInFile(file, host), file);
    if (token) return token;
  }
  return null;
}

/** The variable for a host as one would write it: `TF_TOKEN_app_terraform_io`. A shell's names have no port. */
export function tokenVariable(host: string): string {
  const name = host.replace(/:\d+$/u, "");
  return `TF_TOKEN_${name.replaceAll("-", "__").replaceAll(".", "_")}`;
}

const PREFIX = "TF_TOKEN_";

function hostToken(host: string, env: Environment): Token | null {
  const wanted = [host, host.replace(/:\d+$/u, "")];
  // Sorted, so that two spellings of one host do not depend on the order of the environment.
  const names = Object.keys(env)
    .filter((name) => name.startsWith(PREFIX))
    .sort();
  for (const candidate of wanted) {
    const found = names.filter((name) => hostOf(name.slice(PREFIX.length)) === candidate);
    const token = tokenFromVariables(found, env);
    if (token) return token;
  }
  return null;
}

/** The host in a variable's name: `__` stands for a hyphen, `_` for a dot. */
function hostOf(encoded: string): string {
  return normalHost(encoded.replaceAll("__", "-").replaceAll("_", "."));
}

function normalHost(host: string): string {
  const [, name = "", port = ""] = /^(.*?)(:\d+)?$/u.exec(host) ?? [];
  return domainToASCII(name) + (port === ":443" ? "" : port);
}

/** As Terraform looks: a file named in the environment takes the place of all others. */
function configurationFiles(env: Environment): string[] {
  const named = env.TF_CLI_CONFIG_FILE ?? env.TERRAFORM_CONFIG;
  if (named) return [named];
  const isWindows = process.platform === "win32";
  const home = isWindows ? (env.APPDATA ?? os.homedir()) : (env.HOME ?? os.homedir());
  const folder = path.join(home, isWindows ? "terraform.d" : ".terraform.d");
  const inFolder = fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => /\.tfrc(?:\.json)?$/u.test(name))
        .sort()
    : [];
  return [
    path.join(home, isWindows ? "terraform.rc" : ".terraformrc"),
    ...inFolder.map((name) => path.join(folder, name)),
  ];
}

async function tokenInFile(file: string, host: string): Promise<string | undefined> {
  if (!fs.existsSync(file)) return undefined;
  let credentials: unknown;
  try {
    const text = fs.readFileSync(file, "utf8");
    credentials = field(
      isJson(file, text) ? JSON.parse(text) : await parseHcl(text),
      "credentials",
    );
  } catch (error) {
    // A parser may quote the line at fault, which may hold a token.
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(
      `${file}: cannot be read as Terraform CLI configuration${typeof code === "string" ? ` (${code})` : ""}: mend it, or set the token in the environment`,
    );
  }
  for (const [name, entry] of Object.entries(asObject(credentials))) {
    if (normalHost(name) !== host) continue;
    // A block of HCL is a list of one, an object of JSON is itself.
    const token = field(Array.isArray(entry) ? entry[0] : entry, "token");
    if (typeof token === "string") return token;
  }
  return undefined;
}

function isJson(file: string, text: string): boolean {
  return file.endsWith(".json") || text.trimStart().startsWith("{");
}

async function parseHcl(text: string): Promise<unknown> {
  const { parse } = await import("@cdktf/hcl2json");
  return parse("terraform.tf", text);
}

function field(value: unknown, name: string): unknown {
  return asObject(value)[name];
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function checkToken(text: string | undefined, origin: string): Token | null {
  const value = text?.trim() ?? "";
  if (value === "") return null;
  if (/^[\u0021-\u007e]+$/u.test(value)) return { value, origin };
  throw new UsageError(
    `${origin}: holds a token with white space or characters beyond ASCII, which no HTTP header carries: copy the token again`,
  );
}
