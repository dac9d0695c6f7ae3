import { Repository } from "../support/repository";
import { describeTerraform } from "../support/terraform";
import { startTlsServer, staticFiles, type TlsServer } from "../support/tls-server";

let server: TlsServer;
let repository: Repository;
beforeAll(async () => {
  server = await startTlsServer();
  // Before the providers start: they hand this process's environment to Terraform.
  process.env.SSL_CERT_FILE = server.certificate;
  repository = Repository.ofProject();
  repository.script("pack", ["--version", "1.0.0"]);
  server.answer = staticFiles(repository.path("build", "packages"));
});
afterAll(async () => {
  repository.dispose();
  await server.stop();
});

const archive = (module: string, type: string) => `terraform-${module}-langfuse-1.0.0.${type}`;

describeTerraform("terraform init takes the archives", ({ ready, open }) => {
  const validated = async (source: string) => {
    const workspace = await ready({
      files: { "main.tf": `module "langfuse" {\n  source = "${source}"\n}\n` },
    });
    return workspace.validate();
  };

  describe.each(["aws", "azurerm"])("%s", (module) => {
    test.each(["tar.gz", "zip"])("by path, .%s", async (type) => {
      const file = repository.path("build", "packages", archive(module, type));
      expect((await validated(file)).explain()).toBe("");
    });

    test.each(["tar.gz", "zip"])("by https, .%s", async (type) => {
      expect((await validated(`${server.url}/${archive(module, type)}`)).explain()).toBe("");
    });

    test("by git, from a repository that holds the module alone", async () => {
      const folder = `HEAD:modules/terraform-${module}-langfuse`;
      const alone = repository.git("commit-tree", folder, "-m", "the module alone");
      const bare = repository.beside(`terraform-${module}-langfuse.git`);
      repository.git("init", "--quiet", "--bare", bare);
      repository.git(
        "push",
        "--quiet",
        bare,
        `${alone}:refs/heads/main`,
        `${alone}:refs/tags/v1.0.0`,
      );
      expect((await validated(`git::file://${bare}?ref=v1.0.0`)).explain()).toBe("");
    });
  });

  test("and plans what is in them", async () => {
    const workspace = await ready({
      files: {
        "main.tf": [
          'provider "aws" {\n  region = "eu-west-1"\n}',
          `module "langfuse" {\n  source = "${server.url}/${archive("aws", "zip")}"\n}\n`,
        ].join("\n"),
      },
    });
    const { plan } = await workspace.plan();
    expect(plan.resources("aws_ecs_service").length).toBeGreaterThan(0);
  });

  test("but not what was changed on the way, when the source has its sum", async () => {
    const source = `${server.url}/${archive("aws", "zip")}?checksum=sha256:${"0".repeat(64)}`;
    const init = await open({
      files: { "main.tf": `module "langfuse" {\n  source = "${source}"\n}\n` },
    }).init();
    expect(init.explain()).toContain("Checksums did not match");
  });
});
