import { FakeGitlab } from "../support/registries/gitlab";
import { publishing, startedForEachTest } from "../support/registries/setup";

const PUBLISHED = ["example/aws 1.2.0"];

const script = publishing("publish-gitlab");
let gitlab: FakeGitlab;
startedForEachTest(() => (gitlab = new FakeGitlab(script.certificate())));

function start(
  args: string[] = [],
  env: Record<string, string> = { GITLAB_TOKEN: "glpat-secret" },
) {
  const address = args.includes("--url") ? [] : ["--hostname", gitlab.server.host];
  const own = ["--module", "aws", "--project", "group/project", ...address];
  return script.start([...own, ...args], env);
}

const publish = (...given: Parameters<typeof start>) => start(...given).ended;

test("publishes the newest version of the changelog", async () => {
  const { code, stdout } = await publish();
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /\npublished version 1\.2\.0 of example\/aws to group\/project at localhost:\d+\n$/u,
  );
  expect(gitlab.state).toEqual(PUBLISHED);
});

test("takes another version and another name", async () => {
  await publish(["--version", "2.0.0-rc.1", "--name", "other-name"]);
  expect(gitlab.state).toEqual(["other-name/aws 2.0.0-rc.1"]);
});

test("takes the address of an installation below a path", async () => {
  gitlab.prefix = "/gitlab";
  await publish(["--url", `https://${gitlab.server.host}/gitlab`]);
  expect(gitlab.state).toEqual(PUBLISHED);
});

const TOKENS: readonly (readonly [string, string, string])[] = [
  ["GITLAB_TOKEN", "glpat-1", "private-token"],
  ["GITLAB_DEPLOY_TOKEN", "gldt-1", "deploy-token"],
  ["CI_JOB_TOKEN", "glcbt-1", "job-token"],
  ["TF_TOKEN_localhost", "glpat-2", "private-token"],
  ["TF_TOKEN_localhost", "gldt-2", "deploy-token"],
];

test.each(TOKENS)("%s=%s goes into the header %s", async (variable, token, header) => {
  gitlab.tokens = { [header]: token };
  expect((await publish([], { [variable]: token })).code).toBe(0);
});

test("a dry run changes nothing", async () => {
  const { code, stdout } = await publish(["--dry-run"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/would upload version 1\.2\.0 of example\/aws in group\/project/u);
  expect(gitlab.server.touches).toEqual([]);
});

test("a missing token is the caller's mistake, in one line, before any request", async () => {
  const { code, stderr } = await publish([], {});
  expect(code).toBe(2);
  expect(stderr).toMatch(/^publish:gitlab: no token for localhost:\d+: set GITLAB_TOKEN .*\n$/u);
  expect(gitlab.server.log).toEqual([]);
});

test("a published version is refused with exit code 2", async () => {
  gitlab.put("example/aws", "1.2.0");
  const { code, stderr } = await publish();
  expect(code).toBe(2);
  expect(stderr).toMatch(/^publish:gitlab: --version: 1\.2\.0 .* already published.*\n$/u);
});

test("what GitLab refuses ends with exit code 1 and its own words in one line", async () => {
  gitlab.server.fail(/^PUT /u, { status: 403, body: { message: "insufficient_scope" } });
  const { code, stderr } = await publish();
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /\npublish:gitlab: cannot upload .* 403 Forbidden, "insufficient_scope".*\n$/u,
  );
});

test("SIGINT in the upload says what is there", async () => {
  gitlab.server.fail(/^PUT /u, "hang");
  const running = start();
  gitlab.server.onRequest = ({ method }) => {
    if (method === "PUT") running.signal("SIGINT");
  };
  const { code, stderr } = await running.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/interrupted; nothing is left behind\n$/u);
});
