import { UsageError } from "../../../lib/cli";
import { GITLAB_REMEDIES, publishToGitlab, rehearseGitlab } from "../../../lib/registry/gitlab";
import { GitlabApi } from "../../../lib/registry/gitlab-api";
import { clientOf, failureIn, failureOf, listener, PARCEL } from "../../support/registries/client";
import { type Answer, mendable } from "../../support/registries/faults";
import type { Fault } from "../../support/registries/faulty-server";
import { FakeGitlab } from "../../support/registries/gitlab";
import { startedForEachTest, trustedCertificate } from "../../support/registries/setup";

const FILE = "/api/v4/projects/group%2Fproject/packages/terraform/modules/langfuse/aws/1.2.0/file";
const PUBLISHED = ["langfuse/aws 1.2.0"];

const LOOK = /^GET \S+\/packages\?/u;
const UPLOAD = /^PUT /u;

const certificate = trustedCertificate();
let gitlab: FakeGitlab;

startedForEachTest(() => (gitlab = new FakeGitlab(certificate())));

interface Options {
  readonly project?: string;
  readonly header?: string;
  readonly token?: string;
  readonly path?: string;
  readonly signal?: AbortSignal;
}

function connect(options: Options) {
  const { project = "group/project", header = "PRIVATE-TOKEN", token = "glpat-secret" } = options;
  const { path, signal } = options;
  const remedies = GITLAB_REMEDIES;
  const client = clientOf(gitlab.server.host, { [header]: token }, { path, signal, remedies });
  return {
    client,
    api: new GitlabApi(client, { project, name: "langfuse", system: "aws" }, token),
  };
}

async function publish(options: Options = {}, told = listener()) {
  const { client, api } = connect(options);
  await publishToGitlab(client, api, PARCEL, told);
  return told;
}

const failure = (options?: Options) => failureOf(publish(options));

const answer: Answer = (status, message, headers = {}) => ({
  status,
  headers,
  body: { message },
});

describe("a version that is not there", () => {
  test("is uploaded with one request to the documented address", async () => {
    await publish();
    expect(gitlab.state).toEqual(PUBLISHED);
    expect(gitlab.server.touches).toEqual([`PUT ${FILE}`]);
  });

  test("arrives byte by byte", async () => {
    await publish();
    expect(gitlab.packages[0]?.archive.equals(PARCEL.archive)).toBe(true);
  });

  test("goes to a project by its number", async () => {
    await publish({ project: "7" });
    expect(gitlab.server.touches).toEqual([`PUT ${FILE.replace("group%2Fproject", "7")}`]);
  });

  test("goes to an installation below a path", async () => {
    gitlab.prefix = "/tools/gitlab";
    await publish({ path: "/tools/gitlab/" });
    expect(gitlab.server.touches).toEqual([`PUT /tools/gitlab${FILE}`]);
  });

  test.each(["PRIVATE-TOKEN", "DEPLOY-TOKEN", "JOB-TOKEN"])("takes a %s", async (header) => {
    gitlab.tokens = { [header.toLowerCase()]: "some-token" };
    await publish({ header, token: "some-token" });
    expect(gitlab.state).toEqual(PUBLISHED);
  });

  test("shows progress up to its last byte", async () => {
    const { bytes } = await publish();
    expect(bytes.at(-1)).toBe(PARCEL.archive.length);
  });

  test("is looked for after the upload", async () => {
    await publish();
    expect(gitlab.server.log.at(-1)).toMatch(LOOK);
  });

  test("is not mistaken for another module's of a similar name, or another version", async () => {
    gitlab.put("my-langfuse/aws", "1.2.0");
    gitlab.put("langfuse/aws", "1.2.0-rc.1");
    await publish();
    expect(gitlab.state).toContain("langfuse/aws 1.2.0");
  });
});

describe("a version that is there", () => {
  test("is the caller's mistake, and nothing is touched", async () => {
    gitlab.put("langfuse/aws", "1.2.0");
    const error = await failure();
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(
      /1\.2\.0 of langfuse\/aws in group\/project is already published/u,
    );
    expect(gitlab.server.touches).toEqual([]);
  });

  test("is found behind a hundred others", async () => {
    for (let n = 0; n < 150; n++) gitlab.put("langfuse/aws", `0.${n}.0`);
    gitlab.put("langfuse/aws", "1.2.0");
    expect(await failure()).toBeInstanceOf(UsageError);
    expect(gitlab.server.touches).toEqual([]);
  });

  test("is found in the registry's own list when the token may not list packages", async () => {
    gitlab.tokens = { "deploy-token": "gldt-some" };
    gitlab.mayList = false;
    gitlab.put("langfuse/aws", "1.2.0");
    const error = await failure({ header: "DEPLOY-TOKEN", token: "gldt-some" });
    expect(error).toBeInstanceOf(UsageError);
  });
});

const MENDABLE = mendable(answer);

