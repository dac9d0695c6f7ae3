import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import * as scratch from "../scratch";

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A small committed repository with the real programs and a module of two files. */
export interface Repository {
  readonly folder: string;
  /** Runs `scripts/<script>.ts`; its environment has PATH and what is given. */
  readonly run: (script: string, args: string[], env?: Record<string, string>) => Running;
  readonly remove: () => void;
}

/** A program at work. */
export interface Running {
  readonly ended: Promise<Ended>;
  readonly signal: (name: NodeJS.Signals) => void;
}

const SYNTH = `
const stale = require("node:fs").existsSync("stale");
if (stale) console.error("modules/terraform-aws-example is stale:");
process.exitCode = stale ? 1 : 0;
`;

export function makeRepository(): Repository {
  const folder = scratch.scratchFolder("publishing");
  const write = (name: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  scratch.copyFromProject(["lib", "scripts", "package.json"], folder);
  scratch.linkPackages(folder);
  scratch.initRepository(folder);
  // Whether the stacks give these modules is not what is tested here.
  write("scripts/synth.ts", SYNTH);
  write(".gitignore", "stale\n");
  write("modules/terraform-aws-example/main.tf", "locals {}\n");
  write("modules/terraform-aws-example/CHANGELOG.md", "# Changelog\n\n## 1.2.0 (2026-01-31)\n");
  scratch.commitAll(folder, "first");
  return {
    folder,
    run: (script, args, env = {}) => start(folder, script, args, env),
    remove: () => {
      scratch.remove(folder);
    },
  };
}

function start(cwd: string, script: string, args: string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, scratch.scriptArguments(script, args), {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => {
      const [stdout, stderr] = [out, err].map((chunks) => Buffer.concat(chunks).toString());
      resolve({ code, stdout: stdout ?? "", stderr: stderr ?? "" });
    });
  });
  return { ended, signal: (name) => child.kill(name) };
}
