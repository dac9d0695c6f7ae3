import { UsageError } from "../../../lib/cli";
import { parseRemote } from "../../../lib/release/remote";

const source = {
  path: "modules/terraform-aws-langfuse",
  repository: "terraform-aws-langfuse",
  name: "langfuse",
  system: "aws",
};

describe("parseRemote", () => {
  it.each([
    ["https://github.com/acme/terraform-aws-langfuse.git", undefined],
    ["https://github.com/acme/terraform-aws-langfuse/", undefined],
    ["git@github.com:acme/terraform-aws-langfuse.git", undefined],
    ["host:terraform-aws-langfuse", undefined],
    ["ssh://git@host:22/terraform-aws-langfuse", undefined],
    ["file:///srv/terraform-aws-langfuse.git", undefined],
    ["../terraform-aws-langfuse.git", "/home/terraform-aws-langfuse.git"],
    ["/srv/terraform-aws-langfuse", "/srv/terraform-aws-langfuse"],
  ])("takes %s", (text, url = text) => {
    expect(parseRemote(text, source, "/home/me").url).toBe(url);
  });

  it.each([
    "",
    "https://github.com/acme/langfuse.git",
    "https://github.com/acme/terraform-azurerm-langfuse.git",
    "https://github.com/acme/my-terraform-aws-langfuse",
    "https://github.com/acme/terraform-aws-langfuse/other",
    "--upload-pack=terraform-aws-langfuse/terraform-aws-langfuse",
  ])("refuses %p in one line that names the rule", (text) => {
    expect(() => parseRemote(text, source, "/home/me")).toThrow(UsageError);
    expect(() => parseRemote(text, source, "/home/me")).toThrow(
      /^--remote: got ".*", expected a repository named terraform-aws-langfuse, .*$/u,
    );
  });

  it("never shows a token", () => {
    const { url, label } = parseRemote(
      "https://me:s3cr3t@host/terraform-aws-langfuse",
      source,
      "/",
    );
    expect(url).toContain("s3cr3t");
    expect(label).toBe("https://host/terraform-aws-langfuse");
    expect(() => parseRemote("https://me:s3cr3t@host/other", source, "/")).toThrow(
      /got "https:\/\/host\/other"/u,
    );
  });
});
