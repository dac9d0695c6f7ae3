/**
 * Runs a TypeScript program: `node scripts/run.js FILE.ts [arguments]`.
 *
 * esbuild joins the program and its own modules into one text, packages stay where they are, and node runs
 * it in this process. That costs a few hundredths of a second; a loader that hooks every require costs five
 * times as much, and its source maps make each stack trace that cdktf takes for a token slow.
 * For traces with TypeScript's lines: NODE_OPTIONS=--enable-source-maps.
 */
const Module = require("node:module");
const path = require("node:path");
const { buildSync } = require("esbuild");

const entry = path.resolve(process.argv[2] ?? "");
const { outputFiles } = buildSync({
  entryPoints: [entry],
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  sourcemap: process.env.NODE_OPTIONS?.includes("--enable-source-maps") ? "inline" : false,
  write: false,
});
const program = new Module(entry);
program.filename = entry;
program.paths = Module._nodeModulePaths(path.dirname(entry));
process.argv.splice(1, 1);
program._compile(outputFiles[0].text, entry);
