import { spawn } from "node:child_process";
import { terraformBinary } from "./environment";

/** What a finished process left. */
export interface Finished {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs Terraform in a folder and waits for it. Arguments go to it as they are, past any shell. */
export function runTerraform(
  dir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(terraformBinary(), args, {
      cwd: dir,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", (error) => {
      reject(new Error(`cannot run ${terraformBinary()}: ${error.message}`));
    });
    child.on("close", (code) => {
      resolve({
        exitCode: code ?? 1,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      });
    });
  });
}

/** The same with the terminal handed over: colours, prompts and output pass through. */
export function passThrough(
  dir: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(terraformBinary(), args, { cwd: dir, env, stdio: "inherit" });
    child.on("error", (error) => {
      reject(new Error(`cannot run ${terraformBinary()}: ${error.message}`));
    });
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
