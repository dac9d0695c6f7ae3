import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { remove, scratchFolder } from "./scratch";

/** A certificate for localhost and 127.0.0.1 that nobody knows but who is told, in a folder of its own. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The key as a PEM file. */
  readonly keyFile: string;
  /** The certificate as a PEM file: what `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS` take. */
  readonly file: string;
  /** Removes the files. */
  readonly remove: () => void;
}

/**
 * Makes one that holds for two days.
 * @throws Error when `openssl`, which makes it, cannot be run
 */
export function makeCertificate(): Certificate {
  const folder = scratchFolder("certificate");
  try {
    const keyFile = path.join(folder, "key.pem");
    const file = path.join(folder, "certificate.pem");
    const { error, status, stderr } = spawnSync("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
      ...["-days", "2", "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
      ...["-keyout", keyFile, "-out", file],
    ]);
    if (error) throw new Error(`openssl cannot be run (${error.message}): install it`);
    if (status !== 0) throw new Error(`openssl made no certificate: ${stderr.toString()}`);
    const [key, cert] = [fs.readFileSync(keyFile, "utf8"), fs.readFileSync(file, "utf8")];
    return {
      key,
      cert,
      keyFile,
      file,
      remove: () => {
        remove(folder);
      },
    };
  } catch (error) {
    remove(folder);
    throw error;
  }
}
