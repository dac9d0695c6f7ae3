import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { isTerraformAvailable, terraformBinary } from "./environment";
import { startProviders } from "./providers";
import { openWorkspace, type Workspace } from "./workspace";

const USAGE = `Usage: npm run tf -- <command> DIR [terraform arguments]

Runs Terraform on a copy of DIR with offline providers: no account, no download, nothing is contacted.

  validate|plan|apply|test|console|… DIR   that Terraform command, after an init
  show DIR [-json]                         the plan; output|state DIR … what an apply would leave
  resolved DIR                             the plan as JSON, with what only an apply tells filled in

Example: npm run tf -- plan modules/terraform-aws-langfuse -var 'name=demo'
Environment: TERRAFORM_BINARY (for instance tofu), TERRAFORM_REAL_PROVIDERS=1 (use the real ones)`;

/** Commands that only make sense after an apply. */
const NEED_STATE = new Set(["output", "state", "refresh", "taint", "untaint"]);

/** Arguments that decide what is planned, whatever command follows. */
const DECIDES_PLAN = /^--?(var|var-file|target|replace|destroy)(=|$)/;

/** Arguments that name a file of the user's folder, not of the copy. */
const NAMES_FILE = /^--?(var-file|out|state|config|backup)$/;

async function main([command, dir, ...rest]: string[]): Promise<number> {
  if (command === undefined || dir === undefined || command.startsWith("-")) {
    console.error(USAGE);
    return 2;
  }
  if (!isTerraformAvailable()) {
    throw new Error(`cannot run ${terraformBinary()}: install Terraform or set TERRAFORM_BINARY`);
  }
  const args = withAbsoluteFiles(rest);
  const providers = await startProviders();
  try {
    const workspace = openWorkspace({ providers, from: dir });
    try {
      return await execute(workspace, command, args);
    } finally {
      workspace.dispose();
    }
  } finally {
    providers.stop();
  }
}

async function execute(workspace: Workspace, command: string, args: string[]): Promise<number> {
  if (command === "fmt") return workspace.passThrough([command, ...args]);
  if (command === "init") return workspace.passThrough(["init", "-input=false", ...args]);
  const init = await workspace.run(["init", "-input=false"]);
  if (init.exitCode !== 0) return print(init);
  switch (command) {
    case "apply":
    case "destroy":
      return workspace.passThrough([command, "-auto-approve", ...args]);
    case "resolved": {
      const { json } = await workspace.resolved({ args });
      process.stdout.write(`${JSON.stringify(json)}\n`);
      return 0;
    }
    case "show":
      return show(workspace, args);
    default:
      return NEED_STATE.has(command)
        ? afterApply(workspace, command, args)
        : workspace.passThrough([command, ...args]);
  }
}

/** `show` of a plan file as it is; else of the plan that the arguments lead to. */
async function show(workspace: Workspace, args: string[]): Promise<number> {
  if (args.some((arg) => !arg.startsWith("-") && existsSync(arg))) {
    return workspace.passThrough(["show", ...args]);
  }
  const [deciding, others] = split(args);
  const planned = await workspace.run(["plan", "-out=.offline.tfplan", ...deciding]);
  if (planned.exitCode !== 0) return print(planned);
  return workspace.passThrough(["show", ...others, ".offline.tfplan"]);
}

async function afterApply(workspace: Workspace, command: string, args: string[]): Promise<number> {
  const [deciding, others] = split(args);
  const applied = await workspace.run(["apply", "-auto-approve", ...deciding]);
  if (applied.exitCode !== 0) return print(applied);
  return workspace.passThrough([command, ...others]);
}

function print({ stdout, stderr, exitCode }: Awaited<ReturnType<Workspace["run"]>>): number {
  process.stderr.write(stdout + stderr);
  return exitCode;
}

/** Arguments that decide the plan, and the others. `-var x=1` is two words. */
function split(args: string[]): [string[], string[]] {
  const deciding: string[] = [];
  const others: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const target = DECIDES_PLAN.test(arg) ? deciding : others;
    target.push(arg);
    const takesNext = target === deciding && !arg.includes("=") && !/destroy$/.test(arg);
    if (takesNext) target.push(args[++i] ?? "");
  }
  return [deciding, others];
}

/** The copy is elsewhere, so file names must not depend on where Terraform runs. */
function withAbsoluteFiles(args: string[]): string[] {
  return args.map((arg, i) => {
    const [, flag, file] = /^(--?[\w-]+)=(.*)$/.exec(arg) ?? [];
    if (flag !== undefined && file !== undefined && NAMES_FILE.test(flag)) {
      return `${flag}=${resolve(file)}`;
    }
    const previous = args[i - 1];
    const isFile = previous !== undefined && NAMES_FILE.test(previous);
    return isFile || (!arg.startsWith("-") && /\.tfplan$/.test(arg)) ? resolve(arg) : arg;
  });
}

// Terraform hears Ctrl-C itself and must finish first; the copy is removed after it.
process.on("SIGINT", () => undefined);

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
