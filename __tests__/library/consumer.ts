import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../../lib/root";
import {
  copyFromProject,
  type Finished,
  linkPackages,
  remove,
  run,
  scratchFolder,
} from "../support/scratch";

const EXAMPLE = path.join(ROOT, "examples", "cdktf");

/** What the example uses of the bindings; whole, they are 660 MB. */
const BINDINGS = ["@cdktf/provider-aws", "@cdktf/provider-azurerm"];

/**
 * The example project in a folder of its own, with the packed library in its `node_modules` as npm puts it there:
 * copies, no links, so that nothing is found in the checkout by accident.
 */
export class Consumer {
  public readonly dir = scratchFolder("langfuse-consumer");

  /** Name of the packed file. */
  public readonly tarball: string;

  public constructor() {
    this.tarball = pack(this.dir);
    for (const file of fs.readdirSync(EXAMPLE)) {
      if (/\.(json|ts)$/.test(file) && file !== "package-lock.json") {
        fs.copyFileSync(path.join(EXAMPLE, file), path.join(this.dir, file));
      }
    }
    this.install("constructs");
    this.use("cdktf");
    for (const name of BINDINGS) {
      this.install(`${name}/lib/provider`);
      this.install(`${name}/package.json`);
    }
    fs.mkdirSync(this.library);
    const archive = path.join(this.dir, this.tarball);
    execFileSync("tar", ["-xzf", archive, "--strip-components=1", "-C", this.library]);
  }

  /** The folder of the installed library. */
  public get library(): string {
    return path.join(this.dir, "node_modules", "langfuse-terraform");
  }

  /** Installs a package under the name of cdktf. */
  public use(engine: "cdktf" | "cdktn"): void {
    fs.rmSync(path.join(this.dir, "node_modules", "cdktf"), { recursive: true, force: true });
    this.install(engine, "cdktf");
  }

  /** Compiles the example with the compiler of the checkout. */
  public compile(): Finished {
    const types = path.join(ROOT, "node_modules", "@types");
    const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
    return this.node([tsc, "--typeRoots", types]);
  }

  /** Runs node, in a folder of the example's or elsewhere. */
  public node(args: readonly string[], cwd = this.dir): Finished {
    return run(process.execPath, args, cwd, environment());
  }

  public dispose(): void {
    remove(this.dir);
  }

  private install(name: string, as = name): void {
    fs.cpSync(path.join(ROOT, "node_modules", name), path.join(this.dir, "node_modules", as), {
      recursive: true,
      dereference: true,
    });
  }
}

/** The environment without what jest's or npm's own run would hand on. */
export function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_OPTIONS$|CDK_|CDKTF_|TF_)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: "/dev/null",
    ...more,
  };
}

/** What packing reads; a copy of it, because packing changes package.json for a moment, and makes `dist/`. */
const SOURCES = [
  ...["package.json", "tsconfig.json", "tsconfig.build.json", "index.ts", "LICENSE", "README.md"],
  ...["lib", "modules", "scripts", "stacks"],
];

function pack(folder: string): string {
  const checkout = path.join(folder, "checkout");
  copyFromProject(SOURCES, checkout);
  linkPackages(checkout);
  const json = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: checkout,
    encoding: "utf8",
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [packed] = JSON.parse(json) as { filename: string }[];
  if (packed === undefined) throw new Error(`npm pack gave ${json}`);
  const left = fs.readdirSync(checkout).sort();
  if (left.join() !== [...SOURCES, "node_modules"].sort().join()) {
    throw new Error(`npm pack left ${left.join(", ")}`);
  }
  fs.rmSync(checkout, { recursive: true });
  return packed.filename;
}
