import { UsageError } from "../../../lib/cli";
import { HCP_REMEDIES, publishToHcp, rehearseHcp } from "../../../lib/registry/hcp";
import { clientOf, failureIn, failureOf, listener, PARCEL } from "../../support/registries/client";
import { type Answer, mendable } from "../../support/registries/faults";
import type { Fault } from "../../support/registries/faulty-server";
import { FakeHcp } from "../../support/registries/hcp";
import { startedForEachTest, trustedCertificate } from "../../support/registries/setup";

const MODULE = { organization: "acme", name: "langfuse", provider: "aws" };
const ADDRESS = "acme/langfuse/aws";
const API = "/api/v2/organizations/acme/registry-modules";
const OWN = `${API}/private/acme/langfuse/aws`;
const PUBLISHED = { [ADDRESS]: { "1.2.0": "ok" } };

const CREATE_MODULE = /^POST \S+\/registry-modules$/u;
const CREATE_VERSION = /^POST \S+\/versions$/u;
const LOOK = /^GET /u;
const UPLOAD = /^PUT /u;
const REMOVE = /^DELETE /u;

const certificate = trustedCertificate();
let registry: FakeHcp;

startedForEachTest(() => (registry = new FakeHcp(certificate())));

interface Options {
  readonly token?: string;
  readonly signal?: AbortSignal;
  readonly organization?: string;
}

function client({ token = "secret-token", signal }: Options = {}) {
  const headers = { Authorization: `Bearer ${token}` };
  return clientOf(registry.api.host, headers, { signal, remedies: HCP_REMEDIES });
}

async function publish(options: Options = {}, told = listener()) {
  const { organization = "acme" } = options;
  await publishToHcp(client(options), { ...MODULE, organization }, PARCEL, told);
}

const failure = (options?: Options) => failureOf(publish(options));

const answer: Answer = (status, detail, headers = {}) => ({
  status,
  headers,
  body: { errors: [{ status: String(status), title: "problem", detail }] },
});

describe("a version of a module that is not there", () => {
  test("is created, uploaded and ok", async () => {
    await publish();
    expect(registry.state).toEqual(PUBLISHED);
  });

  test("needs one request each for module, version and archive", async () => {
    await publish();
    expect(registry.api.touches).toEqual([`POST ${API}`, `POST ${OWN}/versions`]);
    expect(registry.archivist.touches).toEqual(["PUT /v1/object/1"]);
  });

  test("arrives byte by byte", async () => {
    await publish();
    const { archive } = registry.modules.get(ADDRESS)?.get("1.2.0") ?? {};
    expect(archive?.equals(PARCEL.archive)).toBe(true);
  });

  test("carries its commit", async () => {
    await publish();
    expect(registry.modules.get(ADDRESS)?.get("1.2.0")?.commit).toBe(PARCEL.commit);
  });

  test("is uploaded to the other host without the token", async () => {
    await publish();
    expect(registry.archivist.seen.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
    ]);
  });

  test("shows progress up to its last byte", async () => {
    const told = listener();
    await publish({}, told);
    expect(told.bytes.at(-1)).toBe(PARCEL.archive.length);
    expect(told.bytes.length).toBeGreaterThan(1);
  });
});

describe("what is there already", () => {
  test("a module gets a version beside the others", async () => {
    registry.put(ADDRESS, "1.1.0", "ok");
    await publish();
    expect(registry.state).toEqual({ [ADDRESS]: { "1.1.0": "ok", "1.2.0": "ok" } });
  });

  test("a published version is the caller's mistake, and nothing is touched", async () => {
    registry.put(ADDRESS, "1.2.0", "ok");
    const error = await failure();
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(/1\.2\.0 of acme\/langfuse\/aws is already published.*higher/u);
    expect(registry.api.touches).toEqual([]);
  });

  test.each(["pending", "reg_ingress_failed"])(
    "a version that an earlier run left %s is removed and made anew",
    async (status) => {
      registry.put(ADDRESS, "1.2.0", status);
      await publish();
      expect(registry.state).toEqual(PUBLISHED);
      expect(registry.api.touches).toEqual([
        `DELETE ${OWN}/1.2.0`,
        `POST ${API}`,
        `POST ${OWN}/versions`,
      ]);
    },
  );

  test("a pending version that another run brings to its end is left alone", async () => {
    registry.put(ADDRESS, "1.2.0", "pending");
    registry.api.onRequest = () => {
      if (registry.api.seen.length === 3) registry.put(ADDRESS, "1.2.0", "ok");
    };
    expect((await failure()).message).toMatch(/already published/u);
    expect(registry.api.touches).toEqual([]);
  });

  test("a version that the registry works on is left alone", async () => {
    registry.put(ADDRESS, "1.2.0", "cloning");
    expect((await failure()).message).toMatch(/is working on version 1\.2\.0.*cloning/u);
    expect(registry.api.touches).toEqual([]);
  });

  test("an unfinished version that may not be removed is named", async () => {
    registry.put(ADDRESS, "1.2.0", "reg_ingress_failed");
    registry.api.fail(REMOVE, answer(404));
    expect((await failure()).message).toMatch(/cannot remove version 1\.2\.0/u);
    expect(registry.api.touches).toEqual([`DELETE ${OWN}/1.2.0`]);
  });
});

