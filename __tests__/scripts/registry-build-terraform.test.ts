import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { terraformBinary, type Workspace } from "../../engines/terraform";
import { Repository } from "../support/repository";
import { describeTerraform } from "../support/terraform";
import { headersFile, startTlsServer, staticFiles, type TlsServer } from "../support/tls-server";

const program = spawnSync(terraformBinary(), ["version"], { encoding: "utf8" });
// Where it is not installed there is no text, whatever the types say.
const isTofu = (program.stdout as string | null)?.includes("OpenTofu") ?? false;
const AWS = "modules/terraform-aws-langfuse";
let server: TlsServer;
let repository: Repository;
let site: string;

/** A version whose output `release` says which it is. */
const release = (version: string) => {
  repository.commit({
    [`${AWS}/CHANGELOG.md`]: `# Changelog\n\n## ${version} (2026-01-31)\n`,
    [`${AWS}/release.tf`]: `output "release" {\n  value = "${version}"\n}\n`,
  });
};

beforeAll(async () => {
  server = await startTlsServer();
  // Before the providers start: they hand this process's environment to Terraform.
  process.env.SSL_CERT_FILE = server.certificate;
  repository = Repository.ofProject();
  site = repository.beside("site");
  for (const version of ["0.9.0", "1.0.0", "1.2.0", "1.10.0", "1.11.0-rc.1"]) {
    release(version);
    repository.git("tag", `aws-v${version}`);
  }
  release("2.0.0");
  const built = repository.script("registry-build", ["--out", site, "--base-url", server.url]);
  if (built.status !== 0) throw new Error(built.stderr);
});
beforeEach(() => {
  server.answer = staticFiles(site, headersFile(site));
});
afterAll(async () => {
  repository.dispose();
  await server.stop();
});

const call = (system: string, version: string, more = "") =>
  [
    'module "langfuse" {',
    `  source  = "${server.host}/langfuse/langfuse/${system}"`,
    `  version = "${version}"`,
    `}\n${more}`,
  ].join("\n");

/** The version that init has installed. */
const installed = ({ dir }: Workspace) => {
  const file = path.join(dir, ".terraform", "modules", "modules.json");
  const { Modules } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    Modules: { Key: string; Version?: string }[];
  };
  return Modules.find(({ Key }) => Key === "langfuse")?.Version;
};

describeTerraform("terraform takes modules from the registry's files", ({ open, ready }) => {
  test.each([
    ["~> 1.0", "1.10.0"],
    ["~> 1.0, < 1.3", "1.2.0"],
    ["~> 1.2.0", "1.2.0"],
    [">= 1.0", "2.0.0"],
    ["< 1.0.0", "0.9.0"],
    ["1.11.0-rc.1", "1.11.0-rc.1"],
  ])("%s is %s", async (constraint, version) => {
    const workspace = await ready({ files: { "main.tf": call("aws", constraint) } });
    expect(installed(workspace)).toBe(version);
  });

  test("aws is planned", async () => {
    const more = [
      'provider "aws" {\n  region = "eu-west-1"\n}',
      'output "release" {\n  value = module.langfuse.release\n}\n',
    ].join("\n");
    const workspace = await ready({ files: { "main.tf": call("aws", "~> 1.0", more) } });
    const { plan } = await workspace.plan();
    expect(plan.output("release")).toBe("1.10.0");
    expect(plan.resources("aws_ecs_service").length).toBeGreaterThan(0);
  });

  test("azurerm is planned", async () => {
    const more = 'provider "azurerm" {\n  features {}\n}\n';
    const workspace = await ready({ files: { "main.tf": call("azurerm", "~> 1.0", more) } });
    const { plan } = await workspace.plan();
    expect(plan.resources("azurerm_container_app").length).toBeGreaterThan(0);
  });

  test("a version that is not there is Terraform's own clear error", async () => {
    const init = await open({ files: { "main.tf": call("aws", "~> 3.0") } }).init();
    expect(init.ok).toBe(false);
    expect(init.explain()).toContain("Unresolvable module version constraint");
    expect(init.explain()).toContain("newest available version is 2.0.0");
  });

  test("a module that is not there is Terraform's own clear error", async () => {
    const init = await open({ files: { "main.tf": call("google", "~> 1.0") } }).init();
    expect(init.explain()).toContain("Module not found");
  });

  test("one fixed header is enough for a host that has no header of its own for each version", async () => {
    server.answer = staticFiles(site, (name): Record<string, string> =>
      name.endsWith("/download") ? { "X-Terraform-Get": "./module.zip" } : {},
    );
    const workspace = await ready({ files: { "main.tf": call("aws", "~> 1.0") } });
    expect(installed(workspace)).toBe("1.10.0");
  });

  test("without any header OpenTofu finds the archive, Terraform says what is missing", async () => {
    server.answer = staticFiles(site);
    const init = await open({ files: { "main.tf": call("aws", "~> 1.0") } }).init();
    expect(init.ok).toBe(isTofu);
    if (!isTofu) expect(init.explain()).toContain("failed to get download URL");
  });

  test("an archive that was changed on the host is refused", async () => {
    const files = staticFiles(site, headersFile(site));
    server.answer = (request, response) => {
      if (request.url?.includes("/1.10.0/module.zip")) response.end("not what was published");
      else files(request, response);
    };
    const init = await open({ files: { "main.tf": call("aws", "~> 1.0") } }).init();
    expect(init.explain()).toContain("Checksums did not match");
  });

  test("a registry in a folder of the host is found by the same address", async () => {
    const folder = repository.beside("in-a-folder");
    const url = `${server.url}/terraform`;
    repository.script("registry-build", ["--out", folder, "--base-url", url]);
    server.answer = staticFiles(folder, headersFile(folder));
    const workspace = await ready({ files: { "main.tf": call("aws", "~> 1.0") } });
    expect(installed(workspace)).toBe("1.10.0");
  });
});
