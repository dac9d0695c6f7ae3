import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyModule } from "./copy";
import { View, resolve, type ShownJson } from "./plan-view";
import type { Providers } from "./providers";
import { jsonLines, resultOf, type Diagnostic, type Result } from "./result";
import { passThrough, runTerraform, type Finished } from "./run";

/** What to open a workspace on. */
export interface WorkspaceOptions {
  providers: Providers;
  /** Folder to copy, with every local module it calls. Nothing is ever written to it. */
  from?: string;
  /** Files to write, by path in the folder; they replace copied ones. */
  files?: Record<string, string>;
}

/** Values of input variables, by name. */
export type Variables = Record<string, unknown>;

/** What to plan or apply. */
export interface RunOptions {
  vars?: Variables;
  /** Plan the destruction of everything. */
  destroy?: boolean;
  /** More arguments, such as `-target=…`. */
  args?: readonly string[];
}

/** A plan, and its values when there is one. */
export interface PlanResult extends Result {
  /** Throws with Terraform's own errors when the plan failed. */
  readonly plan: View;
}

/** One run block of `terraform test`. */
export interface TestRun {
  file: string;
  run: string;
  status: "pass" | "fail" | "error" | "skip" | "pending";
}

/** What `terraform test` gave. */
export interface TestResult extends Result {
  runs: TestRun[];
}

/** Copies and writes what a workspace is made of into a temporary folder. */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  return new Workspace(options);
}

/**
 * A temporary folder in which Terraform runs against the offline providers. `init` once, then plan as
 * often as wanted, also at the same time; each plan stands on its own.
 */
export class Workspace {
  /** Where Terraform runs. */
  readonly dir: string;
  private readonly root: string;
  private readonly providers: Providers;
  private serial = 0;

  constructor({ providers, from, files = {} }: WorkspaceOptions) {
    this.providers = providers;
    this.root = mkdtempSync(join(tmpdir(), "terraform-offline-"));
    try {
      this.dir = from === undefined ? this.root : copyModule(from, this.root);
      this.write(files);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** Writes files, by path in the folder. */
  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.dir, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** `terraform init`: installs modules; of providers there is nothing to install. */
  async init(...args: string[]): Promise<Result> {
    const finished = await this.run(["init", "-input=false", "-no-color", ...args]);
    return resultOf(finished, textDiagnostics(finished));
  }

  /** `terraform validate`. */
  async validate(): Promise<Result> {
    const finished = await this.run(["validate", "-json"]);
    const { diagnostics = [] } = parse(finished) as { diagnostics?: Diagnostic[] };
    return resultOf(finished, diagnostics);
  }

  /** `terraform plan`. */
  async plan({ vars = {}, destroy = false, args = [] }: RunOptions = {}): Promise<PlanResult> {
    const file = this.unique("tfplan");
    const finished = await this.run([
      ...["plan", "-json", "-input=false", "-lock=false", `-out=${file}`, this.varFile(vars)],
      ...(destroy ? ["-destroy"] : []),
      ...args,
    ]);
    const result = resultOf(finished);
    const view = result.ok ? new View(await this.show(file)) : undefined;
    return Object.defineProperty(result, "plan", {
      get: () => view ?? fail(result, "plan"),
    }) as PlanResult;
  }

  /** `terraform apply`: what was unknown gets made-up values. Look at them with {@link state}. */
  async apply({ vars = {}, destroy = false, args = [] }: RunOptions = {}): Promise<Result> {
    const finished = await this.run([
      ...["apply", "-json", "-input=false", "-auto-approve", this.varFile(vars)],
      ...(destroy ? ["-destroy"] : []),
      ...args,
    ]);
    return resultOf(finished);
  }

  /** `terraform test`, on all test files or those of one folder. */
  async test({ vars = {}, args = [] }: Omit<RunOptions, "destroy"> = {}): Promise<TestResult> {
    const finished = await this.run(["test", "-json", "-no-color", this.varFile(vars), ...args]);
    const runs = jsonLines(finished.stdout)
      .filter((line) => line.type === "test_run")
      .map((line) => line.test_run as TestRun & { path: string; progress?: string })
      .filter(({ progress }) => progress === undefined || progress === "complete")
      .map(({ path, run, status }) => ({ file: path, run, status }));
    return { ...resultOf(finished), runs };
  }

  /** `terraform show -json` of a plan file, or of the state. */
  async show(planFile?: string): Promise<ShownJson> {
    const args = planFile === undefined ? [] : [planFile];
    return parse(await this.run(["show", "-json", "-no-color", ...args])) as ShownJson;
  }

  /** What was applied. */
  async state(): Promise<View> {
    return new View(await this.show());
  }

  /**
   * A plan with every unknown filled in by an apply: what policies, environment and container
   * definitions come out as. Throws Terraform's errors when either fails.
   */
  async resolved(options: Omit<RunOptions, "destroy"> = {}): Promise<View> {
    const { plan } = await this.plan(options);
    const applied = await this.apply(options);
    if (!applied.ok) fail(applied, "apply");
    return new View(resolve(plan.json, await this.show()));
  }

  /** Runs any Terraform command. */
  run(args: readonly string[]): Promise<Finished> {
    this.providers.scan(this.root);
    return runTerraform(this.dir, args, this.providers.env);
  }

  /** The same with the terminal handed over; gives the exit code. */
  passThrough(args: readonly string[]): Promise<number> {
    this.providers.scan(this.root);
    return passThrough(this.dir, args, this.providers.env);
  }

  /** Removes the folder. */
  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private varFile(vars: Variables): string {
    const file = this.unique("vars.json");
    writeFileSync(file, JSON.stringify(vars));
    return `-var-file=${file}`;
  }

  /** A path beside the configuration, not in it, so that Terraform does not read it by itself. */
  private unique(name: string): string {
    const folder = join(this.root, ".offline");
    mkdirSync(folder, { recursive: true });
    this.serial += 1;
    return join(folder, `${this.serial}.${name}`);
  }
}

function fail(result: Result, command: string): never {
  throw new Error(`terraform ${command} failed:\n${result.explain()}`);
}

function parse({ stdout, stderr, exitCode }: Finished): unknown {
  try {
    return JSON.parse(stdout) as unknown;
  } catch {
    throw new Error(`terraform gave no JSON (exit code ${exitCode}):\n${stderr || stdout}`);
  }
}

/** `init` speaks text: its boxes of `Error: …` become diagnostics. */
function textDiagnostics({ stdout, stderr }: Finished): Diagnostic[] {
  const lines = `${stdout}\n${stderr}`.replace(/^[│╷╵] ?/gm, "").split(/^(?=Error: |Warning: )/m);
  return lines
    .filter((text) => /^(Error|Warning): /.test(text))
    .map((text) => {
      const [head = "", ...rest] = text.split("\n");
      return {
        severity: head.startsWith("Error") ? "error" : "warning",
        summary: head.replace(/^\w+: /, ""),
        detail: rest.join("\n").trim(),
      };
    });
}
