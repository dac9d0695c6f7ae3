import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { terraformBinary, type Variables, type Workspace } from "../../engines/terraform";
import { renderModule } from "../../lib/module/render";
import { writeModule } from "../../lib/module/write";
import { ROOT } from "../../lib/root";
import { moduleStacks } from "../../stacks/modules";
import { remove, scratchFolder } from "./scratch";
import { describeOffline, describeTerraform } from "./terraform";

/** What the tests of a module need to know of it. */
export interface ModuleSuite {
  readonly name: string;
  /** Adds the module's stack to an app, as cdktf deploys it, and gives its id. */
  readonly deploy: (app: App) => string;
  /** The stack's provider. */
  readonly provider: string;
  /** Address of web in a configuration that has the module as `langfuse`. */
  readonly web: string;
  /** Addresses of what ClickHouse may run on there; each example has one. */
  readonly clickhouse: readonly string[];
  /** Where ClickHouse is with nothing chosen. */
  readonly clickhouseUrl: string;
  /** What an example asks its user for. */
  readonly asked: Readonly<Record<string, Variables>>;
  /** Examples that adopt what is there already, which nothing offline can stand for. */
  readonly adopting?: readonly string[];
}

/** Folder of a module. */
export function moduleFolder(name: string): string {
  return path.join(ROOT, "modules", name);
}

/** The texts of a module's own tests. */
export function testsOf(name: string): string[] {
  const folder = path.join(moduleFolder(name), "tests");
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".tftest.hcl"))
    .map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
}

/**
 * Tests that a module is valid, formatted, passes its own tests, and plans the same whichever way it is used.
 *
 * @param more - the module's own tests, with its workspace
 */
export function describeModule(
  suite: ModuleSuite,
  more: (workspace: () => Workspace) => void = () => undefined,
): void {
  const folder = moduleFolder(suite.name);

  describeTerraform(suite.name, ({ ready, open }) => {
    let workspace: Workspace;
    beforeAll(async () => {
      workspace = await ready({ from: folder });
    });

    it("is valid", async () => {
      const result = await workspace.validate();
      expect(result.diagnostics).toEqual([]);
      expect(result.ok).toBe(true);
    });

    it("is formatted, examples and tests included", () => {
      const { stdout, status } = spawnSync(
        terraformBinary(),
        ["fmt", "-check", "-diff", "-recursive", folder],
        { encoding: "utf8", env: { ...process.env, TF_CLI_CONFIG_FILE: os.devNull } },
      );
      expect(stdout).toBe("");
      expect(status).toBe(0);
    });

    it("passes its own tests", async () => {
      const { ok, runs, explain } = await workspace.test();
      if (!ok) throw new Error(explain());
      expect(runs.filter(({ status }) => status !== "pass")).toEqual([]);
      const written = testsOf(suite.name).flatMap((text) => text.match(/^run "/gm) ?? []);
      expect(runs).toHaveLength(written.length);
    }, 300_000);

    it("plans from another folder, as a module of somebody's configuration", async () => {
      const root = open({
        files: {
          "main.tf": `
          module "langfuse" {
            source = "./${suite.name}"
          }
          output "url" {
            value = module.langfuse.clickhouse_http_url
          }`,
        },
      });
      fs.cpSync(folder, path.join(root.dir, suite.name), { recursive: true });
      expect((await root.init()).ok).toBe(true);
      const { plan } = await root.plan();
      expect(plan.has(suite.web)).toBe(true);
      expect(plan.output("url")).toBe(suite.clickhouseUrl);
    });

    it("plans the same as JSON", async () => {
      const out = scratchFolder("json-module");
      const stack = moduleStacks().find(({ moduleName }) => moduleName === suite.name);
      if (!stack) throw new Error("no stack");
      writeModule(path.join(out, stack.moduleName), renderModule(stack, "json"), new Set());
      const json = await ready({ from: path.join(out, stack.moduleName) });
      remove(out);
      const [a, b] = await Promise.all([json.plan(), workspace.plan()]);
      expect(a.plan.json.planned_values).toEqual(b.plan.json.planned_values);
      expect(a.plan.json.output_changes).toEqual(b.plan.json.output_changes);
      const sorted = (changes: { address: string }[] = []) =>
        [...changes].sort((x, y) => (x.address < y.address ? -1 : 1));
      expect(sorted(a.plan.json.resource_changes)).toEqual(sorted(b.plan.json.resource_changes));
    });

    it("plans the same resources when cdktf deploys it, with provider, backend and TF_VAR_…", async () => {
      const outdir = scratchFolder("cdktf-out");
      const app = new App({ outdir });
      const written = path.join(outdir, "stacks", suite.deploy(app));
      app.synth();
      const deployed = await ready({ from: written });
      const document = JSON.parse(fs.readFileSync(path.join(written, "cdk.tf.json"), "utf8")) as {
        provider: unknown;
        terraform: { backend: unknown };
      };
      remove(outdir);
      expect(document.provider).toHaveProperty(suite.provider);
      expect(document.terraform.backend).toHaveProperty("local");
      const [a, b] = await Promise.all([deployed.plan(), workspace.plan()]);
      expect([...a.plan.addresses].sort()).toEqual([...b.plan.addresses].sort());
    });

    more(() => workspace);
  });
}

/** Tests that every example plans, applies and is then done. */
export function describeExamples({ name, asked, clickhouse, adopting = [] }: ModuleSuite): void {
  const folder = path.join(moduleFolder(name), "examples");
  const examples = fs.readdirSync(folder).filter((example) => !adopting.includes(example));

  describeOffline(`examples of ${name}`, ({ ready }) => {
    it.each(examples)("%s plans, applies and then has nothing left to do", async (each) => {
      const example = await ready({ from: path.join(folder, each) });
      const vars = asked[each] ?? {};
      expect((await example.apply({ vars })).explain()).toBe("");
      const { plan } = await example.plan({ vars });
      expect(clickhouse.filter((address) => plan.has(address))).toHaveLength(1);
      const changed = (plan.json.resource_changes ?? []).filter(
        ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
      );
      expect(changed.map(({ address, change }) => `${address} ${change.actions.join()}`)).toEqual(
        [],
      );
    });
  });
}

/** Checks that two installations have no name in common, and that there are more names than some. */
export async function expectOwnNames(
  namesIn: (installation: string) => Promise<readonly string[]>,
  more: number,
): Promise<void> {
  const [a, b] = await Promise.all([namesIn("langfuse"), namesIn("langfuse-dev")]);
  expect(a.length).toBeGreaterThan(more);
  expect(a.filter((name) => b.includes(name))).toEqual([]);
}
