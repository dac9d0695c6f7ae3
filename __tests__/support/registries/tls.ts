import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A certificate of its own authority for localhost, in a folder that {@link Certificate.remove} removes. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** For NODE_EXTRA_CA_CERTS. */
  readonly file: string;
  readonly remove: () => void;
}

export function makeCertificate(): Certificate {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "registry-tls-"));
  const [keyFile, file] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const kind = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...names, "-keyout", keyFile, "-out", file], {
    stdio: "ignore",
  });
  return {
    key: fs.readFileSync(keyFile, "utf8"),
    cert: fs.readFileSync(file, "utf8"),
    file,
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
