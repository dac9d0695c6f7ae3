import { UsageError } from "../../../lib/cli";
import { type GitlabOptions, publishGitlab } from "../../../lib/registry/gitlab-command";
import { type HcpOptions, publishHcp } from "../../../lib/registry/hcp-command";
import { failureOf } from "../../support/registries/client";

// No request is made before the command line is right: nothing listens at this address.
const HOST = "localhost:1";
const HCP: HcpOptions = {
  module: "aws",
  organization: "acme",
  hostname: HOST,
  wait: "9",
  dryRun: false,
};
const GITLAB: GitlabOptions = {
  module: "aws",
  project: "group/project",
  hostname: HOST,
  dryRun: false,
};
const NO_FILES = { TF_CLI_CONFIG_FILE: "/dev/null" };

const WRONG_HCP: readonly (readonly [Partial<HcpOptions>, RegExp])[] = [
  [{ module: "gcp" }, /^--module: got "gcp", expected one of aws, azurerm/u],
  [{ version: "1.2" }, /^--version: got "1\.2", expected a semantic version/u],
  [{ version: "v1.2.0" }, /^--version: got "v1\.2\.0", expected/u],
  [{ version: "" }, /^--version: got "", expected/u],
  [{ organization: "acme inc" }, /^--organization: got "acme inc", expected/u],
  [{ organization: "" }, /^--organization: got "", expected/u],
  [{ name: "lang fuse" }, /^--name: got "lang fuse", expected/u],
  [{ wait: "0" }, /^--wait: got "0", expected/u],
  [{ wait: "1.5" }, /^--wait: got "1\.5", expected/u],
  [{ hostname: "http://localhost" }, /^--hostname: got "http:\/\/localhost", expected/u],
];

test.each(WRONG_HCP)("publish:hcp with %j is the caller's mistake", async (wrong, message) => {
  const error = await failureOf(publishHcp({ ...HCP, ...wrong }, { TFE_TOKEN: "t", ...NO_FILES }));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain("\n");
});

const WRONG_GITLAB: readonly (readonly [Partial<GitlabOptions>, RegExp])[] = [
  [{ module: "gcp" }, /^--module: got "gcp"/u],
  [{ version: "latest" }, /^--version: got "latest"/u],
  [{ project: "" }, /^--project: got "", expected/u],
  [{ name: "lang_fuse" }, /^--name: got "lang_fuse", expected/u],
  [{ url: "https://localhost:1" }, /^--url: got both/u],
  [{ hostname: undefined, url: "http://localhost" }, /^--url: got "http:\/\/localhost", expected/u],
];

test.each(WRONG_GITLAB)(
  "publish:gitlab with %j is the caller's mistake",
  async (wrong, message) => {
    const env = { GITLAB_TOKEN: "t", ...NO_FILES };
    const error = await failureOf(publishGitlab({ ...GITLAB, ...wrong }, env));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
  },
);

describe("a missing token", () => {
  test("names each place where publish:hcp looks", async () => {
    const error = await failureOf(publishHcp(HCP, NO_FILES));
    expect(error).toBeInstanceOf(UsageError);
    for (const place of ["TFE_TOKEN", "TF_TOKEN_localhost", "terraform login", "~/.terraformrc"]) {
      expect(error.message).toContain(place);
    }
  });

  test("names each place where publish:gitlab looks", async () => {
    const error = await failureOf(publishGitlab(GITLAB, NO_FILES));
    expect(error).toBeInstanceOf(UsageError);
    for (const place of [
      "GITLAB_TOKEN",
      "GITLAB_DEPLOY_TOKEN",
      "CI_JOB_TOKEN",
      "TF_TOKEN_localhost",
    ]) {
      expect(error.message).toContain(place);
    }
  });

  test("includes a job's token that belongs to another GitLab", async () => {
    const env = { ...NO_FILES, CI_JOB_TOKEN: "t", CI_SERVER_URL: "https://gitlab.example.com" };
    expect((await failureOf(publishGitlab(GITLAB, env))).message).toMatch(
      /^no token for localhost:1:/u,
    );
  });
});
