import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ENVIRONMENT = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1" };

/** Runs terraform; undefined, after a loud warning, where it is not installed (in CI it must be). */
export function terraform(args: readonly string[], folder: string, input = ""): string | undefined {
  const run = spawnSync("terraform", args, {
    cwd: folder,
    env: ENVIRONMENT,
    input,
    encoding: "utf8",
  });
  if (run.error !== undefined) {
    if (process.env.CI)
      throw new Error("terraform is not installed, and CI must not skip its verdict");
    console.warn(
      "SKIPPED: terraform is not installed, so nothing checked the printed HCL against it",
    );
    return undefined;
  }
  if (run.status !== 0) throw new Error(`terraform ${args.join(" ")}:\n${run.stdout}${run.stderr}`);
  return /Error:/.test(run.stderr) ? run.stdout + run.stderr : run.stdout;
}

/** Writes the files to a fresh folder for as long as `use` takes. */
export function inFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), "hcl-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fails with a diff when `terraform fmt` would change one of the files. One call for all of them. */
export function expectFormatted(files: Readonly<Record<string, string>>): void {
  inFolder(files, (folder) => terraform(["fmt", "-check", "-diff", "-recursive"], folder));
}

/**
 * What Terraform makes of the locals in a configuration: each value as JSON, or undefined without
 * terraform.
 */
export function evaluatedLocals(file: string, text: string, names: readonly string[]): unknown {
  return inFolder({ [file]: text }, (folder) => {
    // Base64, because the console quotes text in its own way.
    const all = names.map((name) => `${name} = local.${name}`).join(", ");
    const answer = terraform(["console"], folder, `base64encode(jsonencode({ ${all} }))`);
    if (answer === undefined) return undefined;
    if (!answer.startsWith('"')) throw new Error(answer);
    return JSON.parse(
      Buffer.from(answer.trim().slice(1, -1), "base64").toString("utf8"),
    ) as unknown;
  });
}
