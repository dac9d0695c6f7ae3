/**
 * What synth of all modules costs, against the least that any CDKTF program pays: starting node and loading
 * cdktf and the same binding classes. Both are processes of their own, taken in turns.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "..");
const ROUNDS = 11;
const GOAL = 1.5;

/** The binding classes that the stacks import. */
function bindings(folder: string): string[] {
  const sources = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
  const imports = sources.flatMap((text) => [
    ...text.matchAll(/^import (?!type).*? from "(@cdktf\/[^"]+)"/gms),
  ]);
  return [...new Set(imports.map(([, name]) => name ?? ""))].sort();
}

function milliseconds(args: string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const out = fs.mkdtempSync(path.join(os.tmpdir(), "bench-synth-"));
const used = bindings(path.join(ROOT, "stacks"));
const baseline = path.join(out, "baseline.js");
const load = ["cdktf", ...used].map((name) => `require(${JSON.stringify(require.resolve(name))});`);
fs.writeFileSync(baseline, load.join("\n"));

const runs = {
  baseline: () => milliseconds([baseline]),
  synth: () =>
    milliseconds(["scripts/run.js", "scripts/synth.ts", "--out", path.join(out, "modules")]),
};
const times = { baseline: [] as number[], synth: [] as number[] };
runs.baseline();
runs.synth();
for (let round = 0; round < ROUNDS; round += 1) {
  times.baseline.push(runs.baseline());
  times.synth.push(runs.synth());
}
fs.rmSync(out, { recursive: true });

const ratio = median(times.synth) / median(times.baseline);
console.log(
  `node + cdktf + ${used.length} binding classes  ${median(times.baseline).toFixed(0)} ms`,
);
console.log(`synth of all modules                ${median(times.synth).toFixed(0)} ms`);
console.log(
  `ratio ${ratio.toFixed(2)} (goal: at most ${GOAL.toFixed(1)}), median of ${ROUNDS} rounds`,
);