/** Each request that the registry may get, and what it is about. */
const STEPS: readonly (readonly [string, RegExp])[] = [
  ["look", LOOK],
  ["module", CREATE_MODULE],
  ["version", CREATE_VERSION],
  ["upload", UPLOAD],
];

const trap = (step: RegExp, fault: Fault, times?: number) => {
  for (const server of [registry.api, registry.archivist]) server.fail(step, fault, times);
};

const REFUSALS = [401, 403, 404, 409, 422];
const MENDABLE = mendable(answer);

describe.each(STEPS)("%s", (name, step) => {
  test.each(MENDABLE)("%s once: published exactly once all the same", async (_, fault) => {
    trap(step, fault, 1);
    await publish();
    expect(registry.state).toEqual(PUBLISHED);
    expect(registry.archivist.touches.length).toBeLessThanOrEqual(2);
  });

  test.each(MENDABLE)("%s for ever: published whole or not at all", async (_, fault) => {
    trap(step, fault);
    const failed = await failureIn(publish());
    expect(registry.state).toEqual(failed === undefined ? PUBLISHED : {});
    if (failed !== undefined) expect(failed.message).not.toMatch(/\n|secret-token/u);
  });

  // A look's 404 is no failure: the module is not there yet.
  const refusals = REFUSALS.filter((status) => name !== "look" || status !== 404);

  test.each(refusals)(
    "%d: ends with the registry's words, and nothing is left behind",
    async (status) => {
      trap(step, answer(status, "the registry's own words"));
      const { message } = await failure();
      expect(message).toMatch(new RegExp(`answers ${status} .*"the registry's own words": `, "u"));
      expect(message).not.toMatch(/\n|secret-token/u);
      expect(registry.state).toEqual({});
    },
  );

  test.each(refusals)("%d is not tried again", async (status) => {
    trap(step, answer(status));
    await failure();
    const all = [...registry.api.log, ...registry.archivist.log];
    expect(all.filter((line) => step.test(line))).toHaveLength(1);
  });
});

test("an upload cut in the middle is sent again", async () => {
  registry.archivist.fail(UPLOAD, "cut upload", 1);
  await publish();
  expect(registry.state).toEqual(PUBLISHED);
});

test("an upload that arrived is not sent a second time", async () => {
  registry.archivist.fail(UPLOAD, "reset after", 1);
  await publish();
  expect(registry.archivist.touches).toHaveLength(1);
});

test("a version whose answer was lost is made once more, not twice", async () => {
  registry.api.fail(CREATE_VERSION, "reset after", 1);
  await publish();
  const own = registry.api.touches.filter((line) => line.includes("1.2.0"));
  expect(own).toEqual([`DELETE ${OWN}/1.2.0`]);
  expect(registry.state).toEqual(PUBLISHED);
});

describe("Retry-After", () => {
  test("in seconds is waited for", async () => {
    registry.api.fail(CREATE_VERSION, answer(429, "slow down", { "retry-after": "1" }), 1);
    const start = Date.now();
    await publish();
    expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
    expect(registry.state).toEqual(PUBLISHED);
  });

  test("as a date is waited for", async () => {
    const date = new Date(Date.now() + 2000).toUTCString();
    registry.api.fail(LOOK, answer(429, undefined, { "retry-after": date }), 1);
    await publish();
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date));
  });

  test("of an hour is not waited for but told", async () => {
    registry.api.fail(LOOK, answer(429, undefined, { "retry-after": "3600" }));
    expect((await failure()).message).toMatch(/429 Too Many Requests.*Retry-After: 3600/u);
    expect(registry.api.log).toHaveLength(1);
  });
});

