import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { FakeHcp } from "../support/registries/hcp";
import { publishing, startedForEachTest } from "../support/registries/setup";

const PUBLISHED = { "acme/example/aws": { "1.2.0": "ok" } };

const script = publishing("publish-hcp");
let registry: FakeHcp;
startedForEachTest(() => {
  registry = new FakeHcp(script.certificate());
  registry.busy = 0;
  return registry;
});

function start(args: string[] = [], env: Record<string, string> = { TFE_TOKEN: "secret-token" }) {
  const own = ["--module", "aws", "--organization", "acme", "--hostname", registry.api.host];
  return script.start([...own, ...args], env);
}

const publish = (...given: Parameters<typeof start>) => start(...given).ended;

test("publishes the newest version of the changelog and says how it is used", async () => {
  const { code, stdout } = await publish();
  expect(code).toBe(0);
  expect(registry.state).toEqual(PUBLISHED);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(
    `published: source = "${registry.api.host}/acme/example/aws", version = "1.2.0"`,
  );
});

test("mends a fault and a lost answer", async () => {
  registry.api.fail(/^GET /u, { status: 500 }, 1);
  registry.api.fail(/^POST \S+\/versions/u, "reset after", 1);
  expect((await publish()).code).toBe(0);
  expect(registry.state).toEqual(PUBLISHED);
});

test("takes the token that terraform login has written", async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "publish-hcp-"));
  const file = path.join(home, ".terraform.d", "credentials.tfrc.json");
  fs.mkdirSync(path.dirname(file));
  const credentials = { [registry.api.host]: { token: "secret-token" } };
  fs.writeFileSync(file, JSON.stringify({ credentials }));
  try {
    const { code, stdout, stderr } = await publish([], { HOME: home });
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain("secret-token");
  } finally {
    fs.rmSync(home, { recursive: true });
  }
});

test("a dry run changes nothing and names the steps", async () => {
  const { code, stdout } = await publish(["--dry-run"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /would create the module acme\/example\/aws\nwould create version 1\.2\.0/u,
  );
  expect(registry.api.touches).toEqual([]);
});

test("a dry run without a token asks nobody", async () => {
  const { code, stdout, stderr } = await publish(["--dry-run"], {});
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^dry run: would publish version 1\.2\.0 to localhost:\d+\/acme\/example\/aws/u,
  );
  expect(stderr).toMatch(/^no token for/u);
  expect(registry.api.log).toEqual([]);
});

test("a missing token is the caller's mistake, in one line, before any request", async () => {
  const { code, stderr } = await publish([], {});
  expect(code).toBe(2);
  expect(stderr).toMatch(/^publish:hcp: no token for localhost:\d+: set TFE_TOKEN .*\n$/u);
  expect(registry.api.log).toEqual([]);
});

test("a published version is refused with exit code 2", async () => {
  registry.put("acme/example/aws", "1.2.0", "ok");
  const { code, stderr } = await publish();
  expect(code).toBe(2);
  expect(stderr).toMatch(/^publish:hcp: --version: 1\.2\.0 .* already published.*\n$/u);
});

test("what the registry refuses ends with exit code 1 and one line", async () => {
  registry.api.fail(/^POST /u, { status: 422, body: { errors: [{ detail: "own words" }] } });
  const { code, stderr } = await publish();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^publish:hcp: cannot create the module .* 422 .*"own words".*\n$/u);
});

test("a registry that never ends is waited for as long as --wait says", async () => {
  registry.busy = Infinity;
  const { code, stderr } = await publish(["--wait", "1"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/has not finished version 1\.2\.0 in 1 s .*nothing is left behind\n$/u);
});

test("a certificate that nobody vouches for ends the run", async () => {
  const { code, stderr } = await publish([], { NODE_EXTRA_CA_CERTS: "", TFE_TOKEN: "t" });
  expect(code).toBe(1);
  expect(stderr).toMatch(/TLS certificate is not trusted .*NODE_EXTRA_CA_CERTS/u);
});

describe("a repository that is not ready", () => {
  const files: readonly (readonly [string, number, RegExp])[] = [
    ["modules/terraform-aws-example/new.tf", 2, /not committed/u],
    ["stale", 1, /stale: run npm run synth/u],
  ];
  test.each(files)("%s: refused before any request", async (name, expected, message) => {
    const file = path.join(script.repository().folder, name);
    fs.writeFileSync(file, "");
    try {
      const { code, stderr } = await publish();
      expect(stderr).toMatch(message);
      expect(code).toBe(expected);
      expect(registry.api.log).toEqual([]);
    } finally {
      fs.rmSync(file);
    }
  });
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the upload takes the version back",
  async (name) => {
    registry.archivist.fail(/^PUT /u, "hang");
    const running = start();
    registry.archivist.onRequest = () => {
      running.signal(name);
    };
    const { code, stderr } = await running.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/interrupted; taken back: version 1\.2\.0; nothing is left behind\n$/u);
    expect(registry.state).toEqual({});
  },
);

test("a signal that npm repeats is one", async () => {
  registry.archivist.fail(/^PUT /u, "hang");
  const running = start();
  registry.archivist.onRequest = () => {
    running.signal("SIGINT");
    setTimeout(() => {
      running.signal("SIGINT");
    }, 5);
  };
  expect((await running.ended).stderr).toMatch(/nothing is left behind\n$/u);
});

test("told to stop once more while tidying, it stops and says what may be left", async () => {
  registry.archivist.fail(/^PUT /u, "hang");
  registry.api.fail(/^DELETE /u, "hang");
  const running = start();
  registry.archivist.onRequest = () => {
    running.signal("SIGINT");
    setTimeout(() => {
      running.signal("SIGINT");
    }, 1300);
  };
  const { code, stderr } = await running.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /stopped while tidying up: version 1\.2\.0 of .* the next run removes it\n$/u,
  );
});
