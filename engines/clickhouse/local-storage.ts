import type { ConfigFiles } from "./config-files";

/** What a server needs to reach local storage in place of a cloud's. */
export interface LocalStorage {
  readonly files: ConfigFiles;
  readonly env: Readonly<Record<string, string>>;
}

/** Access key the local S3 can be told to insist on (`accessKeyIds`). */
export const LOCAL_ACCESS_KEY_ID = "AKIALOCALCLICKHOUSE0";

/** `https://s3.<region>.amazonaws.com/<bucket>/…`, also dual-stack and China. */
const PATH_STYLE = /https:\/\/s3[.-](?:dualstack\.)?[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\//g;
/** `https://<bucket>.s3.<region>.amazonaws.com/…` */
const HOST_STYLE =
  /https:\/\/([a-z0-9.-]+)\.s3[.-](?:dualstack\.)?[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\//g;

/**
 * Points rendered configuration at a local S3: AWS hosts in XML and in environment values become
 * the local address, bucket and path stay. Credentials arrive in the environment, where
 * `use_environment_credentials` finds them as it would find a task role's.
 *
 * @param s3 - anything with the local server's `url`
 * @param storage - the product's files, and environment values `from_env` reads
 */
export function withLocalS3(
  s3: { readonly url: string },
  storage: { readonly files: ConfigFiles; readonly env?: Readonly<Record<string, string>> },
): LocalStorage {
  const replace = (text: string): string =>
    text.replace(PATH_STYLE, `${s3.url}/`).replace(HOST_STYLE, `${s3.url}/$1/`);
  const local = {
    files: mapValues(storage.files, replace),
    env: mapValues(storage.env ?? {}, replace),
  };
  assertChanged("an S3 endpoint (https://s3.<region>.amazonaws.com/…)", storage, local);
  return {
    ...local,
    env: {
      AWS_ACCESS_KEY_ID: LOCAL_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: "local-secret",
      ...local.env,
    },
  };
}

/** `<storage_account_url>https://<account>.blob.core.windows.net</storage_account_url>` */
const ACCOUNT_URL =
  /<storage_account_url>\s*https:\/\/[a-z0-9]+\.blob\.core\.windows\.net\/?\s*<\/storage_account_url>/g;

/**
 * Points rendered configuration at a local Blob service. A managed identity cannot be used over
 * plain HTTP, so the account's key is added beside the address; everything else stays.
 */
export function withLocalBlob(
  blob: { readonly url: string; readonly accountName: string; readonly accountKey: string },
  storage: { readonly files: ConfigFiles; readonly env?: Readonly<Record<string, string>> },
): LocalStorage {
  const account =
    `<storage_account_url>${blob.url}</storage_account_url>` +
    `<account_name>${blob.accountName}</account_name>` +
    `<account_key>${blob.accountKey}</account_key>`;
  const files = mapValues(storage.files, (xml) => xml.replace(ACCOUNT_URL, account));
  assertChanged("a <storage_account_url> of blob.core.windows.net", storage, { files });
  return { files, env: storage.env ?? {} };
}

function mapValues(
  values: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, change(text)]));
}

/** A configuration that stays pointed at a cloud would hang in a test, far from the cause. */
function assertChanged(
  what: string,
  before: { readonly files: ConfigFiles; readonly env?: object },
  after: { readonly files: ConfigFiles; readonly env?: object },
): void {
  const same = (a: object = {}, b: object = {}) => JSON.stringify(a) === JSON.stringify(b);
  if (same(before.files, after.files) && same(before.env, after.env)) {
    throw new Error(`found no ${what.replace(/^an? /, "")} to replace in the configuration`);
  }
}