describe.each([
  ["look", LOOK],
  ["upload", UPLOAD],
])("%s", (_name, step) => {
  test.each(MENDABLE)("%s once: published exactly once all the same", async (_, fault) => {
    gitlab.server.fail(step, fault, 1);
    await publish();
    expect(gitlab.state).toEqual(PUBLISHED);
  });

  test.each(MENDABLE)("%s for ever: published once or not at all", async (_, fault) => {
    gitlab.server.fail(step, fault);
    const failed = await failureIn(publish());
    expect(gitlab.state).toEqual(failed === undefined ? PUBLISHED : []);
    if (failed !== undefined) expect(failed.message).not.toMatch(/\n|glpat-secret/u);
  });
});

test.each([400, 401, 403, 404, 409, 413, 422])(
  "%d to the upload: ends at once with GitLab's own words",
  async (status) => {
    gitlab.server.fail(UPLOAD, answer(status, "GitLab's own words"));
    const { message } = await failure();
    expect(message).toMatch(new RegExp(`answers ${status} .*"GitLab's own words": `, "u"));
    expect(message).not.toContain("\n");
    expect(gitlab.server.touches).toHaveLength(1);
  },
);

test.each([401, 403])("%d to the look: ends before anything is touched", async (status) => {
  gitlab.server.fail(LOOK, answer(status));
  expect((await failure()).message).toMatch(
    new RegExp(`cannot look for .* answers ${status}`, "u"),
  );
  expect(gitlab.server.touches).toEqual([]);
});

test("an unknown project is told with its remedy", async () => {
  expect((await failure({ project: "group/other" })).message).toMatch(
    /404 Not Found, "404 Project Not Found": .*--project/u,
  );
});

test("an upload cut in the middle is sent again", async () => {
  gitlab.server.fail(UPLOAD, "cut upload", 1);
  await publish();
  expect(gitlab.state).toEqual(PUBLISHED);
});

test("an upload that arrived is not sent a second time", async () => {
  gitlab.server.fail(UPLOAD, "reset after", 1);
  await publish();
  expect(gitlab.server.touches).toHaveLength(1);
});

test("a lost upload that is listed late is recognised when the second is refused", async () => {
  gitlab.server.fail(UPLOAD, "reset after", 1);
  gitlab.server.fail(UPLOAD, answer(403, "Package version already exists."));
  gitlab.server.onRequest = ({ method }) => {
    const puts = gitlab.server.touches.length;
    if (method === "PUT" && puts === 1) gitlab.server.fail(LOOK, { status: 200, body: [] }, 1);
  };
  await publish();
  expect(gitlab.state).toEqual(PUBLISHED);
});

test("without a way to look, a lost upload is not repeated, and the line says so", async () => {
  gitlab.tokens = { "deploy-token": "gldt-some" };
  gitlab.mayList = false;
  gitlab.server.fail(UPLOAD, "reset after");
  const { message } = await failure({ project: "7", header: "DEPLOY-TOKEN", token: "gldt-some" });
  expect(message).toMatch(/whether version 1\.2\.0 has arrived cannot be seen: look at https:/u);
  expect(gitlab.state).toEqual(PUBLISHED);
});

test("Retry-After is waited for", async () => {
  gitlab.server.fail(UPLOAD, answer(429, "slow down", { "retry-after": "1" }), 1);
  const start = Date.now();
  await publish();
  expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
});

describe("after the upload", () => {
  test("an archive that GitLab cannot read is removed again", async () => {
    gitlab.status = "error";
    expect((await failure()).message).toMatch(/cannot read the archive.*nothing is left behind$/u);
    expect(gitlab.state).toEqual([]);
  });

  test("and is named with the command that removes it, when it stays", async () => {
    gitlab.status = "error";
    gitlab.server.fail(/^DELETE /u, answer(403));
    expect((await failure()).message).toMatch(
      /left behind: that package.*DELETE .*\/packages\/40$/u,
    );
  });

  test("a list that does not show it yet is a warning", async () => {
    gitlab.server.fail(LOOK, { status: 200, body: [] });
    expect((await publish()).warnings).toEqual([
      expect.stringMatching(/version 1\.2\.0 is accepted, but not listed yet/u),
    ]);
  });
});

describe("told to stop in the upload", () => {
  async function stopIn(fault: Fault) {
    const controller = new AbortController();
    gitlab.server.onRequest = ({ method }) => {
      if (method === "PUT") controller.abort();
    };
    gitlab.server.fail(UPLOAD, fault);
    return (await failure({ signal: controller.signal })).message;
  }

  test("says that nothing is there", async () => {
    expect(await stopIn("hang")).toMatch(/interrupted; nothing is left behind$/u);
  });

  test("says what has arrived all the same, and how to remove it", async () => {
    expect(await stopIn("reset after")).toMatch(
      /has arrived whole and is published; to remove it.*\/packages\/40$/u,
    );
  });
});

describe("a dry run", () => {
  async function rehearse() {
    const told = listener();
    await rehearseGitlab(connect({}).api, PARCEL, told);
    return told.steps;
  }

  test("only looks, and names the step", async () => {
    expect(await rehearse()).toEqual([
      "would upload version 1.2.0 of langfuse/aws in group/project and look whether GitLab lists it",
    ]);
    expect(gitlab.server.touches).toEqual([]);
  });

  test("refuses a published version as the real run does", async () => {
    gitlab.put("langfuse/aws", "1.2.0");
    await expect(rehearse()).rejects.toThrow(UsageError);
  });
});
