import { UsageError } from "../../../lib/cli";
import {
  checkGitlabModuleName,
  checkHcpModuleName,
  checkHostname,
  checkOrganization,
  checkProject,
  checkUrl,
} from "../../../lib/registry/names";

const long = "a".repeat(65);

const RULES: readonly (readonly [string, (text: string) => unknown, string[], string[]])[] = [
  [
    "--hostname",
    checkHostname,
    [
      "app.terraform.io",
      "tfe.example.com:8443",
      "https://tfe.example.com",
      "127.0.0.1:1",
      "localhost",
    ],
    [
      "",
      " ",
      "http://tfe.example.com",
      "tfe.example.com/path",
      "a b",
      "user@host",
      "host?q",
      "https://",
      "x:99999",
    ],
  ],
  [
    "--url",
    checkUrl,
    ["https://gitlab.example.com", "https://example.com:8443/tools/gitlab/"],
    [
      "",
      "gitlab.example.com",
      "http://example.com/gitlab",
      "https://u:p@example.com",
      "https://example.com/?a",
      "https://example.com/#a",
    ],
  ],
  [
    "--organization",
    checkOrganization,
    ["acme", "Acme-Inc_2", "a", "a".repeat(64)],
    ["", "acme inc", "-acme", "acme_", "acme/x", "acme.com", "ácme", "..", long],
  ],
  ["--name", checkHcpModuleName, ["langfuse", "my_module"], ["", "a b", "-a", "a/b", long]],
  [
    "--name",
    checkGitlabModuleName,
    ["langfuse", "my-module-2"],
    ["", "my_module", "My-Module", "my module", "-a", "a-", "a/b", "a.b", long],
  ],
  [
    "--project",
    checkProject,
    ["7", "group/project", "group/sub.group/my_project-2"],
    [
      "",
      "project",
      "0",
      "-7",
      "group/",
      "/project",
      "group//project",
      "group/a b",
      "group%2Fproject",
      "group/x.git",
      "group/-x",
      "group/..",
      "https://gitlab.com/group/project",
    ],
  ],
];

describe.each(RULES)("%s", (option, check, good, bad) => {
  test.each(good)("takes %j", (text) => {
    expect(() => check(text)).not.toThrow();
  });

  test.each(bad)("refuses %j in one line with the rule", (text) => {
    const refused = () => check(text);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(`${option}: got "${text}", expected `);
  });
});

test("a host has its port, and an address its last slash", () => {
  expect(checkHostname("tfe.example.com:8443").href).toBe("https://tfe.example.com:8443/");
  expect(checkUrl("https://example.com/gitlab").href).toBe("https://example.com/gitlab/");
});