describe("after the upload", () => {
  /** Makes only the looks fail that wait for the end. */
  const failPolls = (fault: Fault, times?: number) => {
    registry.archivist.onRequest = () => {
      registry.api.fail(LOOK, fault, times);
    };
  };

  test.each(MENDABLE)("%s once to a look does not matter", async (_, fault) => {
    failPolls(fault, 1);
    await publish();
    expect(registry.state).toEqual(PUBLISHED);
  });

  test.each([answer(500), answer(401), answer(403), "reset before" as const])(
    "%j to each look: the version is taken back",
    async (fault) => {
      failPolls(fault);
      expect((await failure()).message).toMatch(/^cannot look up .*taken back: version 1\.2\.0/u);
      expect(registry.state).toEqual({});
    },
  );

  test("a registry that is gone: the line says what remains", async () => {
    registry.archivist.onRequest = () => {
      registry.api.fail(/./u, "reset before");
    };
    expect((await failure()).message).toMatch(
      /left behind: version 1\.2\.0 \(uploaded, so it may be published\), to be removed/u,
    );
    expect(Object.keys(registry.state[ADDRESS] ?? {})).toEqual(["1.2.0"]);
  });

  test("the registry's reason for refusing the archive is told, and the version removed", async () => {
    registry.outcome = { status: "reg_ingress_failed", error: "no .tf files in the root" };
    const { message } = await failure();
    expect(message).toMatch(
      /cannot use the archive .*reg_ingress_failed, "no \.tf files in the root"/u,
    );
    expect(message).toMatch(/taken back: version 1\.2\.0; nothing is left behind$/u);
    expect(registry.state).toEqual({});
  });

  test("a registry that never ends is not waited for without limit", async () => {
    registry.busy = Infinity;
    expect((await failure()).message).toMatch(/has not finished version 1\.2\.0 in 0\.3 s/u);
    expect(registry.state).toEqual({});
  });

  test("other versions of the module stay when one fails", async () => {
    registry.put(ADDRESS, "1.1.0", "ok");
    registry.outcome = { status: "reg_ingress_failed" };
    await failure();
    expect(registry.state).toEqual({ [ADDRESS]: { "1.1.0": "ok" } });
  });
});

describe("what cannot be taken back", () => {
  test("is said exactly, with the command that removes it", async () => {
    registry.archivist.fail(UPLOAD, answer(403));
    registry.api.fail(REMOVE, answer(404));
    const { message } = await failure();
    expect(registry.state).toEqual({ [ADDRESS]: { "1.2.0": "pending" } });
    expect(message).toContain(
      `; left behind: version 1.2.0, to be removed by an owner with: curl --request DELETE --header "Authorization: Bearer $TFE_TOKEN" https://${registry.api.host}${OWN}/1.2.0`,
    );
    expect(message).not.toMatch(/\n|nothing is left/u);
  });

  test("an empty module is named when it stays", async () => {
    registry.api.fail(CREATE_VERSION, answer(422));
    registry.api.fail(REMOVE, answer(403));
    expect((await failure()).message).toMatch(/left behind: the empty module acme\/langfuse\/aws/u);
  });

  test("is told apart from what may be there when the registry is gone", async () => {
    registry.api.fail(CREATE_VERSION, "reset after");
    registry.api.onRequest = ({ method }) => {
      if (method === "POST" && registry.api.log.at(-1)?.endsWith("versions")) {
        registry.api.fail(/./u, "reset before");
      }
    };
    expect((await failure()).message).toMatch(/left behind: version 1\.2\.0 \(if it was made\)/u);
  });
});

test("another run's version that came first is not removed", async () => {
  registry.api.fail(CREATE_VERSION, "reset before", 1);
  registry.api.onRequest = ({ method, path }) => {
    if (method === "POST" && path.endsWith("versions")) registry.put(ADDRESS, "1.2.0", "ok");
  };
  expect((await failure()).message).toMatch(/already published/u);
  expect(registry.state).toEqual(PUBLISHED);
  expect(registry.api.touches.filter((line) => REMOVE.test(line))).toEqual([]);
});

test("another run's version is not removed by one that is told to stop", async () => {
  const controller = new AbortController();
  registry.api.fail(CREATE_VERSION, "hang");
  registry.api.onRequest = ({ path }) => {
    if (!path.endsWith("versions")) return;
    registry.put(ADDRESS, "1.2.0", "ok");
    controller.abort();
  };
  expect((await failure({ signal: controller.signal })).message).toMatch(/interrupted/u);
  expect(registry.state).toEqual(PUBLISHED);
});

