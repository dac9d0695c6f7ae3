import https from "node:https";
import { type Certificate, makeCertificate } from "../certificate";
import { makeRepository, type Repository, type Running } from "./repository";

/** A registry on this machine. */
interface Server {
  readonly start: () => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Something that is made before the tests of a file and removed after them. */
function forFile<Made extends { readonly remove: () => void }>(make: () => Made): () => Made {
  let made: Made | undefined;
  beforeAll(() => {
    made = make();
  });
  afterAll(() => {
    made?.remove();
  });
  return () => {
    if (!made) throw new Error("ask for it in tests, not beside them");
    return made;
  };
}

/** A certificate for the tests of a file, which this process trusts until they are over. */
export function trustedCertificate(): () => Certificate {
  const certificate = forFile(makeCertificate);
  beforeAll(() => {
    https.globalAgent.options.ca = certificate().cert;
  });
  afterAll(() => {
    https.globalAgent.options.ca = undefined;
    https.globalAgent.destroy();
  });
  return certificate;
}

/**
 * Starts a registry before each test of a file and ends it after.
 *
 * @param make - makes it; the test keeps it
 */
export function startedForEachTest(make: () => Server): void {
  let server: Server | undefined;
  beforeEach(async () => {
    server = make();
    await server.start();
  });
  afterEach(async () => {
    await server?.stop();
  });
}

/** What the tests of a script that publishes have: a certificate, and a repository to run the script in. */
export interface Publishing {
  readonly certificate: () => Certificate;
  readonly repository: () => Repository;
  /** Runs the script, which trusts the certificate unless its environment says otherwise. */
  readonly start: (args: string[], env: Readonly<Record<string, string>>) => Running;
}

/** The same for the tests of a file. */
export function publishing(script: string): Publishing {
  const certificate = forFile(makeCertificate);
  const repository = forFile(makeRepository);
  return {
    certificate,
    repository,
    start: (args, env) =>
      repository().run(script, args, { NODE_EXTRA_CA_CERTS: certificate().file, ...env }),
  };
}
