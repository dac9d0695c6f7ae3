import {
  isTerraformAvailable,
  openWorkspace,
  startProviders,
  terraformBinary,
  usesRealProviders,
  type Providers,
  type ProvidersOptions,
  type Workspace,
  type WorkspaceOptions,
} from "../../engines/terraform";

/** What a Terraform test works with. */
export interface Terraform {
  /** Opens a workspace that is removed after the tests of the block. */
  open: (options: Omit<WorkspaceOptions, "providers">) => Workspace;
  /** The same, initialised: throws with Terraform's errors when `init` refuses. */
  ready: (options: Omit<WorkspaceOptions, "providers">) => Promise<Workspace>;
}

/**
 * `describe` for tests that run Terraform. Providers start before the block and end after it. Without
 * a `terraform` binary the block is skipped with a warning that cannot be overlooked; in CI
 * (`CI` is set) that is a failure, so that a pipeline never passes without having tested.
 */
export function describeTerraform(
  name: string,
  tests: (terraform: Terraform) => void,
  options: ProvidersOptions = {},
): void {
  if (!isTerraformAvailable()) {
    withoutTerraform(name);
    return;
  }
  describe(name, () => {
    let providers: Providers | undefined;
    const workspaces: Workspace[] = [];
    beforeAll(async () => {
      providers = await startProviders(options);
    });
    afterAll(() => {
      for (const workspace of workspaces) workspace.dispose();
      providers?.stop();
    });
    const open: Terraform["open"] = (what) => {
      if (providers === undefined) throw new Error("open workspaces in tests, not beside them");
      const workspace = openWorkspace({ ...what, providers });
      workspaces.push(workspace);
      return workspace;
    };
    const ready: Terraform["ready"] = async (what) => {
      const workspace = open(what);
      const init = await workspace.init();
      if (!init.ok) throw new Error(`terraform init failed:\n${init.explain()}`);
      return workspace;
    };
    tests({ open, ready });
  });
}

/** `describeTerraform` for what only the offline providers can show, such as made-up values. */
export const describeOffline: typeof describeTerraform = usesRealProviders()
  ? (name) => {
      describe.skip(`${name} (offline providers only)`, () => {
        test.todo("runs without TERRAFORM_REAL_PROVIDERS");
      });
    }
  : describeTerraform;

function withoutTerraform(name: string): void {
  const reason = `"${terraformBinary()}" cannot be run: install Terraform or set TERRAFORM_BINARY`;
  if (process.env.CI) {
    describe(name, () => {
      test("terraform is installed", () => {
        throw new Error(reason);
      });
    });
    return;
  }
  const bar = "!".repeat(80);
  process.stderr.write(`\n${bar}\n!! NOT TESTED: ${name}\n!! ${reason}\n${bar}\n\n`);
  describe.skip(name, () => {
    test.todo(reason);
  });
}
