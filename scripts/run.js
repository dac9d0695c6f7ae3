/**
 * Runs a TypeScript program: `node scripts/run.js FILE.ts [arguments]`.
 *
 * esbuild joins the program and its own modules into one text, packages stay where they are, and node runs
 * it in this process. A loader that hooks every require costs five times as much, and its source maps make
 * each stack trace slow, of which cdktf takes one for every token. The text is kept until a source changes.
 * For traces with TypeScript's lines: NODE_OPTIONS=--enable-source-maps. For CDK Terrain: CDK_ENGINE=cdktn.
 */
const crypto = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const ROOT = path.join(__dirname, "..");
const CACHE = path.join(ROOT, "node_modules", ".cache", "scripts-run");
/** Where what a program imports may be. */
const SOURCES = ["lib", "scripts", "stacks", "main.ts"];
const withSourceMap = process.env.NODE_OPTIONS?.includes("--enable-source-maps") ?? false;

function bundle(entry) {
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: [entry],
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    sourcemap: withSourceMap ? "inline" : false,
    write: false,
  });
  return outputFiles[0].text;
}

/** Changes when any source does: names, sizes and times of change, as make looks at them. */
function stateOfSources(entry) {
  const hash = crypto.createHash("sha256").update(`${entry} ${withSourceMap} ${process.version}`);
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of fs.readdirSync(file)) visit(path.join(file, name));
    else hash.update(`${file} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}\n`);
  };
  for (const source of [entry, ...SOURCES]) visit(path.resolve(ROOT, source));
  return hash.digest("hex");
}

function load(entry) {
  const folder = path.join(CACHE, path.basename(entry));
  const known = path.join(folder, `${stateOfSources(entry)}.js`);
  try {
    return fs.readFileSync(known, "utf8");
  } catch {
    // Not there, or just removed by another process that has bundled a newer state.
  }
  const text = bundle(entry);
  try {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(`${known}.${process.pid}`, text);
    fs.renameSync(`${known}.${process.pid}`, known);
  } catch {
    // A folder that cannot be written only costs the time to bundle again.
  }
  return text;
}

/** The engine is cdktf, or cdktn where CDK_ENGINE says so. */
function chooseEngine(engine = "cdktf") {
  if (engine === "cdktn") require("./cdktn");
  else if (engine !== "cdktf") {
    console.error(`CDK_ENGINE: got "${engine}", expected cdktf or cdktn`);
    process.exit(2);
  }
}

chooseEngine(process.env.CDK_ENGINE || undefined);
const entry = path.resolve(process.argv[2] ?? "");
const program = new Module(entry);
program.filename = entry;
program.paths = Module._nodeModulePaths(path.dirname(entry));
process.argv.splice(1, 1);
try {
  program._compile(load(entry), entry);
} catch (error) {
  const [, missing] = /^Cannot find module '([^.'/][^']*)'/.exec(error.message) ?? [];
  if (error.code !== "MODULE_NOT_FOUND" || missing === undefined) throw error;
  console.error(`${missing} is not installed: run npm ci, without --omit=dev`);
  process.exitCode = 1;
}