test("a version whose answer was lost and that is listed late is taken back", async () => {
  const empty = { data: { attributes: { "version-statuses": [] } } };
  registry.api.fail(CREATE_VERSION, "reset after", 1);
  registry.api.onRequest = ({ path }) => {
    // Two looks: for the lost version, and for the module.
    if (path.endsWith("versions")) registry.api.fail(LOOK, { status: 200, body: empty }, 2);
    registry.api.onRequest = path.endsWith("versions") ? () => undefined : registry.api.onRequest;
  };
  expect((await failure()).message).toMatch(/422 .*"Version has already been taken".*taken back/u);
  expect(registry.state).toEqual({});
});

test("a module that another run made at the same time is used", async () => {
  registry.api.onRequest = ({ method, path }) => {
    if (method === "POST" && path === API) registry.put(ADDRESS, "1.1.0", "ok");
  };
  await publish();
  expect(registry.state).toEqual({ [ADDRESS]: { "1.1.0": "ok", "1.2.0": "ok" } });
});

describe("told to stop", () => {
  const CASES: readonly (readonly [string, RegExp])[] = [
    ["while it creates the module", CREATE_MODULE],
    ["while it creates the version", CREATE_VERSION],
    ["in the upload", UPLOAD],
  ];
  test.each(CASES)("%s: takes back what it made", async (_, step) => {
    const controller = new AbortController();
    const stop = ({ method, path }: { method: string; path: string }) => {
      if (step.test(`${method} ${path}`))
        setTimeout(() => {
          controller.abort();
        }, 10);
    };
    registry.api.onRequest = stop;
    registry.archivist.onRequest = stop;
    trap(step, "hang");
    const { message } = await failure({ signal: controller.signal });
    expect(message).toMatch(/interrupted/u);
    expect(message).toMatch(/nothing is left behind$/u);
    expect(registry.state).toEqual({});
  });
});

test("an unknown organization is told with its remedy", async () => {
  expect((await failure({ organization: "other" })).message).toMatch(
    /cannot create the module other\/langfuse\/aws: .* 404 Not Found.*--organization/u,
  );
});

test("a wrong token ends before anything is touched", async () => {
  const { message } = await failure({ token: "other-token" });
  expect(message).toMatch(/401 Unauthorized, "unauthorized": the token is wrong/u);
  expect(registry.api.log).toHaveLength(1);
});

test("a token that the server repeats is not shown", async () => {
  registry.api.fail(LOOK, answer(403, "no access for secret-token"));
  expect((await failure()).message).toContain('"no access for [token]"');
});

test("an address for the upload without TLS is refused", async () => {
  registry.api.fail(CREATE_VERSION, {
    status: 201,
    body: { data: { links: { upload: "http://localhost/v1/object/1" } } },
  });
  expect((await failure()).message).toMatch(/gives no https address/u);
});

test("a redirect is not followed, so that the token stays", async () => {
  registry.api.fail(LOOK, { status: 302, headers: { location: "https://localhost:1/" } });
  expect((await failure()).message).toMatch(/302.*it sends elsewhere \(https:\/\/localhost:1\/\)/u);
});

test("something else than a registry is told as such", async () => {
  registry.api.fail(LOOK, { status: 200, body: "<html>welcome</html>" });
  expect((await failure()).message).toMatch(/something else than the registry API.*--hostname/u);
  expect(registry.api.touches).toEqual([]);
});

describe("a dry run", () => {
  async function rehearse() {
    const told = listener();
    await rehearseHcp(client(), MODULE, PARCEL, told);
    return told.steps;
  }

  test("only looks", async () => {
    await rehearse();
    expect(registry.api.log).toEqual([`GET ${OWN}`]);
  });

  test("names each step", async () => {
    expect(await rehearse()).toEqual([
      "would create the module acme/langfuse/aws",
      'would create version 1.2.0, upload its archive and wait until it is "ok"',
    ]);
  });

  test("names what it would remove", async () => {
    registry.put(ADDRESS, "1.2.0", "pending");
    expect((await rehearse())[0]).toMatch(/would remove version 1\.2\.0, unfinished \(pending\)/u);
  });

  test("refuses a published version as the real run does", async () => {
    registry.put(ADDRESS, "1.2.0", "ok");
    await expect(rehearse()).rejects.toThrow(UsageError);
  });
});
